"""Publishing the working copy: what it would bring about, and bringing it about in the worker."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from flask_babel import force_locale
from flask_babel import gettext as _

from app import tasks
from app.authoring import operations, queries
from app.authoring.models import NotWhole, WorkingCopy
from app.authoring.problems import Trouble, troubles
from app.checklists import operations as checklists
from app.checklists.checklist import Checklist
from app.checklists.comparison import ChecklistDifference, compare_checklists
from app.checklists.derivation import derive_all
from app.checklists.proof import Proof, proofs
from app.checklists.queries import checklists_of
from app.checklists.selection import Selections
from app.db import db
from app.people.models import User
from app.standards.comparing import compare
from app.standards.comparison import Comparison
from app.standards.document import Document, Position
from app.standards.models import StandardVersion
from app.standards.queries import current_standard
from app.standards.rereading import to_read_again
from app.tasks import CannotBeDone, Job, Progress
from app.visits.models import Visit
from app.visits.queries import open_visits_on

PUBLICATION = "publication"
READ, DERIVED = 10, 80  # per cent


class Seen(NamedTuple):
    """What somebody looked at before deciding to publish: the version then in force, the copy and its rev."""

    version: int
    copy: int
    rev: int


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


def order_publication(seen: Seen, *, reason: str, language: str, by: User) -> Job:
    """Ask for the copy to be published as it was seen."""
    return tasks.enqueue(PUBLICATION, {**seen._asdict(), "reason": reason}, language=language, by=by.id)


@tasks.job(PUBLICATION)
def publish_copy(job: Job, tell: Progress) -> str:
    """Publish the copy as the next version and end it; gives the version's number.

    The checklists are derived before anything is written, so that nobody waits for their turn to write meanwhile.
    What is written is committed together with the end of the job.
    """
    seen = Seen(*(job.arguments[name] for name in Seen._fields))
    with force_locale(job.language):
        document, selections = _as_seen(seen, locked=False)
        tell(READ)
        made = list(_told(document, selections, tell))
        _as_seen(seen, locked=True)
        by = db.session.get_one(User, job.by_id)
        version = checklists.publish(
            document, selections, reason=job.arguments["reason"], by=by, checklists=made
        )
        copy = queries.working_copy()
        assert copy is not None  # noqa: S101  (it was there a moment ago, and is locked)
        operations.end(copy, version, by=by)
        db.session.flush()
        return str(version.number)


def _as_seen(seen: Seen, *, locked: bool) -> tuple[Document, Selections]:
    """The copy as it was seen. Raises CannotBeDone with a sentence for whoever wanted it published."""
    copy, standard = queries.working_copy(locked=locked), current_standard()
    if standard is None or standard.number != seen.version:
        raise CannotBeDone(_overtaken(standard))
    if copy is None or copy.id != seen.copy:
        raise CannotBeDone(_("The working copy you looked at was ended meanwhile. Nothing was published."))
    if copy.rev != seen.rev:
        raise CannotBeDone(
            _("The working copy was changed after you looked at it. Nothing was published: look at it again.")
        )
    try:
        document, selections = copy.document(), copy.selections()
    except NotWhole:
        document, selections = None, ()
    if document is None or (not locked and hindrances(copy)):
        raise CannotBeDone(_("Something in the working copy is not right yet. Nothing was published."))
    return document, selections


def _overtaken(standard: StandardVersion | None) -> str:
    number = standard.number if standard else 0
    if standard and standard.by:
        return _(
            "%(name)s published version %(number)s meanwhile. Nothing was published twice: look at what is in force now.",
            name=standard.by.name,
            number=number,
        )
    return _("Version %(number)s was published meanwhile. Nothing was published twice.", number=number)


def _told(document: Document, selections: Selections, tell: Progress) -> Iterator[Proof]:
    """Every checklist as it will be kept, telling how far it is whenever another per cent is done."""
    count = sum(len(position.channels) for position in document.positions)
    told = READ
    for at, proof in enumerate(proofs(document, selections), 1):
        yield proof
        done = READ + (DERIVED - READ) * at // count
        if done >= told + 10:
            tell(done)
            told = done


def _address(visit: Visit) -> tuple[str, str]:
    return visit.checklist.position, visit.checklist.channel
