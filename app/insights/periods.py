"""Periods of pages: whole months, as the address names them, and the same number of months before."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple, Self

from flask_babel import format_date

from app.insights.selection import month_after, month_of

USUAL = 3  # months of a page whose address names none
QUICK = (1, 3, 12)
OFFERED = 36  # months to choose from
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


class Period(NamedTuple):
    """From one month to another, both as yyyymm and both included."""

    first: int
    last: int

    @classmethod
    def of(cls, address: Mapping[str, str], today: date) -> Self:
        """The period an address asks for by `from` and `to`; the last three months where it asks for none or a wrong one."""
        first, last = _month(address.get("from")), _month(address.get("to"))
        if first is None or last is None or first > last:
            return cls.lasting(USUAL, today)
        return cls(first, last)

    @classmethod
    def lasting(cls, months: int, today: date) -> Self:
        """So many months up to the present one."""
        last = month_of(today)
        return cls(month_after(last, 1 - months), last)

    @property
    def months(self) -> list[int]:
        """Every month of it, the earliest first."""
        return list(self._each())

    def _each(self) -> Iterator[int]:
        month = self.first
        while month <= self.last:
            yield month
            month = month_after(month, 1)

    @property
    def before(self) -> "Period":
        """As many months just before."""
        length = len(self.months)
        return Period(month_after(self.first, -length), month_after(self.last, -length))

    @property
    def address(self) -> dict[str, str]:
        """How an address names it."""
        return {"from": written(self.first), "to": written(self.last)}

    @property
    def label(self) -> str:
        """In words: Aug 26 – Oct 26."""
        return named(self.first) if self.first == self.last else f"{named(self.first)} – {named(self.last)}"


def first_day(month: int) -> date:
    """Its first day."""
    return date(month // 100, month % 100, 1)


def written(month: int) -> str:
    """As an address writes it: 2026-08."""
    return f"{month // 100}-{month % 100:02}"


def named(month: int) -> str:
    """As a chart names it: Aug 26."""
    return format_date(first_day(month), "LLL yy")


def _month(text: str | None) -> int | None:
    found = MONTH.fullmatch(text or "")
    return int(found[1]) * 100 + int(found[2]) if found and int(found[1]) >= 2000 else None
