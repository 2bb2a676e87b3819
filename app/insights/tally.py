"""A tally: values of visits added up, and everything a figure says, worked out from the sums alone."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple, TypeVar

from app.scoring.bands import FEWEST, MIDDLE, Band, band
from app.scoring.intervals import Mean, Share, Sums, mean_interval, share_interval, wilson

UNIT = 10_000  # parts of one per cent
FULL = 100 * UNIT
LOW = int(MIDDLE * UNIT)  # a value under it is low: as a criterion it was not met

Part = TypeVar("Part", bound=str | int)


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
    def is_share(self) -> bool:
        """Whether it is of a part of visits that earned all or nothing in each, as of a question of yes and no."""
        return not self.covered and self.squares == self.total * FULL

    @property
    def mean(self) -> Mean:
        """The mean in per cent with its 95 % interval: Student's, or Wilson's where the mean is a share.

        Student's would shrink to a point where every visit, or none, met a criterion.
        """
        if not (self.n and self.is_share):
            return mean_interval(self.sums)
        found = share_interval(self.total // FULL, self.n)
        return Mean(self.n, self.sums.mean, 100 * (found.low or 0.0), 100 * (found.high or 0.0))

    @property
    def few(self) -> bool:
        """Too few visits for a rank or a colour."""
        return self.n < FEWEST

    @property
    def band(self) -> Band | None:
        """The word for the mean, None when there are too few visits."""
        return band(self.mean.mean, self.n)

    @property
    def at_most(self) -> float:
        """How good it may be at best, in per cent: the upper end of its interval. There must be a visit.

        Of a part of visits it is Wilson's, as if every point were earned or not: a few visits with one and the same
        mark show no spread, and Student's would take them for certainty.
        """
        if self.covered:
            return self.mean.high or FULL / UNIT
        return 100 * wilson(self.total / (self.n * FULL), self.n)[1]

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
    columns = list(zip(*tallies, strict=True))
    return Tally(*map(sum, columns)) if columns else Tally()


def surely_low(tallies: Mapping[Part, Tally], most: int, fewest: int = FEWEST) -> list[Part]:
    """The parts of `fewest` visits or more that are surely low, the surest first: by the upper end of their interval.

    What few visits saw may still be good, and does not stand before what is known to be bad.
    """
    means = {part: each.total / each.n for part, each in tallies.items() if each.n >= fewest}
    found: list[tuple[float, int, Part]] = []
    for part in sorted(means, key=lambda part: (means[part], part)):
        if len(found) >= most and means[part] / UNIT > found[most - 1][0]:
            break  # no interval ends under its mean: what follows cannot stand among the first
        tally = tallies[part]
        insort(found, (tally.at_most, -tally.n, part))
    return [part for _high, _n, part in found[:most]]
