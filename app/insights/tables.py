"""A table as a page shows it and as a file holds it: the same columns and rows, so that the two never differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from flask_babel import gettext as _

from app.insights.figures import Figure
from app.scoring.exact import round_half_up

Kind = Literal["text", "count", "visits", "share", "percent", "points", "interval", "day"]


@dataclass(frozen=True)
class Column:
    """A column; "percent" and "points" hold numbers shown to one place, "interval" a pair of them or None.

    "visits" is the number of visits behind the row: there it is said where they are too few.
    """

    title: str
    kind: Kind = "text"

    @property
    def is_number(self) -> bool:
        return self.kind not in ("text", "day")


@dataclass(frozen=True)
class Row:
    """Cells in the order of the columns; `href` leads on from the first, or from the cells it is given for.

    `few`: too few visits for a rank; `note` says more beside the first cell.
    """

    cells: tuple[Any, ...]
    href: str | None = None
    few: bool = False
    note: str = ""
    hrefs: dict[int, str] = field(default_factory=dict)

    def link(self, place: int) -> str | None:
        """Where the cell leads."""
        return self.href if place == 0 else self.hrefs.get(place)


@dataclass(frozen=True)
class Table:
    """Rows under columns; `name` is what the address of its file calls it."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]

    def flat(self) -> tuple[list[Column], list[list[Any]]]:
        """Columns and cells for a file: an interval is two columns there."""
        columns: list[Column] = []
        for column in self.columns:
            if column.kind == "interval":
                columns += [Column(_("Low"), "percent"), Column(_("High"), "percent")]
            else:
                columns.append(column)
        return columns, [self._flat(row) for row in self.rows]

    def _flat(self, row: Row) -> list[Any]:
        cells: list[Any] = []
        for column, cell in zip(self.columns, row.cells, strict=True):
            if column.kind == "interval":
                cells += list(cell or (None, None))
            else:
                cells.append(cell)
        return cells


def figures_table(name: str, title: str, first: str, figures: Iterable[Figure]) -> Table:
    """Means side by side: what each is of, its value, interval and number of visits."""
    columns = (
        Column(first),
        Column(_("Mean, %%") % (), "percent"),
        Column(_("95 %% interval") % (), "interval"),
        Column(_("Visits"), "visits"),
        Column(_("Critical failures"), "count"),
    )
    return Table(name, title, columns, [figure_row(figure) for figure in figures])


def figure_row(figure: Figure) -> Row:
    """One figure as a row; its number of visits leads to them."""
    label = f"{figure.mark} · {figure.label}" if figure.mark else figure.label
    cells = (label, figure.value, bounds(figure), figure.n, figure.failed)
    hrefs = {1: figure.behind, 3: figure.behind} if figure.behind and figure.n else {}
    return Row(cells, figure.href, figure.few, hrefs=hrefs)


def bounds(figure: Figure) -> tuple[float, float] | None:
    """The interval of a figure, None where one visit gives none."""
    return None if figure.low is None or figure.high is None else (figure.low, figure.high)


def plain(cell: Any) -> Any:
    """A cell as a file holds it: a number to four places at most, a date, or a text."""
    if isinstance(cell, bool):
        return int(cell)
    if isinstance(cell, Fraction | float):
        return float(round_half_up(Fraction(cell), 4))
    if cell is None or isinstance(cell, int | date):
        return cell
    return str(cell)
