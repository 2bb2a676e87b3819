"""Coverage: how many of those who have to sign have signed, by store and by position, the overdue first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from app.training.syllabus import DONE, OVERDUE, Standing

Key = TypeVar("Key", int, str)


@dataclass(frozen=True)
class Row:
    """The people of one store or one position, or all of them, on a day."""

    key: int | str
    title: str
    standings: tuple[Standing, ...]
    today: date

    @property
    def must(self) -> int:
        """How many have to sign: of whose position anything is asked."""
        return len(self.standings)

    @property
    def signed(self) -> int:
        """How many have nothing left to sign."""
        return sum(each.done for each in self.standings)

    @property
    def left(self) -> int:
        return self.must - self.signed

    @property
    def overdue(self) -> int:
        return sum(each.state(self.today) == OVERDUE for each in self.standings)


def rows_by(
    key: Callable[[Standing], Key], titles: Callable[[Key], str], standings: Iterable[Standing], today: date
) -> list[Row]:
    """Give a row for every store, or position; most overdue first, then most left, then by name."""
    groups: dict[Key, list[Standing]] = {}
    for each in standings:
        groups.setdefault(key(each), []).append(each)
    rows = [Row(group, titles(group), tuple(found), today) for group, found in groups.items()]
    return sorted(rows, key=lambda row: (-row.overdue, -row.left, row.title))


def in_order(standings: Sequence[Standing], today: date) -> list[Standing]:
    """Give people with the longest overdue first, then by the nearest deadline, those who signed last."""
    ahead = date.max
    return sorted(
        standings,
        key=lambda each: (each.state(today) == DONE, each.due_on or ahead, each.employee.name),
    )
