"""The report of a region, or of the chain, over a period: what is weakest and why, store beside store."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.clock import today
from app.db import db
from app.insights.cells import STAGE
from app.insights.figures import Figure
from app.insights.pages.overview import OverviewPage
from app.insights.pages.stores import StoresPage
from app.insights.periods import Period
from app.insights.selection import NotForViewer
from app.insights.tables import Table
from app.insights.titles import POSITION
from app.people.models import User
from app.people.roles import HR, QUALITY, REGIONAL
from app.reports.papers import Paper
from app.reports.report import Report
from app.stores.models import Region

READERS = (REGIONAL, HR, QUALITY)
CUTS = (POSITION, STAGE)


class RegionReport(Report):
    kind, template = "region_report", "reports/region.html"

    def __init__(self, viewer: User, of: int, address: Mapping[str, str]) -> None:
        super().__init__(viewer, of, address)
        if viewer.role not in READERS:
            raise NotForViewer("region")

    def shown(self) -> dict[str, Any]:
        stores = StoresPage(self.viewer, self.address)
        drawn = [replace(each, href=None) for each in stores.drawn]
        return {
            "page": self.page,
            "stores": stores,
            "drawn": drawn,
            "name": self.name,
            "cuts": [self._cut(facet) for facet in CUTS],
        }

    def _cut(self, facet: str) -> tuple[str, list[Figure], Table]:
        """The same page cut by a facet."""
        page = OverviewPage(self.viewer, MultiDict({**self.address, "by": facet}))
        titles = {POSITION: _("By position"), STAGE: _("By stage of the contact")}
        return titles[facet], page.cut_figures, page.tables["cut"]

    @cached_property
    def page(self) -> OverviewPage:
        return OverviewPage(self.viewer, self.address)

    @property
    def name(self) -> str:
        """Whose figures these are."""
        region = db.session.get(Region, self.page.selection.region) if self.page.selection.region else None
        return region.name if region else _("The chain")

    @property
    def paper(self) -> Paper:
        period = Period.of(self.address, today())
        place = f"region-{self.page.selection.region}" if self.page.selection.region else "chain"
        return Paper(
            title=_("Report of the region") if self.page.selection.region else _("Report of the chain"),
            lead=f"{self.name} · {period.label}",
            file=f"{place}-{'-'.join(period.address.values())}",
            above=((self.page.title, self.screen("insights.overview")),),
            again=self.again("summaries.region"),
            fields=self.address,
        )
