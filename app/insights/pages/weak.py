"""The weakest criteria of a page, and why each is below its target."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from app.insights import telling
from app.insights.cells import CRITERION
from app.insights.figures import Figure
from app.insights.pages.page import Page
from app.insights.pages.why import Why, causes, weakest
from app.insights.tables import Column, Row, Table
from app.standards.document import Reference
from app.web.filters import percent


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

    @property
    def told(self) -> str:
        """What to do about it first."""
        return telling.told_first(self.question, self.clause.number if self.clause else "—", self.figure)


def weak_of(page: Page) -> list[Weak]:
    """The weakest criteria of visits enough to look for a cause; the surely weak first."""
    lowest = weakest(page.selection)
    why = causes(page, [code for code, _tally in lowest])
    return [
        Weak(
            code,
            page.titles.question(code),
            page.titles.clause(code),
            page.figure(code, tally, facet=CRITERION, code=code),
            page.link("insights.criterion", code=code),
            why.get(code),
        )
        for code, tally in lowest
    ]


def weak_table(weak: Sequence[Weak]) -> Table:
    """The same as a table."""
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
        for each in weak
    ]
    return Table("weak", _("The weakest criteria, and why"), columns, rows)
