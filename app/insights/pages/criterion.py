"""One criterion: how it stands, why, month by month across versions, store by store, and whether what was done helped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flask_babel import gettext as _
from flask_babel import to_user_timezone

from app.db import db
from app.insights import queries, telling
from app.insights.answers.queries import of_stores
from app.insights.cells import CRITERION
from app.insights.figures import Figure, ordered
from app.insights.pages.behind import Behind
from app.insights.pages.helped import Done, Helped
from app.insights.pages.page import Address, Page, told_share
from app.insights.pages.shortlist import Shortlist
from app.insights.pages.why import Why, causes
from app.insights.selection import Selection, month_of
from app.insights.tables import Table, figures_table
from app.insights.tally import Tally
from app.people.models import User
from app.people.roles import DIRECTOR
from app.standards.criterion import Criterion, Text
from app.standards.document import Reference
from app.standards.queries import wording_changes
from app.stores.models import Store
from app.stores.queries import stores_visible_to
from app.web.filters import words


@dataclass(frozen=True)
class Rewording:
    """A version in which the criterion began to be asked in other words; `mark` is its letter on the chart."""

    mark: str
    version: int
    at: date
    month: int
    before: Text
    after: Text


class CriterionPage(Page):
    keeps = ("done", "where")

    def __init__(self, viewer: User, code: str, address: Address) -> None:
        super().__init__(viewer, address)
        self.code = code
        self.question = self.titles.question(code)

    @cached_property
    def clause(self) -> Reference | None:
        return self.titles.clause(self.code)

    @cached_property
    def criterion(self) -> Criterion | None:
        """As the standards in force have it."""
        document = self.titles.document
        return document.criterion(self.code) if document and self.clause else None

    @property
    def told_clause(self) -> str:
        """Its code and its place in the standards."""
        if self.clause is None:
            return _("%(code)s: no longer in the standards.", code=self.code)
        title = words(self.clause.clause.title)
        return _(
            "%(code)s · clause %(number)s. %(title)s", code=self.code, number=self.clause.number, title=title
        )

    @property
    def above(self) -> list[tuple[str, str]]:
        """The way here."""
        if self.viewer.role == DIRECTOR:
            return [(_("Stores"), self.link("insights.stores"))]
        return [(_("Overview"), self.link("insights.overview"))]

    @cached_property
    def whole(self) -> Figure:
        """Its mean over the visits that answered it."""
        tally = self._of(self.selection)
        return self.figure(self.question, tally, facet=CRITERION, code=self.code)

    @cached_property
    def before(self) -> Figure:
        return Figure(_("The last period"), self._of(self.selection.before()))

    @property
    def met(self) -> str:
        """In which share of the visits it was met."""
        return told_share(self.whole.tally.met)

    @cached_property
    def cause(self) -> Why | None:
        """Why it is below its target; None where nobody has looked yet."""
        return causes(self, [self.code]).get(self.code)

    @cached_property
    def told(self) -> list[str]:
        """What changed, and why it is so."""
        sentences = [telling.told_met(self.whole.tally, self.before.tally)]
        if self.cause:
            sentences.append(f"{self.cause.word}. {self.cause.told}")
        return sentences

    @cached_property
    def months(self) -> list[Figure]:
        tallies = queries.by_month(self.selection, CRITERION, only=[self.code]).get(self.code, {})
        marks = {each.month: each.mark for each in self.reworded}
        return self.by_month(tallies, marks, facet=CRITERION, code=self.code)

    @cached_property
    def reworded(self) -> list[Rewording]:
        """The versions of the period in which it began to be asked in other words."""
        found: list[Rewording] = []
        for each in wording_changes(self.code):
            day = to_user_timezone(each.at).date()
            if self.filter.period.first <= month_of(day) <= self.filter.period.last:
                mark = chr(ord("A") + len(found))
                found.append(Rewording(mark, each.version, day, month_of(day), each.before, each.after))
        return found

    @cached_property
    def stores(self) -> dict[int, Tally]:
        """Every store with an answer."""
        return of_stores(self.selection, self.code)

    @cached_property
    def shortlist(self) -> Shortlist:
        """The stores with a line each."""
        return Shortlist(self.stores)

    @cached_property
    def drawn(self) -> list[Figure]:
        """The same as figures, best first."""
        return ordered(self._of_stores(self.shortlist.drawn))

    @property
    def more(self) -> str:
        """What is not drawn."""
        return self.shortlist.more

    @cached_property
    def done(self) -> Done:
        """What was done about it, as far as the address says so."""
        return Done(self.viewer, self.given)

    @cached_property
    def helped(self) -> Helped | None:
        """Before and after that day in that store, with the rest of the chain as a control."""
        if self.done.day is None or self.done.store is None:
            return None
        return Helped(self.selection, self.code, self.done.store.id, self.done.day)

    @cached_property
    def visits(self) -> Behind:
        """The visits behind it, with the answer of each one tap away."""
        return Behind(self, CRITERION, self.code)

    @property
    def name(self) -> str:
        return f"etalon-{self.code}"

    @property
    def about(self) -> list[tuple[str, str]]:
        return [(_("Criterion"), f"{self.code}. {self.question}"), *super().about]

    @cached_property
    def tables(self) -> dict[str, Table]:
        every = self._of_stores(list(self.stores)) if self.exporting else self.drawn
        return {
            "months": figures_table("months", _("Month by month"), _("Month"), self.months),
            "stores": figures_table("stores", _("Store by store"), _("Store"), ordered(every)),
            "visits": self.visits.table,
        }

    def _of(self, selection: Selection) -> Tally:
        return queries.by(selection, CRITERION, only=[self.code]).get(self.code, Tally())

    def _of_stores(self, ids: Sequence[int]) -> list[Figure]:
        seen = stores_visible_to(self.viewer).where(Store.id.in_(ids))
        return [
            self.figure(
                store.name,
                self.stores[store.id],
                self.link("insights.store", store_id=store.id),
                key=store.id,
                store=store.id,
                facet=CRITERION,
                code=self.code,
            )
            for store in db.session.scalars(seen)
        ]
