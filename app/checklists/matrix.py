"""The matrix of a document: what each position is asked on each channel, how long it takes, and what nobody asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from app.checklists.checklist import Checklist, Question
from app.checklists.checks import LEAST_HUMAN_SHARE
from app.standards.criterion import Criterion
from app.standards.document import Chapter, Document, Framework, Position

# Seconds to read a question, remember or look, and answer it on a phone. A stated rule of thumb, not a measurement: a
# tap takes 10 s, typing a number 20 s, looking for several things a minute, writing a sentence or two a minute.
SECONDS: Mapping[str, int] = {
    **dict.fromkeys(("yes_no", "scale", "choice", "recommendation", "date", "time"), 10),
    **dict.fromkeys(("choices", "number"), 20),
    **dict.fromkeys(("duration", "photo", "signature"), 30),
    **dict.fromkeys(("found_of_sought", "text"), 60),
}
DEMANDED_PHOTO = 20  # seconds more where a question demands a photo


class Cell(NamedTuple):
    """One checklist in figures. `human_share` is 0 to 1, `minutes` are rounded up."""

    position: str
    channel: str
    questions: int
    critical: int
    human_share: Fraction
    minutes: int


@dataclass(frozen=True)
class Gaps:
    """What the matrix leaves open."""

    never_asked: tuple[Criterion, ...]
    positions: tuple[Position, ...]  # nothing is asked of them on any channel
    cells: tuple[tuple[str, str], ...]  # a position met on a channel where nothing is asked of it
    dimensions: tuple[tuple[Framework, str], ...]  # no asked criterion speaks of them
    chapters: tuple[Chapter, ...]  # without a criterion
    unbalanced: tuple[Cell, ...]  # less of the weight is human than the rule wants

    def __bool__(self) -> bool:
        return any(
            (self.never_asked, self.positions, self.cells, self.dimensions, self.chapters, self.unbalanced)
        )


@dataclass(frozen=True)
class Matrix:
    """Every checklist of a document by position and channel, and the gaps between them."""

    cells: Mapping[tuple[str, str], Cell]
    gaps: Gaps

    @property
    def human_share(self) -> Fraction:
        """The mean share of human weight of the checklists in which anything is asked, 0 to 1."""
        shares = [cell.human_share for cell in self.cells.values() if cell.questions]
        return sum(shares, Fraction(0)) / (len(shares) or 1)


def matrix(document: Document, checklists: Iterable[Checklist]) -> Matrix:
    """Give the matrix of a document whose checklists are these."""
    asked_in = {(each.position, each.channel): each for each in checklists}
    cells = {address: _cell(checklist) for address, checklist in asked_in.items()}
    asked = {question.id: question for each in asked_in.values() for question in each.questions()}
    return Matrix(cells, _gaps(document, cells, asked))


def minutes(checklist: Checklist) -> int:
    """How long a checklist takes, in whole minutes rounded up, by SECONDS; every question of every kind of visit."""
    seconds = sum(
        SECONDS[question.kind] + (DEMANDED_PHOTO if question.evidence == "required" else 0)
        for question in checklist.questions()
    )
    return -(-seconds // 60)


def _cell(checklist: Checklist) -> Cell:
    return Cell(
        checklist.position,
        checklist.channel,
        checklist.asked,
        checklist.critical,
        checklist.human_share,
        minutes(checklist),
    )


def _gaps(document: Document, cells: Mapping[tuple[str, str], Cell], asked: Mapping[str, Question]) -> Gaps:
    def questions(position: Position, channel: str) -> int:
        return cells[position.code, channel].questions if (position.code, channel) in cells else 0

    return Gaps(
        never_asked=tuple(each for each in document.criteria() if each.code not in asked),
        positions=tuple(
            each
            for each in document.positions
            if not any(questions(each, channel) for channel in each.channels)
        ),
        cells=tuple(
            (each.code, channel)
            for each in document.positions
            for channel in each.channels
            if not questions(each, channel)
        ),
        dimensions=tuple(_uncovered(document, asked.values())),
        chapters=tuple(
            each for each in document.chapters if not any(clause.criteria for clause in each.clauses)
        ),
        unbalanced=tuple(
            each for each in cells.values() if each.questions and each.human_share < LEAST_HUMAN_SHARE
        ),
    )


def _uncovered(document: Document, asked: Iterable[Question]) -> Iterator[tuple[Framework, str]]:
    covered = {pair for question in asked for pair in question.dimensions.items()}
    for framework in document.frameworks:
        for dimension in framework.dimensions:
            if (framework.code, dimension) not in covered:
                yield framework, dimension
