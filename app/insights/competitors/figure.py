"""One figure of competitors: how it comes about, and the visits behind it, down to their answers."""

from fractions import Fraction
from functools import cached_property

from flask_babel import gettext as _
from flask_babel import to_user_timezone

from app.insights.cells import CRITERION
from app.insights.competitors.beside import BesidePage
from app.insights.competitors.theirs import Their
from app.insights.figures import Figure
from app.insights.pages.behind import LEFT_OUT
from app.insights.pages.figure import steps, steps_of_criterion
from app.insights.pages.page import visit_address
from app.insights.tables import Column, Row, Table
from app.insights.tally import UNIT, Tally


class TheirFigurePage(BesidePage):
    """`facet` and `code` of the address name a part of what was seen, such as a stage or a criterion."""

    keeps = (*BesidePage.keeps, "facet", "code")
    critical = False  # it is always about a mean

    @property
    def facet(self) -> str:
        return self.given.get("facet", "")

    @property
    def code(self) -> str:
        return self.given.get("code", "")

    @cached_property
    def whole(self) -> Figure:
        """The figure itself."""
        tally = self.theirs.by(self.facet).get(self.code, Tally()) if self.facet else self.theirs.whole
        return Figure(self.title, tally)

    @property
    def title(self) -> str:
        """What it is of."""
        return self.titles.of(self.facet, self.code) if self.facet else _("Mean score of competitors")

    @property
    def told(self) -> str:
        """Whose it is, and by which checklist."""
        return " · ".join(filter(None, (self.them, self.checklist, self.code)))

    @property
    def steps(self) -> list[str]:
        """The sum, line by line, in numbers anybody can check."""
        tally = self.whole.tally
        return steps_of_criterion(tally) if self.facet == CRITERION else steps(tally)

    @cached_property
    def visits(self) -> "TheirVisits":
        """The visits, all on one page."""
        return TheirVisits(self)

    @property
    def tables(self) -> dict[str, Table]:
        return {"visits": self.visits.table}

    @property
    def name(self) -> str:
        return "etalon-competitors-visits"

    @property
    def about(self) -> list[tuple[str, str]]:
        return [(_("Figure"), self.title), (_("Of whom"), self.told), *super().about]


class TheirVisits:
    """The visits behind a figure of competitors, the latest first."""

    number, goes_on = 1, False

    def __init__(self, page: TheirFigurePage) -> None:
        self.page = page

    @cached_property
    def table(self) -> Table:
        """Visit, store, date and what it adds."""
        columns = [
            Column(_("Visit")),
            Column(_("Store")),
            Column(_("Date"), "day"),
            Column(_("Adds, %%") % (), "percent"),
            Column(_("Why not")),
        ]
        width = len(columns) if self.page.exporting else len(columns) - 1
        rows = [self._row(each, width) for each in self.page.theirs]
        return Table("visits", _("The visits behind it"), columns[:width], rows)

    def _row(self, each: Their, width: int) -> Row:
        value, why = self._adds(each)
        place = f"#r-{self.page.code}" if self.page.facet == CRITERION else "#arithmetic"
        cells = (
            f"№ {each.visit_id}",
            each.store.name,
            to_user_timezone(each.approved_at).date(),
            None if value is None else Fraction(value, UNIT),
            why,
        )
        return Row(cells[:width], visit_address(each.visit_id, place), note=why)

    def _adds(self, each: Their) -> tuple[int | None, str]:
        """What a visit adds, per cent × 10⁴, or why nothing."""
        facet, code, seen = self.page.facet, self.page.code, each.scored.seen
        if not facet:
            return each.scored.score, "" if each.scored.score is not None else _("nothing to score was seen")
        cell = seen.cells.get(facet, {}).get(code)
        if cell is None:
            return None, _("not asked")
        if cell.value is not None:
            return cell.value, ""
        left_out = {asked: why for asked, _mark, why, _critical in seen.answers} if facet == CRITERION else {}
        return None, str(LEFT_OUT.get(left_out.get(code) or "", _("nothing to score was seen")))
