"""How far to trust a mean, a share, or a difference of means of a few visits: 95 % intervals.

Sources: Student (1908), The probable error of a mean, Biometrika 6, for means; Wilson (1927), Probable inference,
the law of succession, and statistical inference, JASA 22, for shares; Welch (1947), The generalization of
"Student's" problem when several different population variances are involved, Biometrika 34, with the degrees of
freedom of Satterthwaite (1946), Biometrics Bulletin 2, for differences of means; Newcombe (1998), Interval estimation
for the difference between independent proportions, Statistics in Medicine 17, method 10, and Zou and Donner (2008),
Construction of confidence limits about effect measures, Statistics in Medicine 27, for shares added and taken.

A t interval supposes that scores scatter evenly about their mean. Near 100 they do not: most visits are perfect, a
few are poor, and three visits often miss the poor ones. With a mean of 60 to 80 the interval holds the truth in 93 to
97 of 100 chains; at 96 ± 6 in about 78, 86 and 92 for 3, 10 and 30 visits (tests/scoring/test_coverage.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import hypot, sqrt
from statistics import NormalDist
from typing import NamedTuple

from app.scoring.exact import exact_sum

UPPER_TAIL = 0.975  # leaves 2.5 % on each side
Z = NormalDist().inv_cdf(UPPER_TAIL)

Scores = Sequence[Fraction | Decimal]


class Mean(NamedTuple):
    """A mean of n scores in per cent, exact, and its bounds, None where one visit gives no spread to judge by."""

    n: int
    mean: Fraction | None
    low: float | None
    high: float | None


class Share(NamedTuple):
    """A share of n cases as a number from 0 to 1, exact, and its bounds."""

    n: int
    share: Fraction | None
    low: float | None
    high: float | None


class Difference(NamedTuple):
    """A difference in points, exact; None where a side is missing, bounds None where a side has no spread to judge by."""

    difference: Fraction | None
    low: float | None
    high: float | None

    @property
    def shown(self) -> bool:
        """Whether the interval leaves out 0: else the difference may be chance."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)

    @property
    def rose(self) -> bool:
        """Whether it went up, shown or not."""
        return self.difference is not None and self.difference > 0


class Sums(NamedTuple):
    """All that an interval needs to know of n scores: their sum and the sum of their squares, exact."""

    n: int
    total: Fraction
    squares: Fraction

    @classmethod
    def of(cls, values: Iterable[Fraction | Decimal]) -> Sums:
        """Add up scores from 0 to 100."""
        scores = [Fraction(value) for value in values]
        return cls(len(scores), exact_sum(scores), exact_sum(score * score for score in scores))

    @property
    def mean(self) -> Fraction:
        """The mean; there must be a score."""
        return self.total / self.n

    @property
    def variance(self) -> Fraction:
        """The variance with n − 1 below; there must be two scores."""
        return (self.squares - self.total * self.total / self.n) / (self.n - 1)


def mean_interval(values: Scores | Sums) -> Mean:
    """Give the mean of scores from 0 to 100 with its t interval, limited to 0–100. No values: no mean."""
    sums = _sums(values)
    if sums.n == 0:
        return Mean(0, None, None, None)
    if sums.n == 1:
        return Mean(1, sums.mean, None, None)
    half = students_t(sums.n - 1) * sqrt(sums.variance / sums.n)
    middle = float(sums.mean)
    return Mean(sums.n, sums.mean, max(0.0, middle - half), min(100.0, middle + half))


def share_interval(met: int, n: int) -> Share:
    """Give the share met / n with its Wilson interval. Raises ValueError unless 0 ≤ met ≤ n."""
    if not 0 <= met <= n:
        raise ValueError(f"{met} of {n} is no share")
    if n == 0:
        return Share(0, None, None, None)
    low, high = wilson(met / n, n)
    return Share(n, Fraction(met, n), low, high)


def wilson(share: float, n: int) -> tuple[float, float]:
    """Give Wilson's bounds of a share of n cases, all from 0 to 1.

    They also hold for the mean of n numbers from 0 to 1: none vary more than noughts and ones of the same mean.
    """
    middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    low = 0.0 if share == 0 else max(0.0, middle - half)  # the bound is exactly 0 there; floats leave a crumb
    high = 1.0 if share == 1 else min(1.0, middle + half)
    return low, high


def difference_interval(before: Scores | Sums, after: Scores | Sums) -> Difference:
    """Give the mean after less the mean before with Welch's interval, limited to −100…100.

    Bounds are None when either side has fewer than two scores, the difference when either has none.
    """
    sides = [_sums(before), _sums(after)]
    if any(sums.n == 0 for sums in sides):
        return Difference(None, None, None)
    difference = sides[1].mean - sides[0].mean
    if any(sums.n == 1 for sums in sides):
        return Difference(difference, None, None)
    errors = [(sums.variance / sums.n, sums.n - 1) for sums in sides]
    variance = exact_sum(error for error, _ in errors)
    half = 0.0
    if variance:
        freedom = variance**2 / exact_sum(error**2 / below for error, below in errors)
        half = students_t(float(freedom)) * sqrt(variance)
    middle = float(difference)
    return Difference(difference, max(-100.0, middle - half), min(100.0, middle + half))


def share_contrast(plus: Sequence[Share], minus: Sequence[Share]) -> Difference:
    """Give the shares of `plus` added up, less those of `minus`, in points, with the interval of Newcombe and Zou.

    How far Wilson's intervals reach below and above their shares is squared and added up. Unlike Welch's interval it
    does not shrink to a point where every visit, or none, met a criterion. None where a share is of nothing.
    """
    if any(each.n == 0 for each in (*plus, *minus)):
        return Difference(None, None, None)
    added, taken = [_Reach.of(each) for each in plus], [_Reach.of(each) for each in minus]
    difference = 100 * (exact_sum(each.share for each in added) - exact_sum(each.share for each in taken))
    below = hypot(*(each.below for each in added), *(each.above for each in taken))
    above = hypot(*(each.above for each in added), *(each.below for each in taken))
    middle = float(difference)
    low, high = -100.0 * len(taken), 100.0 * len(added)  # what shares from 0 to 1 can give
    return Difference(difference, max(low, middle - 100 * below), min(high, middle + 100 * above))


class _Reach(NamedTuple):
    """A share, and how far its interval reaches to either side."""

    share: Fraction
    below: float
    above: float

    @classmethod
    def of(cls, found: Share) -> _Reach:
        share = found.share or Fraction(0)
        return cls(share, float(share) - (found.low or 0.0), (found.high or 0.0) - float(share))


def students_t(freedom: float) -> float:
    """Give the point that Student's t exceeds in 2.5 % of samples."""
    # SciPy takes a third of a second to load; a page without intervals should not wait for it.
    from scipy.special import stdtrit

    return float(stdtrit(freedom, UPPER_TAIL))


def _sums(values: Scores | Sums) -> Sums:
    return values if isinstance(values, Sums) else Sums.of(values)
