"""A control chart of one store: which points differ by more than its own usual ups and downs.

Sources: Shewhart (1931), Economic Control of Quality of Manufactured Product; the limits 2.66 × the mean moving range
about the mean for single scores, and 3 standard deviations about the share for shares, as in the NIST/SEMATECH
e-Handbook of Statistical Methods, 6.3.2.2 and 6.3.3.2.

Two rules of Western Electric (1956), Statistical Quality Control Handbook, are kept: one point beyond a limit, and
eight in a row on one side of the mean. All four would accuse every steady store about once in ninety points; these
two do so about once in a hundred and fifty.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import sqrt
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
    ranges = [abs(value - last) for last, value in pairwise(values)]
    half = float(LIMITS_PER_RANGE * exact_sum(ranges) / len(ranges)) if ranges else 0.0
    return _chart(values, centre, [half] * len(values))


def share_chart(counts: Sequence[tuple[int, int]]) -> Chart:
    """Chart shares (met, n) of periods in order, in per cent; a period without visits is left out.

    Limits are wider where n is small. Under 8 periods there are no limits and no rules.
    """
    seen = [(met, n) for met, n in counts if n]
    if not seen:
        return Chart(None, ())
    share = Fraction(sum(met for met, _ in seen), sum(n for _, n in seen))
    halves = [300 * sqrt(share * (1 - share) / n) for _, n in seen]
    return _chart([Fraction(100 * met, n) for met, n in seen], 100 * share, halves)


def _chart(values: Sequence[Fraction], centre: Fraction, halves: Sequence[float]) -> Chart:
    if len(values) < FEWEST_POINTS:
        return Chart(centre, tuple(Point(value, None, None, ()) for value in values))
    points, run = [], 0
    for value, half in zip(values, halves, strict=True):
        side = (value > centre) - (value < centre)
        run = run + side if side and run * side >= 0 else side
        low, high = max(0.0, float(centre) - half), min(100.0, float(centre) + half)
        rules: tuple[Rule, ...] = ()
        if abs(value - centre) > half:
            rules += ("beyond_limits",)
        if abs(run) >= RUN:
            rules += ("eight_in_a_row",)
        points.append(Point(value, low, high, rules))
    return Chart(centre, tuple(points))
