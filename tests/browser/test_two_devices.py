"""Two phones fill in one visit, neither knowing of the other: nothing is lost, and a reviewer chooses."""

import pytest
from playwright.sync_api import Page, expect

from app.db import db
from app.people.models import User
from app.people.passwords import hash_password
from app.visits.models import Visit
from tests.browser.conftest import OpenPhone, Site, sign_in
from tests.browser.filling import VALUES, card
from tests.browser.test_offline_journey import fill_everything
from tests.sync.field import PASSWORD

pytestmark = pytest.mark.browser

POOR = {"COU-01": {"value": "no"}, "COU-02": {"value": 1}}


def finish_offline(site: Site, page: Page) -> None:
    sign_in(page)
    expect(page.locator(".visit-card")).to_contain_text("opens without network")
    page.context.set_offline(True)
    page.goto(f"/visits/{site.field.visit}/form")
    expect(card(page, "COU-01")).to_be_visible()
    fill_everything(page)
    page.get_by_role("button", name="Finish").click()
    expect(page.locator(".outbox-item")).to_contain_text("Waiting for network")


def arrive(page: Page, receipt: int) -> None:
    page.context.set_offline(False)
    expect(page.locator(".outbox-item")).to_contain_text(f"Sent · receipt № {receipt}")


def reviewer_of(site: Site) -> None:
    with site.field.app.app_context():
        more = {"role": "reviewer", "language": "en", "password_hash": hash_password(PASSWORD)}
        db.session.add(User(email="reviewer@example.com", name="Rita", **more))
        db.session.commit()


def test_both_arrive_and_the_reviewer_chooses_the_first(
    site: Site, open_phone: OpenPhone, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = open_phone().new_page(), open_phone().new_page()
    finish_offline(site, first)
    for code, answer in POOR.items():
        monkeypatch.setitem(VALUES, code, answer)
    finish_offline(site, second)
    arrive(first, 1)
    arrive(second, 2)

    reviewer_of(site)
    desk = open_phone(viewport={"width": 1280, "height": 800}).new_page()
    sign_in(desk, "reviewer")
    desk.goto(f"/reviews/{site.field.visit}")
    expect(desk.locator("main")).to_contain_text("2 submissions came for this visit")
    desk.get_by_role("link", name="Compare and choose").click()
    differing = desk.locator("section[aria-labelledby=different] tbody tr")
    expect(differing).to_have_count(len(POOR))
    expect(differing.first).to_contain_text("differs")
    expect(differing.first.locator("td img")).to_have_count(2)
    desk.get_by_role("button", name="Let № 1 count").click()
    expect(desk.locator(".notices")).to_contain_text("Submission № 1 counts. The others are kept.")
    desk.get_by_role("button", name="Approve").click()
    expect(desk.locator(".notices")).to_contain_text("is approved")
    with site.field.app.app_context():
        visit = db.session.get_one(Visit, site.field.visit)
        chosen, other = visit.submissions
        assert (visit.state, visit.submission, visit.scorecard) == ("approved", chosen, chosen.scorecard)
        assert chosen.scorecard.score != other.scorecard.score
