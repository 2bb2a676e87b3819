"""How far assessors who saw the same agree: raw agreement, and Krippendorff's alpha, which discounts chance.

Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, University of Pennsylvania: any number of
raters, missing ratings allowed, nominal categories. With two raters and few pairs both are rough: show n beside.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from fractions import Fraction
from typing import NamedTuple

from app.scoring.exact import exact_sum


class Agreement(NamedTuple):
    """Agreement on `units` rated at least twice, in `pairs` of ratings.

    `raw` is the share of pairs that agree, from 0 to 1, None without a pair. `alpha` is 1 where all agree, 0 where no
    better than chance, negative where worse; None without a pair, and where every rating is the same: then nothing
    could have been told apart, and agreement proves nothing.
    """

    units: int
    pairs: int
    raw: Fraction | None
    alpha: Fraction | None


def agreement(ratings: Sequence[Sequence[Hashable | None]]) -> Agreement:
    """Give the agreement of ratings, one row a thing rated, one entry a rater; None where a rater gave none."""
    rated = [[value for value in row if value is not None] for row in ratings]
    units = [Counter(row) for row in rated if len(row) > 1]
    if not units:
        return Agreement(0, 0, None, None)
    pairs = sum(_pairs(unit.total()) for unit in units)
    agreeing = sum(_pairs(times) for unit in units for times in unit.values())
    return Agreement(len(units), pairs, Fraction(agreeing, pairs), _alpha(units))


def _alpha(units: Sequence[Counter[Hashable]]) -> Fraction | None:
    """1 − observed / expected disagreement, from the coincidence matrix: (n − 1)·Σ_u … / (n² − Σ_c n_c²)."""
    values: Counter[Hashable] = Counter()
    for unit in units:
        values.update(unit)
    n = values.total()
    apart_by_chance = n * n - sum(times * times for times in values.values())
    if not apart_by_chance:
        return None
    apart = exact_sum(
        Fraction(2 * (_pairs(unit.total()) - sum(map(_pairs, unit.values()))), unit.total() - 1)
        for unit in units
    )
    return 1 - (n - 1) * apart / apart_by_chance


def _pairs(n: int) -> int:
    return n * (n - 1) // 2
