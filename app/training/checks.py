"""Checks: a few questions about what was read, drawn the same way every time from its own examples and expectations."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar

from app.training.reading import ReadClause, ReadCriterion, Reading

Thing = TypeVar("Thing")

FEWEST, MOST = 3, 5
ENOUGH_FOR = (12, 30)  # criteria read: up to so many three checks do, then four, above five


@dataclass(frozen=True)
class Check:
    """One question with its answers by code; `about` is the criterion it checks, `clause` where that stands.

    Kind "example" asks which of the answers is the good example, "expected" what the clause asks for.
    """

    kind: Literal["example", "expected"]
    clause: ReadClause
    about: ReadCriterion
    answers: tuple[tuple[str, str], ...]

    @property
    def code(self) -> str:
        return f"{self.about.code}-{self.kind}"

    @property
    def right(self) -> str:
        """The code of the right answer."""
        return f"{self.about.code}-{'good' if self.kind == 'example' else 'expected'}"

    def knows(self, code: str) -> bool:
        """Say whether this is one of the answers."""
        return any(code == each for each, _text in self.answers)


def checks_of(reading: Reading, whole: Reading, seed: str) -> tuple[Check, ...]:
    """Give three to five checks of what is read; wrong answers come from all that the position knows, `whole`.

    Two people get different checks by their seeds, one person always the same.
    """
    found = []
    for number, criterion in enumerate(_drawn_over_clauses(reading, seed)):
        check = _expected(reading, whole, criterion, seed) if number % 2 else None
        found.append(check or _example(reading, whole, criterion, seed))
    return tuple(found)


def _drawn_over_clauses(reading: Reading, seed: str) -> list[ReadCriterion]:
    """Criteria by lot, no two of one clause while there are others."""
    drawn = _by_lot(reading.criteria(), seed, _code)
    clauses = {each.code: clause.number for clause in reading.clauses() for each in clause.criteria}
    met: set[str] = set()
    first: list[ReadCriterion] = []
    second: list[ReadCriterion] = []
    for each in drawn:
        (second if clauses[each.code] in met else first).append(each)
        met.add(clauses[each.code])
    most = FEWEST + sum(len(drawn) > enough for enough in ENOUGH_FOR)
    return [*first, *second][: min(most, MOST)]


def _example(reading: Reading, whole: Reading, about: ReadCriterion, seed: str) -> Check:
    """The good example of a criterion among the bad one and a bad one of something else."""
    clause = reading.clause_of(about.code)
    others = (each for each in whole.criteria() if each.code != about.code and each.bad != about.good)
    strangers = _by_lot(others, f"{seed} {about.code}", _code)[:1]
    answers = [(f"{about.code}-good", about.good), (f"{about.code}-bad", about.bad)]
    answers += [(f"{each.code}-bad", each.bad) for each in strangers]
    return Check("example", clause, about, _shuffled(answers, seed))


def _expected(reading: Reading, whole: Reading, about: ReadCriterion, seed: str) -> Check | None:
    """What a clause expects among what two clauses of other chapters do; None where there are no such clauses."""
    clause = reading.clause_of(about.code)
    elsewhere = _of_other_chapters(whole, clause)
    others = _by_lot(elsewhere, f"{seed} {about.code}", _code)
    distinct = {each.expected: each for each in others if each.expected != about.expected}
    strangers = list(distinct.values())[:2]
    if len(strangers) < 2:
        return None
    answers = [(f"{each.code}-expected", each.expected) for each in (about, *strangers)]
    return Check("expected", clause, about, _shuffled(answers, seed))


def _of_other_chapters(whole: Reading, clause: ReadClause) -> Iterator[ReadCriterion]:
    own = clause.number.partition(".")[0]
    for chapter in whole.chapters:
        if str(chapter.number) != own:
            yield from chapter.criteria()


def _shuffled(answers: list[tuple[str, str]], seed: str) -> tuple[tuple[str, str], ...]:
    return tuple(_by_lot(answers, seed, lambda each: each[0]))


def _code(criterion: ReadCriterion) -> str:
    return criterion.code


def _by_lot(things: Iterable[Thing], seed: str, name: Callable[[Thing], str]) -> list[Thing]:
    """In an order that the seed and their names decide."""
    return sorted(things, key=lambda thing: hashlib.sha256(f"{seed} {name(thing)}".encode()).digest())
