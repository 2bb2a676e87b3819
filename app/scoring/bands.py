"""Bands: three words for a score, so that it never speaks by colour alone."""

from fractions import Fraction
from typing import Literal

Band = Literal["high", "middle", "low"]
HIGH, MIDDLE = Fraction(85), Fraction(70)
FEWEST = 3  # under so many visits a mean gets no band and no rank


def band(score: Fraction | None, n: int | None = None) -> Band | None:
    """The band of an exact score in per cent; None without a score, or when it is a mean of too few visits."""
    if score is None or (n is not None and n < FEWEST):
        return None
    return "high" if score >= HIGH else "middle" if score >= MIDDLE else "low"
