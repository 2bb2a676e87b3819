"""The stores side by side: how far apart they lie, who can be told apart, and each with its weakest position."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from flask_babel import gettext as _
from flask_babel import ngettext

from app.db import db
from app.insights import queries, telling
from app.insights.charts import Pile, pile
from app.insights.figures import Figure, ordered, separate
from app.insights.pages.page import Page
from app.insights.queries import Key
from app.insights.tables import Column, Row, Table, figure_row, figures_table
from app.insights.tally import UNIT, Tally
from app.people.roles import REGIONAL
from app.scoring.bands import FEWEST
from app.scoring.spread import Spread, spread
from app.stores.models import Store
from app.stores.queries import stores_visible_to
from app.web.filters import decimal, percent

DRAWN = 30  # stores with a line of their own; of more, the weakest
WEAK = 20


class StoresPage(Page):
    @property
    def title(self) -> str:
        """Whose stores these are."""
        if self.viewer.role == REGIONAL and self.viewer.region:
            return _("Stores: %(region)s", region=self.viewer.region.name)
        return _("Stores")

    @cached_property
    def tallies(self) -> dict[int, Tally]:
        """Every store that was visited."""
        return {int(store): tally for store, tally in queries.by(self.selection, "store").items()}

    @cached_property
    def enough(self) -> list[int]:
        """The stores that can be ranked, the weakest first."""
        able = [store for store, tally in self.tallies.items() if tally.n >= FEWEST]
        return sorted(able, key=lambda store: (self.tallies[store].total / self.tallies[store].n, store))

    @cached_property
    def spread(self) -> Spread:
        """How far the stores lie apart beyond what one visit differs from the next."""
        return spread(tally.sums for tally in self.tallies.values())

    @property
    def told_spread(self) -> str:
        """The spread in words."""
        found = self.spread
        if found.between is None or found.within is None:
            return _("There are too few visits to say how much stores differ.")
        return _(
            "Stores differ by %(between)s points (standard deviation), visits within one store by %(within)s.",
            between=decimal(found.between),
            within=decimal(found.within),
        )

    @cached_property
    def pile(self) -> Pile:
        """The stores that can be ranked on one axis."""
        means = (self.tallies[store].total / self.tallies[store].n / UNIT for store in self.enough)
        return pile(means)

    @property
    def told_dot(self) -> str:
        """What a dot is."""
        return ngettext(
            "a dot is %(num)s store of three visits or more",
            "a dot is %(num)s stores of three visits or more",
            self.pile.each,
        )

    @cached_property
    def drawn(self) -> list[Figure]:
        """The stores with a line each: all of a region, the weakest of a chain."""
        if len(self.tallies) <= DRAWN:
            return ordered(self._figures(list(self.tallies)))
        return ordered(self._figures(self.enough[:WEAK]))

    @property
    def more(self) -> str:
        """What is not drawn."""
        left = len(self.tallies) - len(self.drawn)
        if not left:
            return ""
        return ngettext(
            "Drawn are the weakest; %(num)s more store stands in the file.",
            "Drawn are the weakest; %(num)s more stores stand in the file.",
            left,
        )

    @property
    def separate(self) -> bool:
        """Whether any two of the stores drawn can be told apart."""
        return separate(self.drawn)

    @cached_property
    def told(self) -> list[str]:
        """What changed, and where to look first."""
        sentences = [telling.told_change(self.whole.tally, self.before.tally)]
        ranked = [each for each in self.drawn if not each.few]
        if len(ranked) > 1:
            low = ranked[-1]
            sentences.append(
                _("Look first at %(store)s: %(score)s.", store=low.label, score=percent(low.mean.mean))
            )
        sentences.append(telling.told_critical(self.whole.tally))
        return [sentence for sentence in sentences if sentence]

    @property
    def name(self) -> str:
        return "etalon-stores"

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The stores drawn; the file holds every one, those that nobody visited too."""
        figures = self._every() if self.exporting else self.drawn
        if len(self.tallies) > DRAWN and not self.exporting:
            return {"stores": figures_table("stores", _("Store by store"), _("Store"), figures)}
        return {"stores": self._with_weakest(figures)}

    def _with_weakest(self, figures: Sequence[Figure]) -> Table:
        """Beside every mean the weakest position, which a mean hides."""
        low = weakest_positions(queries.crossed(self.selection, "store", "position"))
        plain = figures_table("stores", _("Store by store"), _("Store"), figures)
        rows = []
        for figure in figures:
            position, tally = low.get(int(figure.key or 0), ("", Tally()))
            cells = (self.titles.of("position", position), tally.mean.mean) if tally.n else ("—", None)
            row = figure_row(figure)
            rows.append(Row((*row.cells, *cells), row.href, row.few, hrefs=row.hrefs))
        columns = (*plain.columns, Column(_("Weakest position")), Column(_("Its mean, %%") % (), "percent"))
        return Table(plain.name, plain.title, columns, rows)

    def _every(self) -> list[Figure]:
        return ordered(self._figures([store.id for store in self._visible()]))

    def _figures(self, ids: Sequence[int]) -> list[Figure]:
        return [
            self.figure(
                name,
                self.tallies.get(store, Tally()),
                self.link("insights.store", store_id=store),
                key=store,
                store=store,
            )
            for store, name in self._names(ids).items()
        ]

    def _names(self, ids: Sequence[int]) -> dict[int, str]:
        return {store.id: store.name for store in self._visible(ids)}

    def _visible(self, ids: Sequence[int] | None = None) -> list[Store]:
        visible = stores_visible_to(self.viewer)
        if ids is not None:
            visible = visible.where(Store.id.in_(ids))
        return list(db.session.scalars(visible))


def weakest_positions(crossed: Mapping[tuple[Key, Key], Tally]) -> dict[int, tuple[str, Tally]]:
    """Of each store the position of the lowest mean among those of enough visits."""
    found: dict[int, tuple[str, Tally]] = {}
    for (store, position), tally in crossed.items():
        if tally.n < FEWEST:
            continue
        known = found.get(int(store))
        if known is None or tally.total * known[1].n < known[1].total * tally.n:
            found[int(store)] = (str(position), tally)
    return found
