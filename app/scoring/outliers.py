"""Which groups stand out below the others, once it is shown that the groups differ."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from app.scoring.bands import FEWEST
from app.scoring.homogeneity import Count, below_rest, holm, total

STANDS_OUT = 0.05

Group = tuple[Hashable, Hashable | None]  # a store, or an employee known within the store


class StandsOut(NamedTuple):
    """A store, or an employee of it, below the others: p against all of them, and after Holm against the rest."""

    store: Hashable
    employee: Hashable | None
    seen: Count
    p: float
    p_holm: float
    named: bool


def standing_out(strata: Iterable[Mapping[Group, Count]], target: Fraction) -> tuple[StandsOut, ...]:
    """Give the groups under the target and below the others of their stratum by Fisher's exact test at 1 in 20.

    Each is then held against those that do not stand out, so that several bad ones do not hide one another. Named
    are those still under 1 in 20 after Holm, for the number of all groups compared; if none is, those of the lowest
    p. A group of fewer than three visits does not stand out.
    """
    found: dict[Group, tuple[Count, float]] = {}
    again: dict[Group, float] = {}
    for stratum in strata:
        everyone = total(stratum.values())
        low = {
            group: (count, p)
            for group, count in stratum.items()
            if count.n >= FEWEST and Fraction(*count) < target
            if (p := below_rest(count, everyone - count)) <= STANDS_OUT
        }
        rest = everyone - total(count for count, _ in low.values())
        again |= {group: below_rest(count, rest) if group in low else 1.0 for group, count in stratum.items()}
        found |= low
    return _named(found, dict(zip(again, holm(list(again.values())), strict=True)))


def _named(
    found: Mapping[Group, tuple[Count, float]], p_holm: Mapping[Group, float]
) -> tuple[StandsOut, ...]:
    sure = {group for group in found if p_holm[group] <= STANDS_OUT}
    lowest = min((p for _, p in found.values()), default=None)
    return tuple(
        StandsOut(*group, count, p, p_holm[group], group in sure if sure else p == lowest)
        for group, (count, p) in sorted(found.items(), key=lambda each: (each[1][1], str(each[0])))
    )
