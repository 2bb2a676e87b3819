"""Two ways to cut the scores of a page, crossed: a grid, and the same as a table."""

from functools import cached_property

from flask_babel import gettext as _

from app.insights import queries
from app.insights.charts import Grid, GridRow, cell
from app.insights.cuts.queries import Key, TooMany
from app.insights.figures import Figure
from app.insights.pages.page import Page, part
from app.insights.tables import Column, Row, Table
from app.insights.tally import Tally
from app.insights.titles import REGION
from app.stores.queries import regions


class Crossed:
    """The parts of `down` in rows, those of `across` in columns."""

    def __init__(self, page: Page, down: str, across: str) -> None:
        self.page, self.down, self.across = page, down, across

    @cached_property
    def tallies(self) -> dict[tuple[Key, Key], Tally] | None:
        """A figure for each pair; None where too many visits would have to be read one by one."""
        try:
            return queries.crossed(self.page.selection, self.down, self.across)
        except TooMany:
            return None

    @cached_property
    def grid(self) -> Grid | None:
        """What is drawn."""
        if self.tallies is None:
            return None
        rows, columns = (
            self._in_order(facet, {pair[place] for pair in self.tallies})
            for place, facet in enumerate((self.down, self.across))
        )
        return Grid(
            tuple(self._title(self.across, code) for code in columns),
            tuple(
                GridRow(
                    self._title(self.down, row), tuple(cell(self._figure(row, column)) for column in columns)
                )
                for row in rows
            ),
        )

    @property
    def table(self) -> Table:
        if self.grid is None:
            return Table("crossed", _("Crossed"), [Column("")], [])
        columns = [Column(self.page.titles.facet(self.down))]
        for title in self.grid.columns:
            columns += [Column(title, "percent"), Column(_("Visits"), "count")]
        rows = [
            Row(
                (
                    row.label,
                    *(
                        number
                        for each in row.cells
                        for number in ((each.value, each.n) if each else (None, 0))
                    ),
                )
            )
            for row in self.grid.rows
        ]
        return Table("crossed", _("Crossed"), columns, rows)

    def _figure(self, row: Key, column: Key) -> Figure | None:
        tally = (self.tallies or {}).get((row, column))
        if tally is None or not tally.n:
            return None
        narrowed = {**part(self.down, str(row)), **part(self.across, str(column))}
        return self.page.figure("", tally, **narrowed)

    def _in_order(self, facet: str, codes: set[Key]) -> list[Key]:
        order = {code: place for place, code in enumerate(self.page.titles.order(facet))}
        return sorted(codes, key=lambda code: (order.get(str(code), len(order)), self._title(facet, code)))

    def _title(self, facet: str, code: object) -> str:
        if facet == REGION:
            return self._regions.get(code, str(code))
        return self.page.titles.of(facet, str(code))

    @cached_property
    def _regions(self) -> dict[object, str]:
        return {region.id: region.name for region in regions()}
