"""The chain, or a region, as a whole: what is weakest and why, how even it is, cut by any facet and by two crossed."""

from functools import cached_property

from flask_babel import gettext as _

from app.insights import queries, telling
from app.insights.causing import TARGET
from app.insights.cells import FRAMEWORK, NATURE, SHIFT, STAGE
from app.insights.cuts.queries import Key
from app.insights.figures import Figure
from app.insights.pages.crossed import Crossed
from app.insights.pages.page import Page, told_share
from app.insights.pages.weak import Weak, weak_of, weak_table
from app.insights.tables import Table, figures_table
from app.insights.tally import Tally
from app.insights.titles import CHANNEL, KIND, POSITION, REGION
from app.people.roles import REGIONAL
from app.scoring.spread import spread
from app.web.filters import decimal

READ_AT_ONCE = 300  # visits whose answers are read one by one, to cross two facets of what was seen
KEEP_ORDER = {STAGE, SHIFT}  # parts that follow one another


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
            sentences.append(first.told)
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
        """The weakest criteria, and why."""
        return weak_of(self)

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
    def crossed(self) -> Crossed:
        """Two ways to cut, crossed."""
        return Crossed(self, self.down, self.across)

    @cached_property
    def tables(self) -> dict[str, Table]:
        return {
            "weak": weak_table(self.weak),
            "months": figures_table("months", _("Month by month"), _("Month"), self.months),
            "cut": figures_table(
                "cut", self.titles.facet(self.cut), self.titles.facet(self.cut), self.cut_figures
            ),
            "crossed": self.crossed.table,
        }

    @property
    def name(self) -> str:
        return "etalon-overview"

    def _by(self, facet: str) -> dict[Key, Tally]:
        return queries.by(self.selection, facet)

    def _asked(self, name: str, offered: list[str], usual: str) -> str:
        asked = self.given.get(name, usual)
        return asked if asked in offered else usual
