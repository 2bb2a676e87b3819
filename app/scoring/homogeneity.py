"""Whether groups differ by more than chance, and which group stands out below the others.

Sources: Pearson (1900) for the chi-square statistic; Fisher (1935), The Design of Experiments, for judging it by
permutation and for the exact test of one group against the rest; Holm (1979), A simple sequentially rejective
multiple test procedure, Scandinavian Journal of Statistics 6; Phipson and Smyth (2010), Permutation p-values should
never be zero, for the 1 that is added above and below.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

FIRST_DRAWS = 999
UNDECIDED = 0.05  # a p-value above this after the first draws is not worth the rest of them
CELLS = 2_000_000  # drawn at a time, to bound the memory
CRUMB = 1e-9  # floats of equal arrangements may differ by so little


class Count(NamedTuple):
    """A criterion was met in `met` of `n` visits."""

    met: int
    n: int

    def __add__(self, other: Count) -> Count:  # type: ignore[override]
        return Count(self.met + other.met, self.n + other.n)

    def __sub__(self, other: Count) -> Count:
        return Count(self.met - other.met, self.n - other.n)


NONE = Count(0, 0)


class Homogeneity(NamedTuple):
    """The test between groups: chi-square, how many standard deviations the lowest lies below, and p.

    `p` is twice the smaller of the two permutation p-values: chi-square sees many groups that differ a little, the
    lowest one sees a single group among many that differs a lot.
    """

    chi_square: float
    lowest: float
    groups: int
    draws: int
    p_chi_square: float
    p_lowest: float

    @property
    def p(self) -> float:
        return min(1.0, 2 * self.p_chi_square, 2 * self.p_lowest)


def homogeneity(strata: Iterable[Sequence[Count]], draws: int) -> Homogeneity | None:
    """Test whether the groups of each stratum share one rate; rates may differ between strata.

    Visits are dealt out to the groups anew within their stratum, `draws` times. Strata of one group, or where every
    visit met the criterion or none did, can tell nothing; with no stratum left there is no test. The generator is
    seeded by the counts alone, so that the same data, in any order and under any names, give the same p.
    """
    telling = sorted(sorted(stratum) for stratum in map(list, strata) if _can_tell(stratum))
    if not telling:
        return None
    from numpy.random import default_rng

    dealer = _Dealer(telling)
    chi_square, lowest = dealer.observed()
    generator = default_rng(int.from_bytes(sha256(repr(telling).encode()).digest()[:8], "big"))
    drawn = min(FIRST_DRAWS, draws)
    further, deeper = dealer.as_far(generator, drawn)
    if (1 + min(further, deeper)) / (1 + drawn) <= UNDECIDED:
        more = dealer.as_far(generator, draws - drawn)
        further, deeper, drawn = further + more[0], deeper + more[1], draws
    groups = sum(len(stratum) for stratum in telling)
    return Homogeneity(
        chi_square, lowest, groups, drawn, (1 + further) / (1 + drawn), (1 + deeper) / (1 + drawn)
    )


def total(counts: Iterable[Count]) -> Count:
    """Add counts up."""
    return sum(counts, NONE)


def below_rest(group: Count, rest: Count) -> float:
    """Give Fisher's exact one-sided p: how often chance leaves so few met in the group, given all that was met."""
    import numpy as np
    from scipy.special import gammaln

    def ways(n: int, chosen: Any) -> Any:
        return gammaln(n + 1) - gammaln(chosen + 1) - gammaln(n - chosen + 1)

    met, n = group + rest
    fewest = max(0, group.n - (n - met))
    here = np.arange(fewest, group.met + 1)
    chances = np.exp(ways(met, here) + ways(n - met, group.n - here) - ways(n, group.n))
    return min(1.0, float(chances.sum()))


def below_target(count: Count, target: float) -> float:
    """Give the exact binomial one-sided p: how often a rate of `target` would give so few met."""
    from scipy.special import bdtr

    return float(bdtr(count.met, count.n, target))


def holm(p_values: Sequence[float]) -> list[float]:
    """Give the p-values adjusted for their number: the chance of one false call or more among all of them."""
    adjusted = [1.0] * len(p_values)
    largest = 0.0
    for rank, place in enumerate(sorted(range(len(p_values)), key=lambda place: p_values[place])):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[place]))
        adjusted[place] = largest
    return adjusted


def _can_tell(stratum: Sequence[Count]) -> bool:
    met, n = total(stratum)
    return len(stratum) > 1 and 0 < met < n


class _Dealer:
    """Deals the visits of each stratum out to its groups anew and measures how far the groups lie apart."""

    def __init__(self, strata: list[list[Count]]) -> None:
        import numpy as np

        self.strata = [(np.array(stratum), total(stratum)) for stratum in strata]
        totals = [whole for _, whole in self.strata]
        self.variance = sum(met * (n - met) / n for met, n in totals) / sum(n for _, n in totals)

    def observed(self) -> tuple[float, float]:
        """Give chi-square and the depth of the lowest group, as they are."""
        chi_square, lowest = self._measured([stratum[:, :1].T for stratum, _ in self.strata])
        return float(chi_square[0]), float(lowest[0])

    def as_far(self, generator: Any, draws: int) -> tuple[int, int]:
        """Give how many of so many deals lie as far apart, and how many have a group as low."""
        chi_square, lowest = self.observed()
        further = deeper = 0
        at_once = max(1, CELLS // sum(len(stratum) for stratum, _ in self.strata))
        for start in range(0, draws, at_once):
            size = min(at_once, draws - start)
            dealt = [
                generator.multivariate_hypergeometric(stratum[:, 1], whole.met, size, "marginals")
                for stratum, whole in self.strata
            ]
            apart, low = self._measured(dealt)
            further += int((apart >= chi_square - CRUMB).sum())
            deeper += int((low >= lowest - CRUMB).sum())
        return further, deeper

    def _measured(self, dealt: Sequence[Any]) -> tuple[Any, Any]:
        """Measure deals: for each stratum a table of how many met, one deal a row, one group a column."""
        import numpy as np

        chi_square, lowest = np.zeros(len(dealt[0])), np.full(len(dealt[0]), -np.inf)
        for met, (stratum, whole) in zip(dealt, self.strata, strict=True):
            sizes = stratum[:, 1]
            missing = (sizes * (whole.met / whole.n) - met) / np.sqrt(sizes * self.variance)
            chi_square += np.square(missing).sum(axis=1)
            np.maximum(lowest, missing.max(axis=1), out=lowest)
        return chi_square, lowest
