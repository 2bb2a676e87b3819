"""How much stores, positions or shifts differ beyond what one visit differs from the next.

Source: the one-way random effects model, estimated from the analysis of variance: Searle, Casella and McCulloch
(1992), Variance Components, chapter 3. With means alone, groups of few visits would look different by chance.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm, sqrt
from typing import NamedTuple

from app.scoring.exact import ZERO, exact_sum
from app.scoring.intervals import Scores, Sums


class Spread(NamedTuple):
    """Standard deviations in points: `between` groups and `within` them, over n scores.

    Both are None where nothing was seen twice: with one group, or with one score in each.
    """

    groups: int
    n: int
    between: float | None
    within: float | None


def spread(groups: Iterable[Scores | Sums]) -> Spread:
    """Give the spread between and within groups of scores; empty groups are left out.

    Groups that differ less than chance alone would make them have a spread of 0.
    """
    read = [group if isinstance(group, Sums) else Sums.of(group) for group in groups]
    sums = [group for group in read if group.n]
    k, n = len(sums), sum(group.n for group in sums)
    if k < 2 or n == k:
        return Spread(k, n, None, None)
    by_group = _squared_by_size(sums)
    among = (by_group - exact_sum(group.total for group in sums) ** 2 / n) / (k - 1)
    within = (exact_sum(group.squares for group in sums) - by_group) / (n - k)
    size = (n - Fraction(sum(group.n**2 for group in sums), n)) / (k - 1)
    return Spread(k, n, sqrt(max(ZERO, (among - within) / size)), sqrt(within))


def _squared_by_size(sums: Sequence[Sums]) -> Fraction:
    """Give Σ total² / n over the groups, those of one size together: with thousands of groups fractions are slow."""
    totals = [group.total.as_integer_ratio() for group in sums]
    common = lcm(*{bottom for _, bottom in totals})
    squares: dict[int, int] = defaultdict(int)
    for group, (top, bottom) in zip(sums, totals, strict=True):
        squares[group.n] += (top * (common // bottom)) ** 2
    return exact_sum(Fraction(total, n * common**2) for n, total in squares.items())
