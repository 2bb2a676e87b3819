"""The position on the phone: asked with a reason, given with a tap or refused, and sent with the visit. No network."""

import pytest
from playwright.sync_api import Page, expect

from app.db import db
from app.visits.models import Visit
from app.waves.models import Wave
from tests.browser.conftest import OpenPhone, Site
from tests.browser.tools import DRAFT, open_offline
from tests.days import today

pytestmark = pytest.mark.browser

PLACE = {"latitude": 59.93428, "longitude": 30.3351, "accuracy": 34.6}
FROZEN = """async () => {
  const form = document.querySelector('fill-form');
  const item = await form.draft.finish();
  return JSON.parse(item.body);
}"""


@pytest.fixture
def asking(site: Site) -> Site:
    """The auditor's visit belongs to a wave that asks for the position."""
    with site.field.app.app_context():
        day = today()
        wave = Wave(name="W", purpose="p", notice="n", starts_on=day, ends_on=day, asks_position=True)
        db.session.get_one(Visit, site.field.visit).wave = wave
        db.session.commit()
    return site


def last_page(page: Page) -> None:
    page.evaluate(
        "async () => { const { pages } = document.querySelector('fill-form'); await pages.turn(pages.end) }"
    )


def test_given_with_a_tap_it_is_sent_with_the_visit(asking: Site, open_phone: OpenPhone) -> None:
    page = open_offline(asking, open_phone, geolocation=PLACE, permissions=["geolocation"])
    start = page.get_by_role("region", name="Position at the start")
    start.get_by_role("button", name="Give it", exact=True).click()
    expect(start.get_by_role("status")).to_have_text("Kept: the phone knows it to 35 m.")
    page.reload()
    expect(page.locator("fill-form[data-ready]")).to_be_visible()
    last_page(page)
    expect(start).to_have_count(0)  # once is enough
    end = page.get_by_role("region", name="Position at the end")
    end.get_by_role("button", name="Do not give it").click()
    expect(end.get_by_role("status")).to_contain_text("goes on without it")
    sent = page.evaluate(FROZEN)["position"]
    assert (sent["start"]["lat"], sent["start"]["lon"], sent["start"]["accuracy_m"]) == tuple(PLACE.values())
    assert sent["finish"]["why"] == "refused" and "lat" not in sent["finish"]


def test_a_phone_that_may_not_tell_keeps_nobody_from_going_on(asking: Site, open_phone: OpenPhone) -> None:
    page = open_offline(asking, open_phone)
    start = page.get_by_role("region", name="Position at the start")
    start.get_by_role("button", name="Give it", exact=True).click()
    expect(start.get_by_role("status")).to_contain_text("goes on without it")
    assert page.evaluate(DRAFT)["position"]["start"]["why"] in ("refused", "unavailable")
    assert "position" in page.evaluate(FROZEN)


def test_where_the_programme_does_not_ask_nothing_is_asked(site: Site, open_phone: OpenPhone) -> None:
    page = open_offline(site, open_phone, geolocation=PLACE, permissions=["geolocation"])
    expect(page.get_by_role("button", name="Unanswered: to the next question")).to_be_enabled()
    last_page(page)
    expect(page.locator(".position")).to_have_count(0)
    assert "position" not in page.evaluate(FROZEN)
