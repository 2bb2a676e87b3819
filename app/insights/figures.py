"""Figures: scores of visits brought together, always with how many and how sure."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from app.insights.tally import Tally
from app.scoring.bands import Band
from app.scoring.intervals import Mean


@dataclass(frozen=True)
class Figure:
    """The mean of some visits under a name: per cent, n visits, 95 % interval; `failed` of them failed critically.

    `href` leads to the page of what it is about, `behind` to its arithmetic and its visits. `mark` is a letter on a
    chart, `key` the code or id of what it is about.
    """

    label: str
    tally: Tally
    href: str | None = None
    behind: str | None = None
    mark: str = ""
    key: str | int | None = None

    @cached_property
    def mean(self) -> Mean:
        """The mean with its interval."""
        return self.tally.mean

    @property
    def n(self) -> int:
        """How many visits stand behind it."""
        return self.tally.n

    @property
    def few(self) -> bool:
        """Too few visits for a rank or a colour."""
        return self.tally.few

    @property
    def band(self) -> Band | None:
        """The word for the score, None when there are too few visits."""
        return self.tally.band

    @property
    def failed(self) -> int:
        """In how many of them a critical question failed."""
        return self.tally.critical

    @property
    def coverage(self) -> Fraction | None:
        """How much was seen of what was to be seen, on average, in per cent."""
        return self.tally.mean_coverage

    # What a chart draws:
    @property
    def value(self) -> float | None:
        return None if self.mean.mean is None else float(self.mean.mean)

    @property
    def low(self) -> float | None:
        return self.mean.low

    @property
    def high(self) -> float | None:
        return self.mean.high


def ordered(figures: Iterable[Figure]) -> list[Figure]:
    """Best first; those of too few visits last and by name, since they have no rank."""
    return sorted(figures, key=lambda each: (each.few, each.label if each.few else -(each.value or 0.0)))


def weakest(figures: Iterable[Figure]) -> Figure | None:
    """The surely weakest of those of enough visits: the one whose interval ends lowest."""
    ranked = [each for each in figures if not each.few]
    return min(ranked, key=lambda each: (each.high or 0.0, each.label)) if ranked else None


def separate(figures: Iterable[Figure]) -> bool:
    """Whether the best and the worst interval do not overlap: only then is there anything to tell apart."""
    sure = [each for each in figures if each.low is not None and each.high is not None and not each.few]
    return bool(sure) and max(each.low or 0 for each in sure) > min(each.high or 0 for each in sure)
