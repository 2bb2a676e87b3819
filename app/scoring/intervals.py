"""How far to trust a mean or a share of a few visits: 95 % intervals.

Sources: Student (1908), The probable error of a mean, Biometrika 6, for means; Wilson (1927), Probable inference,
the law of succession, and statistical inference, JASA 22, for shares.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

from app.scoring.exact import exact_sum

UPPER_TAIL = 0.975  # leaves 2.5 % on each side


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


def mean_interval(values: Sequence[Fraction | Decimal]) -> Mean:
    """Give the mean of scores from 0 to 100 with its t interval, limited to 0–100. No values: no mean."""
    scores = [Fraction(value) for value in values]
    n = len(scores)
    if n == 0:
        return Mean(0, None, None, None)
    mean = exact_sum(scores) / n
    if n == 1:
        return Mean(1, mean, None, None)
    # SciPy takes a third of a second to load; a page without intervals should not wait for it.
    from scipy.special import stdtrit

    variance = exact_sum((score - mean) ** 2 for score in scores) / (n - 1)
    half = float(stdtrit(n - 1, UPPER_TAIL)) * sqrt(variance / n)
    return Mean(n, mean, max(0.0, float(mean) - half), min(100.0, float(mean) + half))


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
