"""What a statistics case gives: scores, counts, ratings, rows; every one is checked, and what is wrong is named.

Unlike a checklist, a case is written by a program: a number written as text is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, TypeVar

from app.scoring.causes import Row
from app.scoring.exact import exact
from app.scoring.malformed import Malformed
from app.scoring.reading import mapping, part

LONGEST = 1_000_000  # scores, ratings or rows in one case: four times the largest chain planned for
MOST = 10**12  # visits counted in a share

Case = dict[str, Any]
Read = TypeVar("Read")


class Category(NamedTuple):
    """A category of a rating; true and 1 are two, though Python holds them equal."""

    truth: bool
    value: str | int | Decimal


Raters = tuple[Category | None, ...]


def number(case: Case, key: str, high: int) -> Fraction:
    """Read a number in [0, high]."""
    return _exact(part(case, key), key, high)


def whole(case: Case, key: str) -> int:
    """Read a whole number from 0 to a million millions."""
    value = number(case, key, MOST)
    if value.denominator != 1:
        raise Malformed(f"{key} is not whole")
    return value.numerator


def scores(case: Case, key: str) -> list[Fraction]:
    """Read scores in per cent, exact."""
    return _each(case, key, "score", lambda value: _exact(value, "value", 100))


def ratings(case: Case) -> list[Raters]:
    """Read ratings: one list a thing rated, all of the same two raters or more; null where one gave none."""
    found = _each(case, "ratings", "rating", _raters)
    for place, row in enumerate(found, 1):
        if len(row) != len(found[0]):
            raise Malformed(
                f"ratings: rating number {place}: {len(row)} raters, the first has {len(found[0])}"
            )
    return found


def rows(case: Case) -> list[Row]:
    """Read visits as `{"store", "employee" or null, "met"}`; a store or employee is a text or a whole number."""
    return _each(case, "rows", "row", _row)


def _each(case: Case, key: str, noun: str, read: Callable[[Any], Read]) -> list[Read]:
    entries = part(case, key)
    if not isinstance(entries, list):
        raise Malformed(f"{key} is not a list")
    if len(entries) > LONGEST:
        raise Malformed(f"{key} is longer than {LONGEST}")
    found = []
    for place, entry in enumerate(entries, 1):
        try:
            found.append(read(entry))
        except Malformed as wrong:
            raise wrong.within(f"{key}: {noun} number {place}") from None
    return found


def _exact(value: object, key: str, high: int) -> Fraction:
    if isinstance(value, str):
        raise Malformed(f"{key} is not a number")
    return exact(value, key, high=high)


def _raters(row: object) -> Raters:
    if not isinstance(row, list):
        raise Malformed("not a list")
    if len(row) < 2:
        raise Malformed("fewer than two raters")
    return tuple(None if value is None else _category(value) for value in row)


def _category(value: object) -> Category:
    if isinstance(value, Decimal) and not value.is_finite():
        raise Malformed("a category is not finite")
    if not isinstance(value, str | int | Decimal):
        raise Malformed("a category is neither a text, a number, true nor false")
    return Category(isinstance(value, bool), value)


def _row(value: object) -> Row:
    data = mapping(value)
    met = part(data, "met")
    if not isinstance(met, bool):
        raise Malformed("met is neither true nor false")
    employee = None if data.get("employee") is None else _identity(data, "employee")
    return Row(_identity(data, "store"), employee, met)


def _identity(data: Case, key: str) -> str | int:
    value = part(data, key)
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise Malformed(f"{key} is neither a text nor a whole number")
    return value
