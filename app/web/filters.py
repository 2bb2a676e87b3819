"""How numbers, dates and codes are written for people: always by the reader's language."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from babel.numbers import format_decimal
from flask import Flask
from flask_babel import format_date, format_datetime, get_locale, to_user_timezone

from app.web.languages import language

Number = Fraction | Decimal | float | int


def percent(value: Number | None, places: int = 1) -> str:
    """A per cent figure with its places, rounded half-up: 83.3 %; a dash when there is none."""
    if value is None:
        return "—"
    return f"{decimal(value, places)}\N{NARROW NO-BREAK SPACE}%"


def decimal(value: Number | None, places: int = 1) -> str:
    """A number with exactly so many places, rounded half-up, by locale."""
    if value is None:
        return "—"
    fraction = Fraction(str(value)) if isinstance(value, float) else Fraction(value)  # 0.15 is 0.15
    shown = (Decimal(fraction.numerator) / Decimal(fraction.denominator)).quantize(
        Decimal(1).scaleb(-places), ROUND_HALF_UP
    )
    return _written(shown or abs(shown), places, str(get_locale()))  # no zero is below zero


@lru_cache(10_000)  # a page of figures writes hundreds, and most are between 0.0 and 100.0
def _written(shown: Decimal, places: int, locale: str) -> str:
    written = format_decimal(shown, "#,##0." + "0" * places if places else "#,##0", locale)
    return written.replace("-", "\N{MINUS SIGN}")  # as wide as the plus it stands under


def day(value: date | datetime | None) -> str:
    """A date in words short enough for a phone: 14 мая 2026 г."""
    if value is None:
        return "—"
    return format_date(to_user_timezone(value) if isinstance(value, datetime) else value, "d MMM y")


def moment(value: datetime | None) -> str:
    """A date and a time in the company's time zone."""
    return "—" if value is None else format_datetime(value, "d MMM y, HH:mm")


def words(text: Any) -> str:
    """A text that exists in both languages, in the reader's."""
    return "" if text is None else text.in_(language())


def init_app(app: Flask) -> None:
    """Give the filters to every template."""
    app.jinja_env.filters.update(percent=percent, decimal=decimal, day=day, moment=moment, words=words)
