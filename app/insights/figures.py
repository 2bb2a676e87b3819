"""Figures: scores of visits brought together, always with how many and how sure."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any, TypeVar

from app.insights.queries import ScoredVisit
from app.scoring.bands import FEWEST, Band, band
from app.scoring.intervals import Mean, mean_interval

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Figure:
    """The mean score of some visits: per cent, n visits, 95 % interval; `failed` of them failed."""

    label: str
    mean: Mean | None
    failed: int = 0
    href: str | None = None

    @property
    def n(self) -> int:
        """How many visits stand behind it."""
        return self.mean.n if self.mean else 0

    @property
    def few(self) -> bool:
        """Too few visits for a rank or a colour."""
        return self.n < FEWEST

    @property
    def band(self) -> Band | None:
        """The word for the score, None when there are too few visits."""
        return band(self.mean.mean, self.n) if self.mean else None

    # What a chart draws:
    @property
    def value(self) -> float | None:
        return None if self.mean is None or self.mean.mean is None else float(self.mean.mean)

    @property
    def low(self) -> float | None:
        return None if self.mean is None or self.mean.low is None else float(self.mean.low)

    @property
    def high(self) -> float | None:
        return None if self.mean is None or self.mean.high is None else float(self.mean.high)


@dataclass(frozen=True)
class Weakness:
    """A criterion over several visits: `earned` is the mean share of its points (0 to 1) in n answers."""

    code: str
    earned: Fraction
    n: int
    visit_ids: tuple[int, ...]  # where it cost points, the latest first


def figure(label: str, visits: Iterable[ScoredVisit], href: str | None = None) -> Figure:
    """The figure of these visits; visits without a score are left out of the mean."""
    counted = [visit for visit in visits if visit.score is not None]
    mean = mean_interval([visit.score for visit in counted if visit.score is not None]) if counted else None
    return Figure(label, mean, sum(visit.verdict == "failed" for visit in counted), href)


def grouped(visits: Iterable[ScoredVisit], key: Callable[[ScoredVisit], Key]) -> dict[Key, list[ScoredVisit]]:
    """The visits by what `key` says of them."""
    groups: dict[Key, list[ScoredVisit]] = {}
    for visit in visits:
        groups.setdefault(key(visit), []).append(visit)
    return groups


def ordered(figures: Iterable[Figure]) -> list[Figure]:
    """Best first; those of too few visits last and by name, since they have no rank."""
    return sorted(figures, key=lambda each: (each.few, each.label if each.few else -(each.value or 0.0)))


def weakest(figures: Iterable[Figure]) -> Figure | None:
    """The lowest mean among those of enough visits."""
    ranked = [each for each in figures if not each.few]
    return min(ranked, key=lambda each: each.value or 0.0) if ranked else None


def weaknesses(
    cards: Mapping[int, Mapping[str, Any]], *, fewest: int = FEWEST, most: int = 3
) -> list[Weakness]:
    """The criteria that earned the least, in at least `fewest` answers; `cards` by visit, the latest first."""
    shares: dict[str, list[tuple[int, Fraction]]] = {}
    for visit_id, card in cards.items():
        for line in card["arithmetic"]:
            if line.get("question") and line.get("x") is not None:
                shares.setdefault(line["question"], []).append((visit_id, Fraction(str(line["x"]))))
    found = [
        Weakness(
            code,
            sum((x for _visit, x in answers), Fraction(0)) / len(answers),
            len(answers),
            tuple(visit for visit, x in answers if x < 1),
        )
        for code, answers in shares.items()
        if len(answers) >= fewest
    ]
    return sorted((each for each in found if each.earned < 1), key=lambda each: (each.earned, -each.n))[:most]


def months(
    visits: Sequence[ScoredVisit], day: Callable[[datetime], date]
) -> list[tuple[date, list[ScoredVisit]]]:
    """The visits by the month of their approval, the earliest first; `day` tells a moment's date where the reader is."""
    groups = grouped(visits, lambda visit: day(visit.approved_at).replace(day=1))
    return sorted(groups.items(), key=lambda group: group[0])
