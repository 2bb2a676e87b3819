"""A tally: values of visits added up, and everything a figure says, worked out from the sums alone."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import reduce
from typing import NamedTuple

from app.scoring.bands import FEWEST, MIDDLE, Band, band
from app.scoring.intervals import Mean, Share, Sums, mean_interval, share_interval

UNIT = 10_000  # parts of one per cent
FULL = 100 * UNIT
LOW = int(MIDDLE * UNIT)  # a value under it is low: as a criterion it was not met


class Tally(NamedTuple):
    """`n` visits with a value, the sum of the values in per cent × 10⁴ and of their squares.

    Of these visits the value of `low` is in the low band, `failed` failed as a whole, and in `critical` a critical
    question of what is counted here failed. Then the scored questions behind them by what was answered, and the
    coverage in per cent × 10⁴ added up over `covered` visits (0 for a part of a visit).
    """

    n: int = 0
    total: int = 0
    squares: int = 0
    low: int = 0
    failed: int = 0
    critical: int = 0
    answered: int = 0
    not_applicable: int = 0
    not_observed: int = 0
    unanswered: int = 0
    covered: int = 0
    coverage: int = 0

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(*map(int.__add__, self, other))

    def minus(self, other: Tally) -> Tally:
        """The rest, where `other` is a part."""
        return Tally(*map(int.__sub__, self, other))

    @property
    def sums(self) -> Sums:
        """As the intervals read it: per cent, exact."""
        return Sums(self.n, Fraction(self.total, UNIT), Fraction(self.squares, UNIT * UNIT))

    @property
    def mean(self) -> Mean:
        """The mean in per cent with its 95 % t interval."""
        return mean_interval(self.sums)

    @property
    def few(self) -> bool:
        """Too few visits for a rank or a colour."""
        return self.n < FEWEST

    @property
    def band(self) -> Band | None:
        """The word for the mean, None when there are too few visits."""
        return band(self.mean.mean, self.n)

    @property
    def met(self) -> Share:
        """The share of visits whose value is not low: of a criterion, in how many it was met."""
        return share_interval(self.n - self.low, self.n)

    @property
    def failures(self) -> Share:
        """The share of visits that failed."""
        return share_interval(self.failed, self.n)

    @property
    def criticals(self) -> Share:
        """The share of visits in which a critical question failed."""
        return share_interval(self.critical, self.n)

    @property
    def mean_coverage(self) -> Fraction | None:
        """The mean coverage in per cent."""
        return Fraction(self.coverage, self.covered * UNIT) if self.covered else None

    @property
    def asked(self) -> int:
        """Scored questions asked, whatever came of them."""
        return self.answered + self.not_applicable + self.not_observed + self.unanswered

    def share_of(self, count: int) -> Fraction | None:
        """A count of questions, such as `not_observed`, as per cent of those asked."""
        return Fraction(100 * count, self.asked) if self.asked else None


def added(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    return reduce(Tally.plus, tallies, Tally())
