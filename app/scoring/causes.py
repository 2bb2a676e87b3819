"""Why a criterion is below its target: everywhere, in some stores, with some people, or here and there.

Three questions are put in turn, the first two at the level 2 in 100, the third at 1 in 100, so that a chain where
nothing is wrong is accused of something in at most 5 cases of 100 (measured: about 2, test_cause_rates.py):

1. Do people of the same store differ? Visits that name an employee are permuted within their store. If so, those who
   stand out below their colleagues and below the target are set aside.
2. Do stores differ? The visits that are left are permuted over the whole chain. If so, the stores that stand out
   below the others and below the target are set aside too.
3. Are the visits that are left still below the target? The exact binomial test.

The answer is whichever of those shown carries most of the shortfall, that is of the visits missing to the target:

- `individual`: the people set aside; `local`: the stores set aside; `systemic`: all the rest;
- with nothing shown: `on_target` where the share met is at or above the target, else `scattered`;
- `too_little_data`: under 10 visits, or under 2 a store where there are several stores.

Decisions. The share itself is held against the target, not its interval: a page that prints 78 % beside a target of
80 % must not say "on target", and `scattered` is no call to act on, it says that single failures have no pattern.
A store that stands out far below is named although the chain as a whole is on target: the mean of a chain must not
hide it. A few stores worse than a chain that fails as a whole do not make it local, since most of the shortfall is
the chain's. A target above 99 % is tested as 99 %, or one miss in a thousand visits would prove that everything fails.
Over many criteria each question is adjusted by Holm. Where it works: tests/scoring/statistics/power.toml.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from app.scoring.homogeneity import NONE, Count, Homogeneity, below_target, holm, homogeneity, total
from app.scoring.outliers import Group, StandsOut, standing_out

DIFFER, BELOW = 0.02, 0.01  # levels: of the first two questions, of the third
FEWEST_VISITS, FEWEST_PER_STORE = 10, 2
HIGHEST_TESTED = Fraction(99, 100)
DRAWS = 1_999

Answer = Literal["on_target", "systemic", "local", "individual", "scattered", "too_little_data"]


class Row(NamedTuple):
    """One visit: where, with whom (None where nobody was named), and whether the criterion was met."""

    store: Hashable
    employee: Hashable | None
    met: bool


class Criterion(NamedTuple):
    """What was found of one criterion: counts by store and employee, and the share to reach, 0 to 1."""

    counts: Mapping[Group, Count]
    target: Fraction


class Cause(NamedTuple):
    """The answer, who stands out, and the tests behind it; a test is None where there was nothing to compare.

    `rest` is what is left with those who stand out set aside, `rest_p` how often a chain on target does so badly.
    """

    answer: Answer
    target: Fraction
    seen: Count
    stores: tuple[StandsOut, ...]
    employees: tuple[StandsOut, ...]
    store_test: Homogeneity | None
    employee_test: Homogeneity | None
    rest: Count
    rest_p: float | None


def counted(rows: Iterable[Row]) -> dict[Group, Count]:
    """Count the visits of one criterion by store and employee."""
    counts: dict[Group, Count] = {}
    for store, employee, met in rows:
        counts[store, employee] = counts.get((store, employee), NONE) + Count(int(met), 1)
    return counts


def find_cause(rows: Iterable[Row], target: Fraction) -> Cause:
    """Tell why one criterion is below its target. The order of the rows changes nothing."""
    return find_causes([Criterion(counted(rows), target)])[0]


def find_causes(
    criteria: Sequence[Criterion], told: Callable[[int, int], None] = lambda done, of: None
) -> list[Cause]:
    """Tell the cause of each of many criteria looked at together, adjusted by Holm for their number.

    `told` hears how many of the tests are done, of how many.
    """
    searches = [_Search(each) for each in criteria]
    asked = [search for search in searches if search.enough]
    done = itertools.count(1)

    def heard(p: float) -> float:
        told(next(done), 2 * len(asked))
        return p

    # Among many, Holm asks for p-values that fewer permutations could not give.
    draws = max(DRAWS, round(4 * len(asked) / DIFFER))
    for search, shown in _shown(asked, [heard(search.compare_people(draws)) for search in asked], DIFFER):
        search.set_aside_people(shown)
    for search, shown in _shown(asked, [heard(search.compare_stores(draws)) for search in asked], DIFFER):
        search.set_aside_stores(shown)
    for search, shown in _shown(asked, [search.hold_rest() for search in asked], BELOW):
        search.rest_is_below = shown and search.rest.n >= FEWEST_VISITS
    return [search.cause() for search in searches]


def _shown(
    searches: Sequence[_Search], p_values: Sequence[float], level: float
) -> list[tuple[_Search, bool]]:
    return [(search, p <= level) for search, p in zip(searches, holm(p_values), strict=True)]


class _Search:
    """One criterion on its way through the three questions."""

    def __init__(self, criterion: Criterion) -> None:
        self.target = criterion.target
        self.left = dict(criterion.counts)
        self.seen = self.rest = total(self.left.values())
        self.people: tuple[StandsOut, ...] = ()
        self.stores: tuple[StandsOut, ...] = ()
        self.people_test: Homogeneity | None = None
        self.store_test: Homogeneity | None = None
        self.rest_p: float | None = None
        self.rest_is_below = False

    @property
    def enough(self) -> bool:
        """Whether there are visits enough to say anything."""
        stores = len({store for store, _ in self.left})
        return self.seen.n >= FEWEST_VISITS and (stores == 1 or self.seen.n >= FEWEST_PER_STORE * stores)

    def compare_people(self, draws: int) -> float:
        self.people_test = homogeneity([list(people.values()) for people in self._colleagues()], draws)
        return self.people_test.p if self.people_test else 1.0

    def set_aside_people(self, shown: bool) -> None:
        self.people = standing_out(self._colleagues(), self.target) if shown else ()
        for person in self.people:
            del self.left[person.store, person.employee]

    def compare_stores(self, draws: int) -> float:
        self.store_test = homogeneity([list(self._by_store().values())], draws)
        return self.store_test.p if self.store_test else 1.0

    def set_aside_stores(self, shown: bool) -> None:
        self.stores = standing_out([self._by_store()], self.target) if shown else ()
        aside = {each.store for each in self.stores}
        self.left = {group: count for group, count in self.left.items() if group[0] not in aside}

    def hold_rest(self) -> float:
        self.rest = total(self.left.values())
        self.rest_p = below_target(self.rest, float(min(self.target, HIGHEST_TESTED)))
        return self.rest_p

    def cause(self) -> Cause:
        return Cause(
            self._answer(),
            self.target,
            self.seen,
            self.stores,
            self.people,
            self.store_test,
            self.people_test,
            self.rest,
            self.rest_p,
        )

    def _answer(self) -> Answer:
        if not self.enough:
            return "too_little_data"
        shortfalls: dict[Answer, Fraction] = {}
        if self.rest_is_below:
            shortfalls["systemic"] = self._shortfall(self.rest)
        if self.stores:
            shortfalls["local"] = self._shortfall(total(each.seen for each in self.stores))
        if self.people:
            shortfalls["individual"] = self._shortfall(total(each.seen for each in self.people))
        if shortfalls:
            return max(shortfalls, key=lambda answer: shortfalls[answer])
        return "on_target" if self._shortfall(self.seen) <= 0 else "scattered"

    def _shortfall(self, count: Count) -> Fraction:
        """The visits missing to the target."""
        return self.target * count.n - count.met

    def _colleagues(self) -> list[dict[Group, Count]]:
        """The people of each store, as far as visits name them."""
        by_store: dict[Hashable, dict[Group, Count]] = {}
        for group, count in self.left.items():
            if group[1] is not None:
                by_store.setdefault(group[0], {})[group] = count
        return list(by_store.values())

    def _by_store(self) -> dict[Group, Count]:
        found: dict[Group, Count] = {}
        for (store, _), count in self.left.items():
            found[store, None] = found.get((store, None), NONE) + count
        return found
