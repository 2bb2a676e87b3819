"""The stopwatch: it counts on while the page sleeps or dies, is seen from other sections, and never counts backwards."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPhone, Site
from tests.browser.filling import card, turn
from tests.browser.tools import open_offline

pytestmark = pytest.mark.browser

SECONDS = '[type="number"]'


@pytest.fixture
def page(site: Site, open_phone: OpenPhone) -> Page:
    page = open_offline(site, open_phone)
    page.clock.install()
    page.reload()
    expect(page.locator("fill-form[data-ready]")).to_be_visible()
    turn(page)
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".save-state")).to_contain_text("Saved")
    return page


def set_clock_back(page: Page, seconds: int) -> None:
    """What a person does in the phone's settings: the time of day changes, the phone's own count of time does not."""
    page.evaluate("back => { const now = Date.now; Date.now = () => now() - back * 1000 }", seconds)


def test_a_sleeping_phone_loses_no_time(page: Page) -> None:
    page.clock.fast_forward(95_000)
    page.get_by_role("button", name="Stop").click()
    assert 95 <= int(card(page, "COU-04").locator(SECONDS).input_value()) <= 110


def test_a_running_stopwatch_is_seen_from_another_section_and_leads_back(page: Page) -> None:
    chip = page.locator(".fill-clocks button")
    expect(chip).to_be_hidden()
    turn(page, "Back")
    page.clock.fast_forward(62_000)
    expect(chip).to_contain_text("1:0")
    expect(chip).to_contain_text("Was question 04 asked?")
    page.reload()
    chip.click()
    expect(card(page, "COU-04")).to_be_focused()
    expect(chip).to_be_hidden()
    page.get_by_role("button", name="Stop").click()
    assert int(card(page, "COU-04").locator(SECONDS).input_value()) >= 62


@pytest.mark.parametrize("seconds", [30, 3_600])
def test_when_the_clock_was_set_back_the_seconds_are_entered_by_hand(page: Page, seconds: int) -> None:
    page.clock.fast_forward(60_000)
    set_clock_back(page, seconds)
    stop = page.get_by_role("button", name="Stop", exact=True)
    stop.click()
    place = card(page, "COU-04")
    expect(place.get_by_role("alert")).to_contain_text("enter the seconds by hand")
    expect(place.locator(SECONDS)).to_have_value("")
    expect(place.locator(SECONDS)).to_be_focused()
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    page.keyboard.type("60")
    expect(place.locator(".question-problem")).to_be_empty()
