"""The report of a store over a period, for its director."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from app.clock import today
from app.db import db
from app.insights.pages.store import StorePage
from app.insights.periods import Period
from app.insights.selection import NotForViewer
from app.people.models import User
from app.reports.papers import Paper
from app.reports.report import Report
from app.stores.models import Store
from app.stores.queries import stores_visible_to


class StoreReport(Report):
    kind, template = "store_report", "reports/store.html"

    def __init__(self, viewer: User, of: int, address: Mapping[str, str]) -> None:
        super().__init__(viewer, of, address)
        store = db.session.scalar(stores_visible_to(viewer).where(Store.id == of))
        if store is None:
            raise NotForViewer("store")
        self.store = store

    def shown(self) -> dict[str, Any]:
        return {"page": StorePage(self.viewer, self.store, self.address)}

    @property
    def paper(self) -> Paper:
        period = Period.of(self.address, today())
        return Paper(
            title=_("Report of the store"),
            lead=f"{self.store.name} · {period.label}",
            file=f"store-{self.store.code}-{'-'.join(period.address.values())}",
            above=((self.store.name, self.screen("insights.store", store_id=self.store.id)),),
            again=self.again("summaries.store", store_id=self.store.id),
            fields=self.address,
        )
