"""How far somebody is with what has to be read: chapters, then checks, then the signature."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from app.training.checks import Check
from app.training.reading import ReadChapter, Reading


class Attempt(NamedTuple):
    """One answer to a check, in the order they were given."""

    asked: str
    chosen: str
    right: bool
    at: str  # ISO 8601, UTC


class Step(NamedTuple):
    """What comes next: a page by name, and which one of them, from 1."""

    page: str
    number: int | None = None


@dataclass(frozen=True)
class Progress:
    """What is read, by digest, and what was answered so far of one person's reading."""

    reading: Reading
    checks: tuple[Check, ...]
    read: Collection[str]
    attempts: Sequence[Attempt]
    due_on: date

    def is_read(self, chapter: ReadChapter) -> bool:
        return chapter.digest() in self.read

    def is_answered(self, check: Check) -> bool:
        return any(each.right for each in self.attempts_at(check))

    def attempts_at(self, check: Check) -> list[Attempt]:
        """Every attempt at a check, the first one first."""
        return [each for each in self.attempts if each.asked == check.code]

    @property
    def next(self) -> Step:
        """The first chapter not read, then the first check not answered, then the signature."""
        for number, chapter in enumerate(self.reading.chapters, 1):
            if not self.is_read(chapter):
                return Step("chapter", number)
        for number, check in enumerate(self.checks, 1):
            if not self.is_answered(check):
                return Step("check", number)
        return Step("signature")

    @property
    def begun(self) -> bool:
        return any(map(self.is_read, self.reading.chapters))

    @property
    def chapters_left(self) -> list[ReadChapter]:
        return [each for each in self.reading.chapters if not self.is_read(each)]

    @property
    def minutes_left(self) -> int:
        return sum(each.minutes for each in self.chapters_left)

    def answers(self) -> list[dict[str, Any]]:
        """The checks with every attempt, as plain data to be kept with the signature."""
        return [
            {
                "check": check.code,
                "clause": check.clause.number,
                "attempts": [
                    {"chosen": each.chosen, "right": each.right, "at": each.at}
                    for each in self.attempts_at(check)
                ],
            }
            for check in self.checks
        ]
