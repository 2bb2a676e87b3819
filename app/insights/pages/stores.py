"""The stores side by side: how far apart they lie, who can be told apart, and each with its weakest position."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from flask_babel import gettext as _
from flask_babel import ngettext

from app.db import db
from app.insights import queries, telling
from app.insights.charts import Pile, pile
from app.insights.cuts.queries import Key
from app.insights.figures import Figure, ordered, separate, weakest
from app.insights.pages.page import Page
from app.insights.pages.shortlist import Shortlist
from app.insights.tables import Column, Row, Table, figure_row, figures_table
from app.insights.tally import UNIT, Tally, surely_low
from app.people.roles import REGIONAL
from app.scoring.spread import Spread, spread
from app.stores.models import Store
from app.stores.queries import stores_visible_to
from app.web.filters import decimal, percent


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
    def shortlist(self) -> Shortlist:
        """The stores with a line each."""
        return Shortlist(self.tallies)

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
        ranked = (tally for tally in self.tallies.values() if not tally.few)
        return pile(tally.total / tally.n / UNIT for tally in ranked)

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
        """The stores with a line each, best first."""
        return ordered(self._figures(self.shortlist.drawn))

    @property
    def more(self) -> str:
        """What is not drawn."""
        return self.shortlist.more

    @property
    def separate(self) -> bool:
        """Whether any two of the stores drawn can be told apart."""
        return separate(self.drawn)

    @cached_property
    def told(self) -> list[str]:
        """What changed, and where to look first."""
        sentences = [telling.told_change(self.whole.tally, self.before.tally)]
        low = weakest(self.drawn)
        if low and sum(not each.few for each in self.drawn) > 1:
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
        if not (self.shortlist.whole or self.exporting):
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
    """Of each store the position that is surely the weakest of those of enough visits."""
    stores: dict[int, dict[str, Tally]] = defaultdict(dict)
    for (store, position), tally in crossed.items():
        stores[int(store)][str(position)] = tally
    low = {store: surely_low(positions, 1) for store, positions in stores.items()}
    return {store: (found[0], stores[store][found[0]]) for store, found in low.items() if found}
