"""The chain, or a region, as a whole: what is weakest and why, how even it is, cut by any facet and by two crossed."""

from dataclasses import dataclass
from functools import cached_property

from flask_babel import gettext as _

from app.insights import queries, telling
from app.insights.causing import TARGET
from app.insights.charts import Grid, GridRow, cell
from app.insights.facts import FRAMEWORK, NATURE, SHIFT, STAGE
from app.insights.figures import Figure
from app.insights.pages.page import Page, part, told_share
from app.insights.pages.why import Why, causes
from app.insights.queries import Key
from app.insights.tables import Column, Row, Table, figures_table
from app.insights.tally import Tally
from app.insights.titles import CHANNEL, KIND, POSITION, REGION
from app.people.roles import REGIONAL
from app.scoring.causes import FEWEST_VISITS
from app.scoring.spread import spread
from app.standards.document import Reference
from app.stores.queries import regions
from app.web.filters import decimal, percent

MOST = 10  # criteria shown with their causes
READ_AT_ONCE = 300  # visits whose answers are read one by one, to cross two facets of what was seen
KEEP_ORDER = {STAGE, SHIFT}  # parts that follow one another


@dataclass(frozen=True)
class Weak:
    """One of the weakest criteria."""

    code: str
    question: str
    clause: Reference | None
    figure: Figure
    href: str
    cause: Why | None

    @property
    def met(self) -> str:
        """In which share of the visits it was met."""
        share = self.figure.tally.met.share
        return percent(None if share is None else 100 * share, 0)


class OverviewPage(Page):
    keeps = ("by", "rows", "columns")

    @property
    def title(self) -> str:
        """Whose overview it is."""
        if self.viewer.role == REGIONAL and self.viewer.region:
            return _("Overview: %(region)s", region=self.viewer.region.name)
        return _("Overview of the chain")

    @property
    def target(self) -> object:
        """The share of visits in which a criterion is to be met, in per cent."""
        return 100 * TARGET

    @cached_property
    def told(self) -> list[str]:
        """What changed and what to do first."""
        sentences = [telling.told_change(self.whole.tally, self.before.tally)]
        if self.weak:
            first = self.weak[0]
            number = first.clause.number if first.clause else "—"
            sentences.append(telling.told_first(first.question, number, first.figure))
            if first.cause:
                sentences.append(f"{first.cause.word}. {first.cause.told}")
        sentences.append(telling.told_critical(self.whole.tally))
        return [sentence for sentence in sentences if sentence]

    @property
    def critical(self) -> str:
        """The share of visits in which a critical question failed."""
        return told_share(self.whole.tally.criticals)

    @cached_property
    def consistency(self) -> list[tuple[str, str]]:
        """How far equals lie apart: (what, points)."""
        cuts = {
            "store": _("Spread between stores"),
            POSITION: _("Spread between positions"),
            SHIFT: _("Spread between shifts"),
        }
        found = {facet: spread(each.sums for each in self._by(facet).values()) for facet in cuts}
        return [
            (title, _("%(points)s points", points=decimal(found[facet].between)))
            for facet, title in cuts.items()
            if found[facet].between is not None
        ]

    @cached_property
    def weak(self) -> list[Weak]:
        """The weakest criteria of visits enough to look for a cause."""
        lowest = queries.weakest(self.selection, most=MOST, fewest=FEWEST_VISITS)
        why = causes(self, [code for code, _tally in lowest])
        return [
            Weak(
                code,
                self.titles.question(code),
                self.titles.clause(code),
                self.figure(code, tally, facet="criterion", code=code),
                self.link("insights.criterion", code=code),
                why.get(code),
            )
            for code, tally in lowest
        ]

    @cached_property
    def cuts(self) -> list[str]:
        """The ways to cut the scores."""
        frameworks = [FRAMEWORK + each.code for each in self.titles.frameworks]
        return [STAGE, NATURE, POSITION, CHANNEL, SHIFT, KIND, *frameworks]

    @cached_property
    def crossing(self) -> list[str]:
        """What a way to cut may be crossed with."""
        own = [POSITION, CHANNEL, KIND]
        if not self.selection.region:
            own.append(REGION)
        return [*own, NATURE] if self.whole.n <= READ_AT_ONCE else own

    @property
    def cut(self) -> str:
        return self._asked("by", self.cuts, STAGE)

    @property
    def down(self) -> str:
        return self._asked("rows", self.cuts, STAGE)

    @property
    def across(self) -> str:
        other = self._asked("columns", self.crossing, POSITION)
        return other if other != self.down else next(each for each in self.crossing if each != self.down)

    @cached_property
    def cut_figures(self) -> list[Figure]:
        """The parts of the chosen cut, the weakest last; what follows one another keeps its order."""
        figures = self.figures(self.cut, self._by(self.cut))
        if self.cut in KEEP_ORDER:
            order = self.titles.order(self.cut)
            return sorted(
                figures, key=lambda each: order.index(each.key) if each.key in order else len(order)
            )
        return sorted(figures, key=lambda each: (each.few, -(each.value or 0.0), each.label))

    @cached_property
    def grid(self) -> Grid | None:
        """Two ways to cut crossed; None where too many visits would have to be read one by one."""
        try:
            crossed = queries.crossed(self.selection, self.down, self.across)
        except queries.TooMany:
            return None
        rows, columns = (
            self._in_order(facet, {pair[place] for pair in crossed})
            for place, facet in enumerate((self.down, self.across))
        )
        return Grid(
            tuple(self._title(self.across, code) for code in columns),
            tuple(
                GridRow(
                    self._title(self.down, row),
                    tuple(
                        cell(self._crossing(crossed.get((row, column)), row, column)) for column in columns
                    ),
                )
                for row in rows
            ),
        )

    @cached_property
    def tables(self) -> dict[str, Table]:
        return {
            "weak": self._weak_table(),
            "months": figures_table("months", _("Month by month"), _("Month"), self.months),
            "cut": figures_table(
                "cut", self.titles.facet(self.cut), self.titles.facet(self.cut), self.cut_figures
            ),
            "crossed": self._crossed_table(),
        }

    @property
    def name(self) -> str:
        return "etalon-overview"

    def _by(self, facet: str) -> dict[Key, Tally]:
        return queries.by(self.selection, facet)

    def _asked(self, name: str, offered: list[str], usual: str) -> str:
        asked = self.given.get(name, usual)
        return asked if asked in offered else usual

    def _title(self, facet: str, code: object) -> str:
        if facet == REGION:
            return self._regions.get(code, str(code))
        return self.titles.of(facet, str(code))

    @cached_property
    def _regions(self) -> dict[object, str]:
        return {region.id: region.name for region in regions()}

    def _in_order(self, facet: str, codes: set[Key]) -> list[Key]:
        order = {code: place for place, code in enumerate(self.titles.order(facet))}
        return sorted(codes, key=lambda code: (order.get(str(code), len(order)), self._title(facet, code)))

    def _crossing(self, tally: Tally | None, row: Key, column: Key) -> Figure | None:
        if tally is None or not tally.n:
            return None
        narrowed = {**part(self.down, str(row)), **part(self.across, str(column))}
        return self.figure("", tally, **narrowed)

    def _crossed_table(self) -> Table:
        if self.grid is None:
            return Table("crossed", _("Crossed"), [Column("")], [])
        columns = [Column(self.titles.facet(self.down))]
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

    def _weak_table(self) -> Table:
        columns = (
            Column(_("Criterion")),
            Column(_("Question")),
            Column(_("Clause")),
            Column(_("Mean, %%") % (), "percent"),
            Column(_("95 %% interval") % (), "interval"),
            Column(_("Visits"), "visits"),
            Column(_("Cause")),
        )
        rows = [
            Row(
                (
                    each.code,
                    each.question,
                    each.clause.number if each.clause else "",
                    each.figure.value,
                    (each.figure.low, each.figure.high),
                    each.figure.n,
                    each.cause.word if each.cause else "",
                )
            )
            for each in self.weak
        ]
        return Table("weak", _("The weakest criteria, and why"), columns, rows)
