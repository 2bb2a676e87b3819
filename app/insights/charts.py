"""What charts are drawn from: stores piled up on one axis, people in a cloud, two ways to cut crossed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from app.insights.figures import Figure

WIDTH = 2  # of a column of dots, in points
HIGHEST = 12  # dots upon one another; beyond that one dot is several stores
TICKS = 5
DEPTHS = ((60.0, 4), (70.0, 3), (80.0, 2), (90.0, 1))  # under so many per cent, so deep a colour


@dataclass(frozen=True)
class Column:
    """Dots upon one another: `count` stores from low to high."""

    low: int
    high: int
    count: int
    dots: int

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


@dataclass(frozen=True)
class Pile:
    """Stores by their mean; one dot stands for `each` of them."""

    columns: tuple[Column, ...]
    each: int

    @property
    def highest(self) -> int:
        return max((column.dots for column in self.columns), default=1)


def pile(values: Iterable[float]) -> Pile:
    """Pile means up by two points; 100 lies with 98 and 99."""
    counts = Counter(min(int(value // WIDTH), 100 // WIDTH - 1) * WIDTH for value in values)
    each = ceil(max(counts.values(), default=1) / HIGHEST)
    columns = (Column(low, low + WIDTH, count, ceil(count / each)) for low, count in sorted(counts.items()))
    return Pile(tuple(columns), each)


@dataclass(frozen=True)
class Spot:
    """One person in a cloud: `x` is what the person brings along, `value` the mean score of n visits."""

    label: str
    x: float
    value: float
    n: int
    few: bool
    href: str | None = None


@dataclass(frozen=True)
class Cloud:
    """People with what they bring along, from 0 to `most`."""

    points: tuple[Spot, ...]
    most: int
    ticks: tuple[int, ...]


def cloud(points: Sequence[Spot]) -> Cloud:
    """Spread people along whole ticks; there must be somebody."""
    furthest = max(point.x for point in points)
    step = _round_step(furthest / TICKS)
    most = max(step, ceil(furthest / step) * step)
    return Cloud(tuple(points), most, tuple(range(0, most + 1, step)))


def _round_step(least: float) -> int:
    """The next step that reads well on an axis."""
    return next(step for step in (1, 2, 3, 6, 12, 24, 36, 60, 120, 10_000) if step >= least)


@dataclass(frozen=True)
class Cell:
    """One crossing."""

    value: float
    n: int
    few: bool
    depth: int
    href: str | None


@dataclass(frozen=True)
class GridRow:
    """A row of a grid; None where nobody was visited."""

    label: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Grid:
    """Two ways to cut the scores, crossed."""

    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]


def cell(figure: Figure | None) -> Cell | None:
    """The cell of a figure: the lower, the deeper."""
    if figure is None or figure.value is None:
        return None
    depth = next((depth for below, depth in DEPTHS if figure.value < below), 0)
    return Cell(figure.value, figure.n, figure.few, depth, figure.behind)
