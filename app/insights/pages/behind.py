"""The visits behind a figure, page by page, each with what it adds to it."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import to_user_timezone

from app.db import db
from app.insights import queries
from app.insights.answers.queries import answers
from app.insights.cells import CRITERION
from app.insights.models import VisitFact
from app.insights.pages import queries as own
from app.insights.pages.page import Page, turned, visit_address
from app.insights.tables import Column, Row, Table
from app.insights.tally import UNIT
from app.insights.titles import VISITS
from app.stores.models import Store
from app.stores.queries import stores_visible_to

PER_PAGE = 30
LONGEST_FILE = 20_000  # visits in a file; of more, the latest
LEFT_OUT = {
    "not_applicable": _l("not applicable"),
    "not_observed": _l("could not see"),
    "unanswered": _l("no answer"),
}


@dataclass(frozen=True)
class Addend:
    """One visit and what it adds: per cent × 10⁴, or nothing, and why."""

    fact: VisitFact
    value: int | None
    why_not: str = ""


class Behind:
    """The visits of a page, and of one part of a facet where one is named; the latest first."""

    def __init__(
        self, page: Page, facet: str | None = None, code: str = "", *, critical: bool = False
    ) -> None:
        self.page, self.facet, self.code, self.critical = page, facet, code, critical

    @property
    def number(self) -> int:
        """Which page is shown, from 1."""
        return max(self.page.given.get("page", 1, type=int) or 1, 1)

    @cached_property
    def _found(self) -> list[Addend]:
        """What is shown, and one more where it goes on."""
        if self.page.exporting:
            return self._addends(LONGEST_FILE, 0)
        return self._addends(PER_PAGE + 1, PER_PAGE * (self.number - 1))

    @property
    def goes_on(self) -> bool:
        """Whether there is a further page."""
        return len(self._found) > PER_PAGE

    @cached_property
    def table(self) -> Table:
        """Visit, store, date, kind and what it adds; why it adds nothing stands beside the visit, in a file apart."""
        columns = [
            Column(_("Visit")),
            Column(_("Store")),
            Column(_("Date"), "day"),
            Column(_("Kind")),
            Column(_("Position")),
            Column(_("Adds, %%") % (), "percent"),
        ]
        shown = self._found
        if self.page.exporting:
            columns.append(Column(_("Why not")))
        else:
            shown = shown[:PER_PAGE]
        names = self._names({each.fact.store_id for each in shown})
        rows = [self._row(each, names, len(columns)) for each in shown]
        return Table("visits", _("The visits behind it"), columns, rows)

    def turned(self, number: int) -> str:
        """The address of another page."""
        return turned(number)

    def _row(self, each: Addend, names: dict[int, str], width: int) -> Row:
        fact, titles = each.fact, self.page.titles
        place = f"#r-{self.code}" if self.facet == CRITERION else "#arithmetic"
        return Row(
            (
                f"№ {fact.visit_id}",
                names.get(fact.store_id, ""),
                to_user_timezone(fact.approved_at).date(),
                str(VISITS[fact.kind]),
                titles.of("position", fact.position),
                None if each.value is None else Fraction(each.value, UNIT),
                each.why_not,
            )[:width],
            visit_address(fact.visit_id, place),
            note=each.why_not,
        )

    def _names(self, ids: set[int]) -> dict[int, str]:
        seen = stores_visible_to(self.page.viewer).where(Store.id.in_(ids))
        return {store.id: store.name for store in db.session.scalars(seen)}

    def _addends(self, most: int, after: int) -> list[Addend]:
        selection = self.page.selection
        if self.facet == CRITERION:
            return [
                Addend(each.visit, each.mark, str(LEFT_OUT.get(each.left_out or "", "")))
                for each in answers(selection, self.code, most=most, after=after)
            ]
        facts = own.visits(selection, critical=self.critical, most=most, after=after)
        if self.facet is None:
            return [Addend(fact, fact.score, _without(fact.score)) for fact in facts]
        cells = queries.cells_of([fact.visit_id for fact in facts])
        found = []
        for fact in facts:
            cell = cells.get(fact.visit_id, {}).get(self.facet, {}).get(self.code)
            found.append(
                Addend(fact, cell.value if cell else None, _without(cell.value) if cell else _("not asked"))
            )
        return found


def _without(value: int | None) -> str:
    return "" if value is not None else _("nothing to score was seen")
