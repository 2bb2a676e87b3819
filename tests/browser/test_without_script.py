"""The same visit, filled on a page without JavaScript."""

import json

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.db import db
from app.visits.models import Evidence, Submission
from tests.browser.conftest import OpenPhone, Site, sign_in
from tests.browser.filling import VALUES, answer, card, take_photo

pytestmark = pytest.mark.browser


def test_a_visit_is_filled_and_sent_without_javascript(site: Site, open_phone: OpenPhone) -> None:
    page = open_phone(java_script_enabled=False).new_page()
    sign_in(page)
    page.get_by_role("link", name="Nevsky 1").click()
    for code in VALUES:
        answer(page, code)
    for number, code in enumerate(("COU-01", "COU-10")):
        take_photo(page, code, number)
    page.get_by_role("button", name="Finish and send").click()

    expect(page.get_by_text("Kept, but not sent yet")).to_be_visible()
    expect(page.locator(".notice-problem li")).to_have_count(1)  # the signature
    expect(page.locator(".photos img")).to_have_count(2)
    take_photo(page, "COU-11", 2)
    page.get_by_role("button", name="Finish and send").click()

    expect(page.locator(".notice-ok")).to_contain_text("Receipt № 1")
    with site.field.app.app_context():
        sent = db.session.scalars(select(Submission)).one()
        assert json.loads(sent.body)["answers"] == VALUES
        assert sent.sealed_at
        assert len(db.session.scalars(select(Evidence)).all()) == 3
        assert card(page, "COU-01").count() == 0
