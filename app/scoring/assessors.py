"""Questions to put to an assessor: milder than the others, the same answer all along, too quick. Never verdicts.

Sources: for the run of equal answers, Johnson (2005), Ascertaining the validity of individual protocols, Journal of
Research in Personality 39; for speed against the median, Greszki, Meyer and Schoen (2015), Exploring the effects of
removing "too fast" responses, Public Opinion Quarterly 79.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from math import sqrt
from statistics import median
from typing import NamedTuple

from app.scoring.exact import exact_sum
from app.scoring.intervals import Scores, Sums, students_t

FEWEST_ANSWERS = 10
STRAIGHT = Fraction(9, 10)  # of the answers, in one run
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
    """The longest run of one answer among so many; a question from 10 answers on, where it is nine tenths of them."""

    longest_run: int
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
    longest = max((sum(1 for _ in run) for _, run in groupby(answers)), default=0)
    n = len(answers)
    return StraightLining(longest, n, n >= FEWEST_ANSWERS and longest >= STRAIGHT * n)


def speed(seconds: int | Fraction, peers: Sequence[int | Fraction]) -> Speed:
    """Hold the time a visit's form took against other people's times for the same checklist, in seconds."""
    usual = Fraction(median(map(Fraction, peers))) if peers else None
    quick = usual is not None and len(peers) >= FEWEST_PEERS and seconds < QUICK * usual
    return Speed(Fraction(seconds), len(peers), usual, quick)


def _means(by_store: Mapping[Hashable, Scores | Sums]) -> dict[Hashable, Fraction]:
    sums = {
        store: scores if isinstance(scores, Sums) else Sums.of(scores) for store, scores in by_store.items()
    }
    return {store: each.mean for store, each in sums.items() if each.n}
