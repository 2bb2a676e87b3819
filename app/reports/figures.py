"""Exact numbers as people write them."""

from fractions import Fraction

from app.scoring import round_half_up
from app.web.filters import decimal

MOST_PLACES = 4


def figure(number: Fraction | None) -> str:
    """1.5 by locale, 2/3 where no short decimal is exact, a dash where there is none."""
    if number is None:
        return "—"
    for places in range(MOST_PLACES + 1):
        if (number * 10**places).denominator == 1:
            return decimal(number, places)
    return f"{number.numerator}/{number.denominator}"


def about(number: Fraction) -> str:
    """The number to at most two places: for reading at a glance, the exact one stands in the arithmetic."""
    return figure(Fraction(round_half_up(number)))
