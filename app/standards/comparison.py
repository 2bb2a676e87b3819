"""Two versions of the standards side by side: what was added, removed, moved, reworded, reweighted or set otherwise."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from app.standards.criterion import Criterion
from app.standards.differences import Setting, Wording
from app.standards.document import Channel, Chapter, Framework, Position, Reference, Stage
from app.standards.scenario import Scenario

Part = Chapter | Position | Channel | Stage | Framework | Scenario
KINDS = ("added", "removed", "moved", "reworded", "reweighted", "changed")


class Difference:
    """What the differences of all parts have in common: what stood before, what stands now, and in how many ways it differs."""

    before: object | None
    after: object | None
    moved: bool
    wordings: tuple[Wording, ...]
    settings: tuple[Setting, ...]

    @property
    def reweighted(self) -> bool:
        return False

    @property
    def kinds(self) -> tuple[str, ...]:
        """Which of KINDS it is; nothing else can be said of what was added or removed."""
        if self.before is None:
            return ("added",)
        if self.after is None:
            return ("removed",)
        ways = (self.moved, self.wordings, self.reweighted, self.settings)
        return tuple(kind for kind, so in zip(KINDS[2:], ways, strict=True) if so)


class Placed(NamedTuple):
    """A criterion and the clause it belongs to, with its number."""

    criterion: Criterion
    clause: Reference


@dataclass(frozen=True)
class CriterionDifference(Difference):
    """What became of a criterion."""

    code: str
    before: Placed | None
    after: Placed | None
    moved: bool = False
    wordings: tuple[Wording, ...] = ()
    settings: tuple[Setting, ...] = ()

    @property
    def reweighted(self) -> bool:
        if self.before is None or self.after is None:
            return False
        return self.before.criterion.weight != self.after.criterion.weight


@dataclass(frozen=True)
class ClauseDifference(Difference):
    """What became of a clause, and of the criteria that stand in it now (or stood, when it is gone)."""

    before: Reference | None
    after: Reference | None
    moved: bool = False
    wordings: tuple[Wording, ...] = ()
    settings: tuple[Setting, ...] = ()
    criteria: tuple[CriterionDifference, ...] = ()

    @property
    def chapter(self) -> Chapter:
        """The chapter it stands in now, or stood in last."""
        return (self.after or self.before).chapter  # type: ignore[union-attr]


@dataclass(frozen=True)
class PartDifference(Difference):
    """What became of a chapter, or of an entry of one of the lists beside them, such as "positions"."""

    list: str
    code: str
    before: Part | None
    after: Part | None
    moved: bool = False
    wordings: tuple[Wording, ...] = ()
    settings: tuple[Setting, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two documents, in the order of the later one; what is gone stands where it stood."""

    page: tuple[Wording, ...]  # the title and the purpose
    chapters: tuple[PartDifference, ...]
    lists: tuple[PartDifference, ...]
    clauses: tuple[ClauseDifference, ...]

    @property
    def criteria(self) -> tuple[CriterionDifference, ...]:
        """Every criterion that differs."""
        return tuple(each for clause in self.clauses for each in clause.criteria)

    @property
    def counts(self) -> dict[str, int]:
        """How many criteria are of each of KINDS; one that was moved and reworded counts in both."""
        counted = Counter(kind for each in self.criteria for kind in each.kinds)
        return {kind: counted[kind] for kind in KINDS}

    def __bool__(self) -> bool:
        return bool(self.page or self.chapters or self.lists or self.clauses)
