"""Coverage of the standards on paper: who has signed which version, and which criteria are asked nowhere."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from flask_babel import gettext as _

from app.checklists.matrix import Matrix, matrix
from app.checklists.queries import current_checklists
from app.insights.selection import NotForViewer
from app.people.models import User
from app.people.roles import QUALITY
from app.reports.papers import Paper
from app.reports.report import Report
from app.standards.queries import current_standard
from app.training.coverage import Row, in_order, rows_by
from app.training.pages import CoveragePage
from app.training.syllabus import Standing
from app.training.views import OVERSEERS

MOST_NAMED = (
    400  # people on paper; of more, those who have not signed, and a list on the screen is the better one
)


class CoverageOnPaper(CoveragePage):
    """The page of coverage with everybody named, store by store."""

    @cached_property
    def versions(self) -> list[tuple[int | None, int]]:
        """How many signed which version last: (number or None, people), the newest first."""
        counts: dict[int | None, int] = {}
        for each in self.every:
            number = each.signed.number if each.signed else None
            counts[number] = counts.get(number, 0) + 1
        return sorted(counts.items(), key=lambda pair: -(pair[0] or 0))

    @property
    def names_everybody(self) -> bool:
        return len(self.every) <= MOST_NAMED

    @cached_property
    def people(self) -> list[Row]:
        """Store by store by name; of a large chain only those who have not signed, the longest overdue first."""
        named: list[Standing] = list(self.every)
        if not self.names_everybody:
            named = in_order([each for each in self.every if not each.done], self.today)[:MOST_NAMED]
        rows = rows_by(lambda each: each.employee.store_id, self.stores.__getitem__, named, self.today)
        return sorted(rows, key=lambda row: row.title)

    @cached_property
    def matrix(self) -> Matrix | None:
        """What is asked where; the quality manager's alone, as its page is."""
        standard = current_standard()
        if standard is None or self.viewer.role != QUALITY:
            return None
        return matrix(standard.document, [each.checklist for each in current_checklists()])


class CoverageReport(Report):
    kind, template = "coverage_report", "reports/coverage.html"

    def __init__(self, viewer: User, of: int, address: Mapping[str, str]) -> None:
        super().__init__(viewer, of, {})
        if viewer.role not in OVERSEERS:
            raise NotForViewer("coverage")

    def shown(self) -> dict[str, Any]:
        return {"page": CoverageOnPaper(self.viewer)}

    @property
    def paper(self) -> Paper:
        standard = current_standard()
        return Paper(
            title=_("Coverage of the standards"),
            lead=_("Version %(number)s", number=standard.number if standard else "—"),
            file="coverage",
            above=((_("Signatures"), self.screen("training.index")),),
            again=self.again("summaries.coverage"),
        )
