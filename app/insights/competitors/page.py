"""Competitors beside us: our mystery visits and the visits to them by one and the same checklist, region by region."""

from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil
from typing import Any

from flask_babel import gettext as _

from app.insights import queries
from app.insights.cells import CRITERION, FRAMEWORK, NATURE, STAGE
from app.insights.charts import Grid, GridRow, cell
from app.insights.competitors.beside import BesidePage
from app.insights.competitors.pair import Pair, lead_columns, least_lead, pairs_table
from app.insights.competitors.telling import told_criteria, told_leads
from app.insights.cuts.queries import Key
from app.insights.figures import Figure, ordered
from app.insights.tables import Table, figures_table
from app.insights.tally import Tally
from app.insights.titles import REGION
from app.people.roles import REGIONAL
from app.stores import queries as stores

MOST = 3  # criteria in which either side leads most
BY_CHANCE = 20  # of so many equal criteria one lies outside its 95 % interval


@dataclass(frozen=True)
class Line:
    """A region or a part, and each competitor beside us in it."""

    label: str
    pairs: tuple[Pair, ...]


class CompetitorsPage(BesidePage):
    @property
    def title(self) -> str:
        """Whose competitors they are."""
        if self.viewer.role == REGIONAL and self.viewer.region:
            return _("Competitors: %(region)s", region=self.viewer.region.name)
        return _("Competitors")

    @property
    def about(self) -> list[tuple[str, str]]:
        return [(_("Checklist"), self.checklist), (_("Compared with"), self.them), *super().about]

    @property
    def name(self) -> str:
        return "etalon-competitors"

    @cached_property
    def whole(self) -> Figure:
        """Our mystery visits by the checklist."""
        return self.figure(_("We"), queries.whole(self.selection))

    @cached_property
    def pairs(self) -> list[Pair]:
        """Each competitor beside us, the best first."""
        every = [
            self._beside((whose,), whose, self.whole.tally, self.every.at(whose=whose).whole)
            for whose in self.sides
        ]
        order = ordered(pair.theirs for pair in every)
        return sorted(every, key=lambda pair: order.index(pair.theirs))

    @property
    def sides(self) -> list[str]:
        """Every competitor that was visited."""
        return self.every.competitors

    @property
    def drawn(self) -> list[Figure]:
        """We and they on one axis, the best first."""
        return [each for each in ordered([self.whole, *(pair.theirs for pair in self.pairs)]) if each.n]

    @cached_property
    def told(self) -> list[str]:
        """Who leads, and where to learn first."""
        return [*told_leads(self.pairs), *told_criteria(self.criteria)]

    @cached_property
    def places(self) -> list[tuple[int, str]]:
        """The regions in which competitors were visited: (id, name)."""
        found = {each.store.region_id for each in self.every}
        return [(region.id, region.name) for region in stores.regions() if region.id in found]

    @cached_property
    def regions(self) -> list[Line]:
        """Region by region."""
        ours = queries.by(self.selection, REGION)
        return [
            Line(
                name,
                tuple(
                    self._beside(
                        (name, whose),
                        whose,
                        ours.get(region, Tally()),
                        self.every.at(whose=whose, region=region).whole,
                        region=region,
                    )
                    for whose in self.sides
                ),
            )
            for region, name in self.places
        ]

    @property
    def cuts(self) -> dict[str, str]:
        """The ways to cut the scores."""
        frameworks = [FRAMEWORK + each.code for each in self.titles.frameworks]
        return self.titles.facets([STAGE, NATURE, *frameworks])

    @property
    def cut(self) -> str:
        asked = self.given.get("by", STAGE)
        return asked if asked in self.cuts else STAGE

    @property
    def rivals(self) -> dict[str, str]:
        """Whom we can be held against, as the address names them."""
        return {"": _("All competitors")} | {whose: whose for whose in self.sides}

    @cached_property
    def parts(self) -> list[Line]:
        """Part by part of the cut, in the order of the standards."""
        ours = queries.by(self.selection, self.cut)
        theirs = {whose: self.every.at(whose=whose).by(self.cut) for whose in self.sides}
        found = {code for tallies in theirs.values() for code in tallies}
        known = [code for code in self.titles.order(self.cut) if code in found]
        return [self._part(code, ours, theirs) for code in (*known, *sorted(found - set(known)))]

    def _part(self, code: str, ours: dict[Key, Tally], theirs: dict[str, dict[str, Tally]]) -> Line:
        title, part = self.titles.of(self.cut, code), {"facet": self.cut, "code": code}
        sides = [(whose, tallies.get(code, Tally())) for whose, tallies in theirs.items()]
        return Line(
            title,
            tuple(
                self._beside((title, whose), whose, ours.get(code, Tally()), tally, **part)
                for whose, tally in sides
            ),
        )

    @cached_property
    def criteria(self) -> list[Pair]:
        """The criteria that can be compared, where they lead most first."""
        ours, theirs = queries.by(self.selection, CRITERION), self.theirs.by(CRITERION)
        both = [code for code in theirs if code in ours]
        return least_lead(self._criterion(code, ours[code], theirs[code]) for code in both)

    def _criterion(self, code: str, ours: Tally, theirs: Tally) -> Pair:
        labels = self.titles.question(code), code
        pair = self._beside(labels, self.against, ours, theirs, facet=CRITERION, code=code)
        return replace(pair, href=self.link("insights.criterion", code=code))

    @property
    def chance(self) -> int:
        """How many of so many criteria would seem to differ if none did."""
        return ceil(len(self.criteria) / BY_CHANCE)

    @cached_property
    def tables(self) -> dict[str, Table]:
        return {
            "competitors": self._competitors_table(),
            "regions": self._lines_table("regions", _("By region"), _("Region"), self.regions),
            "parts": self._lines_table(
                "parts", self.titles.facet(self.cut), self.titles.facet(self.cut), self.parts
            ),
            "behind": self._criteria_table("behind", _("Where they lead most"), self.behind_them),
            "ahead": self._criteria_table("ahead", _("Where we lead most"), self.ahead_of_them),
            "criteria": self._criteria_table("criteria", _("Every criterion"), self.criteria),
        }

    @property
    def behind_them(self) -> list[Pair]:
        """The criteria in which they lead most."""
        return [pair for pair in self.criteria if (pair.lead.difference or 0) < 0][:MOST]

    @property
    def ahead_of_them(self) -> list[Pair]:
        """The criteria in which we lead most."""
        return [pair for pair in reversed(self.criteria) if pair.lead.rose][:MOST]

    def _competitors_table(self) -> Table:
        """We, then each competitor with our lead over it."""
        figures = [self.whole, *(pair.theirs for pair in self.pairs)]
        leads = [(None, None), *((pair.lead.difference, pair.lead_bounds) for pair in self.pairs)]
        plain = figures_table("competitors", _("We and they"), _("Whose stores"), figures)
        rows = [replace(row, cells=(*row.cells, *lead)) for row, lead in zip(plain.rows, leads, strict=True)]
        return replace(plain, columns=(*plain.columns, *lead_columns()), rows=rows)

    def _lines_table(self, name: str, title: str, first: str, lines: list[Line]) -> Table:
        seen = [pair for line in lines for pair in line.pairs if pair.theirs.n]
        return pairs_table(name, title, (first, _("Competitor")), seen)

    def _criteria_table(self, name: str, title: str, pairs: list[Pair]) -> Table:
        """The file has the intervals of the means too; on the page there is no room for them."""
        return pairs_table(name, title, (_("Question"), _("Criterion")), pairs, intervals=self.exporting)

    def _beside(self, labels: tuple[str, ...], whose: str, ours: Tally, theirs: Tally, **part: Any) -> Pair:
        """Ours and theirs of one part, each with the way to its visits; `whose` is empty for all competitors."""
        figure = Figure(whose or self.them, theirs, behind=self.behind_theirs(whose, **part))
        return Pair(labels, self.figure(_("We"), ours, **part), figure)

    def grid(self, lines: list[Line]) -> Grid:
        """Lines crossed with us and each competitor."""
        rows = (
            GridRow(line.label, tuple(map(cell, (line.pairs[0].ours, *(pair.theirs for pair in line.pairs)))))
            for line in lines
        )
        return Grid((_("We"), *self.sides), tuple(rows))
