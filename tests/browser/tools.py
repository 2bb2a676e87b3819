"""The shop without network, where the auditor's tools must work: a phone with the form on it, then offline."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.checklists import operations as checklists
from app.checklists.models import ChecklistVersion
from app.clock import now
from app.db import db
from app.people.models import User
from app.stores.models import Store
from app.visits import operations
from app.visits.models import AUDIT
from tests.browser.conftest import OpenPhone, Site, sign_in, wait_for_worker
from tests.standards.small_folder import SmallFolder

DRAFT = """async () => {
  const { draft } = document.querySelector('fill-form');
  await draft.save();
  return draft.row;
}"""


def plain_visit(site: Site, under: Path) -> int:
    """One more visit of the auditor: a checklist in which most questions ask for yes or no. Gives its number."""
    with site.field.app.app_context():
        folder = SmallFolder(under / "plain")
        folder.change_criterion(8, "kind: yes_no\n", 'kind: yes_no\n        fails_on: "yes"\n')
        standards = folder.read()
        checklists.publish(standards.document, standards.selections, reason="plain")
        versions = select(ChecklistVersion).where(ChecklistVersion.position == "cashier")
        version = db.session.scalars(versions.order_by(ChecklistVersion.id.desc())).first()
        store = db.session.scalars(select(Store)).one()
        auditor = db.session.get_one(User, site.field.auditor)
        visit = operations.assign(
            operations.Assignment(store, version, auditor, AUDIT, now() + timedelta(days=1)), by=None
        )
        db.session.commit()
        return visit.id


def open_offline(site: Site, open_phone: OpenPhone, visit: int | None = None, **options: object) -> Page:
    """Take the visits along, lose the network, open the form of one."""
    phone = open_phone(**options)
    page = phone.new_page()
    sign_in(page)
    wait_for_worker(page)
    expect(page.locator(".visit-card").first).to_contain_text("opens without network")
    phone.set_offline(True)
    page.goto(f"/visits/{visit or site.field.visit}/form")
    expect(page.locator("fill-form[data-ready]")).to_be_visible()
    return page


@pytest.fixture
def page(site: Site, open_phone: OpenPhone) -> Page:
    """The form with every kind of question, opened without network."""
    return open_offline(site, open_phone)
