"""One criterion: how it stands, why, month by month across versions, store by store, and whether what was done helped."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cached_property

from flask_babel import gettext as _
from flask_babel import ngettext, to_user_timezone

from app.db import db
from app.insights import queries, telling
from app.insights.facts import CRITERION
from app.insights.figures import Figure, ordered
from app.insights.operations import zone
from app.insights.pages import queries as own
from app.insights.pages.behind import Behind
from app.insights.pages.page import Address, Page, told_share
from app.insights.pages.why import Why, causes
from app.insights.selection import month_after, month_of
from app.insights.tables import Table, figures_table
from app.insights.tally import Tally
from app.people.models import User
from app.people.roles import DIRECTOR
from app.scoring.bands import FEWEST
from app.scoring.change import Change, change
from app.standards.criterion import Criterion, Text
from app.standards.document import Reference
from app.standards.queries import wording_changes
from app.stores.models import Store
from app.stores.queries import stores_visible_to
from app.web.filters import decimal, words

DRAWN = 20  # stores with a line of their own: the weakest
LONGEST_LIST = 200  # stores to choose from
AROUND = 6  # months looked at on either side of a day something was done


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
        tally = queries.by(self.selection, CRITERION).get(self.code, Tally())
        return self.figure(self.question, tally, facet=CRITERION, code=self.code)

    @cached_property
    def before(self) -> Figure:
        tally = queries.by(self.selection.before(), CRITERION).get(self.code, Tally())
        return Figure(_("The last period"), tally)

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
        sentences = [telling.told_change(self.whole.tally, self.before.tally)]
        if self.cause:
            sentences.append(f"{self.cause.word}. {self.cause.told}")
        return sentences

    @cached_property
    def months(self) -> list[Figure]:
        tallies = queries.by_month(self.selection, CRITERION).get(self.code, {})
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
        return own.of_stores(self.selection, self.code)

    @cached_property
    def drawn(self) -> list[Figure]:
        """The stores with a line each: the weakest of those that can be ranked, or all where they are few."""
        chosen = list(self.stores)
        if len(chosen) > DRAWN:
            able = [store for store in chosen if self.stores[store].n >= FEWEST]
            chosen = sorted(able, key=lambda store: self.stores[store].total / self.stores[store].n)[:DRAWN]
        return ordered(self._of_stores(chosen))

    @property
    def more(self) -> str:
        """What is not drawn."""
        left = len(self.stores) - len(self.drawn)
        if not left:
            return ""
        return ngettext(
            "Drawn are the weakest; %(num)s more store stands in the file.",
            "Drawn are the weakest; %(num)s more stores stand in the file.",
            left,
        )

    @cached_property
    def places(self) -> list[Store]:
        """The stores where something may have been done; none where they are too many to choose from a list."""
        seen = stores_visible_to(self.viewer).limit(LONGEST_LIST + 1)
        found = list(db.session.scalars(seen))
        return found if len(found) <= LONGEST_LIST else []

    @cached_property
    def place_done(self) -> Store | None:
        """The store the address names by its code."""
        code = self.given.get("where", "")
        return db.session.scalar(stores_visible_to(self.viewer).where(Store.code == code))

    @property
    def done(self) -> date | None:
        """The day something was done, as the address has it."""
        try:
            return date.fromisoformat(self.given.get("done", ""))
        except ValueError:
            return None

    @cached_property
    def helped(self) -> "Helped | None":
        """Before and after that day in that store, with the rest of the chain as a control."""
        if self.done is None or self.place_done is None:
            return None
        return Helped(self, self.place_done.id, self.done)

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


class Helped:
    """Before and after a day: the store where something was done, and the other stores of the chain."""

    def __init__(self, page: CriterionPage, store: int, day: date) -> None:
        self.store, self.day = store, day
        month = month_of(day)
        wide = replace(
            page.selection.of_chain(), first=month_after(month, -AROUND), last=month_after(month, AROUND)
        )
        midnight = datetime.combine(day, time(), zone())
        self.tallies = own.around(wide, page.code, store, midnight)
        self.before = Figure(_("The store before"), self._of(True, False))
        self.after = Figure(_("The store after"), self._of(True, True))

    def _of(self, here: bool, later: bool) -> Tally:
        return self.tallies.get((here, later), Tally())

    @cached_property
    def change(self) -> Change:
        """The change here, elsewhere, and what is left."""
        chain = self._of(False, False).sums, self._of(False, True).sums
        return change(self.before.tally.sums, self.after.tally.sums, *chain)

    @property
    def told(self) -> str:
        """What can be said of it."""
        effect = self.change.effect
        if effect.difference is None or effect.low is None:
            return _("There are too few visits before or after to say whether it helped.")
        points = decimal(abs(effect.difference))
        if not self.change.shown:
            return _("Not shown: what is left without the change of the other stores may be chance.")
        if effect.difference > 0:
            return _("It helped: %(points)s points more than the other stores gained.", points=points)
        return _("It did not help: %(points)s points less than the other stores gained.", points=points)
