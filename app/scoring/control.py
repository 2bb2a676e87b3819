"""A control chart of one store: which points differ by more than its own usual ups and downs.

Sources: Shewhart (1931), Economic Control of Quality of Manufactured Product; the limits 2.66 × the mean moving range
about the mean, as in the NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2.

Two rules of Western Electric (1956), Statistical Quality Control Handbook, are kept: one point beyond a limit, and
eight in a row on one side of the mean. All four would accuse every steady store about once in ninety points; these
two do so about once in a hundred and fifty (Champ and Woodall (1987), Exact results for Shewhart control charts with
supplementary runs rules, Technometrics 29).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal, NamedTuple

from app.scoring.exact import exact_sum

Rule = Literal["beyond_limits", "eight_in_a_row"]

FEWEST_POINTS = 8  # under these the limits are a guess
RUN = 8
LIMITS_PER_RANGE = Fraction(266, 100)  # 3 / 1.128, the moving range of two as a standard deviation


class Point(NamedTuple):
    """A point, its limits (None where the chart has none) and the rules it breaks; all in per cent."""

    value: Fraction
    low: float | None
    high: float | None
    rules: tuple[Rule, ...]


class Chart(NamedTuple):
    """The points in order and the mean they lie about, None without points."""

    centre: Fraction | None
    points: tuple[Point, ...]


def score_chart(scores: Sequence[Fraction | Decimal]) -> Chart:
    """Chart scores in per cent in the order of their visits; under 8 there are no limits and no rules."""
    values = [Fraction(score) for score in scores]
    if not values:
        return Chart(None, ())
    centre = exact_sum(values) / len(values)
    if len(values) < FEWEST_POINTS:
        return Chart(centre, tuple(Point(value, None, None, ()) for value in values))
    ranges = [abs(value - last) for last, value in pairwise(values)]
    half = LIMITS_PER_RANGE * exact_sum(ranges) / len(ranges)
    low, high = max(0.0, float(centre - half)), min(100.0, float(centre + half))
    points, run = [], 0
    for value in values:
        side = (value > centre) - (value < centre)
        run = run + side if side and run * side >= 0 else side
        rules: tuple[Rule, ...] = ()
        if abs(value - centre) > half:
            rules += ("beyond_limits",)
        if abs(run) >= RUN:
            rules += ("eight_in_a_row",)
        points.append(Point(value, low, high, rules))
    return Chart(centre, tuple(points))
