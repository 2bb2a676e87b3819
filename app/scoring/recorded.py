"""The kinds that are recorded and never scored: recommendation, text, photo, signature, date, time.

A value that is present counts as an answer, an empty text too; a photo or signature must refer to something.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Any, ClassVar

from app.scoring.exact import exact
from app.scoring.kinds import Mark
from app.scoring.malformed import Malformed
from app.scoring.reading import shown

RECORDED = Mark()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A whole number from 0 to 10; its average is the business of the net promoter score, not of this one."""

    scored: ClassVar[bool] = False

    @classmethod
    def read(cls, data: dict[str, Any]) -> Recommendation:
        return cls()

    def mark(self, value: Any) -> Mark:
        likelihood = exact(value)
        if likelihood > 10 or likelihood.denominator != 1:
            raise Malformed("value is not a whole number from 0 to 10")
        return RECORDED


@dataclass(frozen=True, slots=True)
class Text:
    """Free words."""

    scored: ClassVar[bool] = False

    @classmethod
    def read(cls, data: dict[str, Any]) -> Text:
        return cls()

    def mark(self, value: Any) -> Mark:
        if not isinstance(value, str):
            raise Malformed("value is not a text")
        return RECORDED


@dataclass(frozen=True, slots=True)
class Reference:
    """A photo or a signature: the name it is kept under, or a list of such names."""

    scored: ClassVar[bool] = False

    @classmethod
    def read(cls, data: dict[str, Any]) -> Reference:
        return cls()

    def mark(self, value: Any) -> Mark:
        names = value if isinstance(value, list | tuple) else [value]
        if not names or not all(isinstance(name, str) and name for name in names):
            raise Malformed("value does not refer to anything kept")
        return RECORDED


@dataclass(frozen=True, slots=True)
class Day:
    """A day as 2026-03-31."""

    scored: ClassVar[bool] = False

    @classmethod
    def read(cls, data: dict[str, Any]) -> Day:
        return cls()

    def mark(self, value: Any) -> Mark:
        _moment(value, r"\d{4}-\d\d-\d\d", date.fromisoformat, "a day as YYYY-MM-DD")
        return RECORDED


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as 09:05 or 09:05:30."""

    scored: ClassVar[bool] = False

    @classmethod
    def read(cls, data: dict[str, Any]) -> Clock:
        return cls()

    def mark(self, value: Any) -> Mark:
        _moment(value, r"\d\d:\d\d(:\d\d)?", time.fromisoformat, "a time as HH:MM")
        return RECORDED


def _moment(value: Any, shape: str, read: Any, said: str) -> None:
    """Refuse a value that has not the shape or is on no calendar or clock."""
    wrong = Malformed(f"value {shown(value)} is not {said}")
    if not isinstance(value, str) or not re.fullmatch(shape, value, re.ASCII):
        raise wrong
    try:
        read(value)
    except ValueError:
        raise wrong from None
