"""What publishing the working copy would bring about: what differs, whom it touches, who reads again, what hinders it."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.authoring.content.problems import Trouble, troubles
from app.authoring.models import WorkingCopy
from app.checklists.checklist import Checklist
from app.checklists.comparison import ChecklistDifference, compare_checklists
from app.checklists.derivation import derive_all
from app.checklists.queries import checklists_of
from app.standards.comparing import compare
from app.standards.comparison import Comparison
from app.standards.document import Document, Position
from app.standards.models import StandardVersion
from app.standards.queries import current_standard
from app.standards.rereading import to_read_again
from app.visits.models import Visit
from app.visits.queries import open_visits_on


@dataclass(frozen=True)
class Touched:
    """A checklist that will differ, and the open visits on its present version: they finish and score on that one."""

    checklist: ChecklistDifference
    visits: tuple[Visit, ...]


@dataclass(frozen=True)
class Outlook:
    """What publishing a whole working copy would change. `standard` is the version in force."""

    standard: StandardVersion
    document: Document
    comparison: Comparison
    checklists: tuple[ChecklistDifference, ...]
    visits: tuple[Visit, ...]
    reading: tuple[tuple[Position, tuple[str, ...]], ...]

    @property
    def touched(self) -> Iterator[Touched]:
        """Every checklist that differs with the open visits on it, as they were planned."""
        for each in self.checklists:
            on_it = (visit for visit in self.visits if _address(visit) == each.address)
            yield Touched(each, tuple(on_it))


def hindrances(copy: WorkingCopy) -> list[Trouble]:
    """Everything that keeps the copy from being published."""
    return troubles(copy.content, copy.ledger)


def outlook(copy: WorkingCopy) -> Outlook:
    """What publishing the copy would change against the version in force. Raises NotWhole."""
    standard = current_standard()
    assert standard is not None  # noqa: S101  (a copy is begun from a version)
    document = copy.document()
    differences = compare_checklists(checklists_in_force(standard), derive_all(document, copy.selections()))
    comparison = compare(standard.document, document)
    reading = ((each, to_read_again(comparison, document, each.code)) for each in document.positions)
    return Outlook(
        standard=standard,
        document=document,
        comparison=comparison,
        checklists=differences,
        visits=tuple(open_visits_on([each.address for each in differences if each.before])),
        reading=tuple((position, codes) for position, codes in reading if codes),
    )


def checklists_in_force(standard: StandardVersion) -> list[Checklist]:
    """The checklists as they were when this version was the last."""
    return [each.checklist for each in checklists_of(standard.number)]


def _address(visit: Visit) -> tuple[str, str]:
    return visit.checklist.position, visit.checklist.channel
