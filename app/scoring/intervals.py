"""How far to trust a mean, a share, or a difference of means of a few visits: 95 % intervals.

Sources: Student (1908), The probable error of a mean, Biometrika 6, for means; Wilson (1927), Probable inference,
the law of succession, and statistical inference, JASA 22, for shares; Welch (1947), The generalization of
"Student's" problem when several different population variances are involved, Biometrika 34, with the degrees of
freedom of Satterthwaite (1946), Biometrics Bulletin 2, for differences.

A t interval supposes that scores scatter evenly about their mean. Near 100 they do not: most visits are perfect, a
few are poor, and three visits often miss the poor ones. With a mean of 60 to 80 the interval holds the truth in 93 to
97 of 100 chains; at 96 ± 6 in about 78, 86 and 92 for 3, 10 and 30 visits (tests/scoring/test_coverage.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

from app.scoring.exact import exact_sum

UPPER_TAIL = 0.975  # leaves 2.5 % on each side

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
    """A difference of means in points, exact; None where a mean is missing, bounds None where one has no spread."""

    difference: Fraction | None
    low: float | None
    high: float | None


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
    z = NormalDist().inv_cdf(UPPER_TAIL)
    share = met / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    low = 0.0 if met == 0 else max(0.0, middle - half)  # the bound is exactly 0 there; floats leave a crumb
    high = 1.0 if met == n else min(1.0, middle + half)
    return Share(n, Fraction(met, n), low, high)


def difference_interval(before: Scores | Sums, after: Scores | Sums) -> Difference:
    """Give the mean after less the mean before with Welch's interval, limited to −100…100.

    Bounds are None when either side has fewer than two scores, the difference when either has none.
    """
    return contrast(plus=[after], minus=[before])


def contrast(plus: Sequence[Scores | Sums], minus: Sequence[Scores | Sums]) -> Difference:
    """Give the means of `plus` added up, less those of `minus`, with Welch's interval; each has a spread of its own.

    Limited to what scores from 0 to 100 can give: as many hundreds up as there is in `plus`, and down as in `minus`.
    """
    added, taken = ([_sums(each) for each in side] for side in (plus, minus))
    if any(sums.n == 0 for sums in (*added, *taken)):
        return Difference(None, None, None)
    difference = exact_sum(sums.mean for sums in added) - exact_sum(sums.mean for sums in taken)
    if any(sums.n == 1 for sums in (*added, *taken)):
        return Difference(difference, None, None)
    errors = [(sums.variance / sums.n, sums.n - 1) for sums in (*added, *taken)]
    variance = exact_sum(error for error, _ in errors)
    half = 0.0
    if variance:
        freedom = variance**2 / exact_sum(error**2 / below for error, below in errors)
        half = students_t(float(freedom)) * sqrt(variance)
    middle = float(difference)
    return Difference(
        difference, max(-100.0 * len(taken), middle - half), min(100.0 * len(added), middle + half)
    )


def students_t(freedom: float) -> float:
    """Give the point that Student's t exceeds in 2.5 % of samples."""
    # SciPy takes a third of a second to load; a page without intervals should not wait for it.
    from scipy.special import stdtrit

    return float(stdtrit(freedom, UPPER_TAIL))


def _sums(values: Scores | Sums) -> Sums:
    return values if isinstance(values, Sums) else Sums.of(values)
