"""An auditor fills a visit where there is no network, on a phone that dies, and nothing is lost."""

import json

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.db import db
from app.visits.models import Evidence, Submission
from tests.browser.conftest import OpenPhone, Site, sign_in
from tests.browser.filling import VALUES, answer, card, pictures, take_photo, turn
from tests.browser.phone import kill

pytestmark = pytest.mark.browser


def fill_everything(page: Page) -> None:
    expect(page.locator("fill-form[data-ready]")).to_be_visible()
    while page.locator(".fill-last").count() == 0:
        for code in [each for each in VALUES if card(page, each).is_visible()]:
            answer(page, code)
        for number, code in enumerate(("COU-01", "COU-10", "COU-11")):
            if card(page, code).is_visible():
                take_photo(page, code, number)
                expect(card(page, code).locator(".photos img")).to_have_count(1)
        turn(page)


def test_a_visit_filled_offline_survives_a_dead_phone_and_arrives(
    site: Site, lasting_phone: OpenPhone, tmp_path
) -> None:
    phone = lasting_phone()
    page = phone.new_page()
    sign_in(page)
    expect(page.locator(".visit-card")).to_contain_text("opens without network")

    phone.set_offline(True)
    page.goto(f"/visits/{site.field.visit}/form")
    expect(page.locator(".fill-store")).to_have_text("Nevsky 1")
    fill_everything(page)
    expect(page.locator(".save-state")).to_contain_text("Saved on this phone")
    kill(tmp_path / "phone")

    phone = lasting_phone()
    phone.set_offline(True)
    page = phone.new_page()
    page.goto("/visits")
    page.get_by_role("link", name="Nevsky 1").click()
    expect(page.locator(".fill-count")).to_have_text("answered 13 of 13")
    assert pictures(page) == 3
    expect(page.locator(".fill-last h2")).to_have_text("Everything is answered")
    page.get_by_role("button", name="Finish").click()
    expect(page.locator(".outbox-item")).to_contain_text("Waiting for network")

    phone.clear_cookies()  # a killed browser may have lost its newest cookies: the sign-in dies with the phone
    phone.set_offline(False)
    expect(page.locator(".outbox-item")).to_contain_text("Sign in to send")
    sign_in(page)
    expect(page.locator(".outbox-item")).to_contain_text("Sent · receipt № 1")
    with site.field.app.app_context():
        sent = db.session.scalars(select(Submission)).one()
        answers = json.loads(sent.body)["answers"]
        assert {
            code: {k: v for k, v in each.items() if k != "at"} for code, each in answers.items()
        } == VALUES
        assert sent.sealed_at
        assert sent.scorecard
        assert len(db.session.scalars(select(Evidence)).all()) == 3
