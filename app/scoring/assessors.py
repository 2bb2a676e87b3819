"""Questions to put to an assessor: milder than the others, the same answer all along, too quick. Never verdicts.

Sources: for the share of the commonest answer (maximum identical rating), Kim, Dykema, Stevenson, Black and Moberg
(2019), Straightlining: overview of measurement, Social Science Computer Review 37; for speed against the median,
Greszki, Meyer and Schoen (2015), Exploring the effects of removing "too fast" responses, Public Opinion Quarterly 79.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from math import sqrt
from typing import NamedTuple

from app.scoring.exact import exact_sum
from app.scoring.intervals import Scores, Sums, students_t

FEWEST_ANSWERS = 10
STRAIGHT = Fraction(9, 10)  # of the answers
FEWEST_PEERS = 5
QUICK = Fraction(2, 5)  # of the peers' median


class Leniency(NamedTuple):
    """How many points an assessor scores above the peers, as a mean over the stores both visited.

    None without a store in common; bounds None under two. Limited to −100…100.
    """

    stores: int
    difference: Fraction | None
    low: float | None
    high: float | None


class StraightLining(NamedTuple):
    """How often the commonest of so many answers was given; a question from 10 on, where it is nine tenths of them."""

    commonest: int
    answers: int
    flagged: bool


class Speed(NamedTuple):
    """A visit's seconds beside the median of its peers; a question from 5 peers on, under two fifths of it."""

    seconds: Fraction
    peers: int
    median: Fraction | None
    flagged: bool


def leniency(own: Mapping[Hashable, Scores | Sums], peers: Mapping[Hashable, Scores | Sums]) -> Leniency:
    """Compare an assessor's scores by store with the peers' scores of the same stores, one difference a store.

    A store counts once however often it was visited, so that a hard store does not pass for a strict assessor. The
    interval is t over the stores.
    """
    mine, theirs = _means(own), _means(peers)
    differences = [mine[store] - theirs[store] for store in mine if store in theirs]
    stores = len(differences)
    if not stores:
        return Leniency(0, None, None, None)
    mean = exact_sum(differences) / stores
    if stores == 1:
        return Leniency(1, mean, None, None)
    variance = exact_sum((difference - mean) ** 2 for difference in differences) / (stores - 1)
    half = students_t(stores - 1) * sqrt(variance / stores)
    return Leniency(stores, mean, max(-100.0, float(mean) - half), min(100.0, float(mean) + half))


def straight_lining(answers: Sequence[Hashable]) -> StraightLining:
    """Look for one answer all along. Give answers on scales only: "yes" to every question is a good visit."""
    commonest = max(Counter(answers).values(), default=0)
    n = len(answers)
    return StraightLining(commonest, n, n >= FEWEST_ANSWERS and commonest >= STRAIGHT * n)


def speed(seconds: int | Fraction, peers: Sequence[int | Fraction]) -> Speed:
    """Hold the time a visit's form took against other people's times for the same checklist, in seconds."""
    usual = _median(peers) if peers else None
    quick = usual is not None and len(peers) >= FEWEST_PEERS and seconds < QUICK * usual
    return Speed(Fraction(seconds), len(peers), usual, quick)


def _median(seconds: Sequence[int | Fraction]) -> Fraction:
    ordered, middle = sorted(seconds), len(seconds) // 2
    return Fraction(ordered[middle] + ordered[-middle - 1], 2)


def _means(by_store: Mapping[Hashable, Scores | Sums]) -> dict[Hashable, Fraction]:
    sums = {
        store: scores if isinstance(scores, Sums) else Sums.of(scores) for store, scores in by_store.items()
    }
    return {store: each.mean for store, each in sums.items() if each.n}
