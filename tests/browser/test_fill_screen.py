"""The form on the phone's screen: what it says, how it is used with keys, with a finger, on a low screen."""

import pytest
from playwright.sync_api import Page, expect

from app.db import db
from app.people.models import User
from app.visits import operations
from app.visits.models import Visit
from tests.browser.conftest import OpenPhone, Site, sign_in
from tests.browser.filling import VALUES, answer, card, take_photo, turn

pytestmark = pytest.mark.browser

OPTIONAL = {"COU-06", "COU-12"}
PLACED = "each => getComputedStyle(each).position"


@pytest.fixture
def page(site: Site, open_phone: OpenPhone) -> Page:
    page = open_phone().new_page()
    sign_in(page)
    open_form(site, page)
    return page


def open_form(site: Site, page: Page) -> None:
    page.goto(f"/visits/{site.field.visit}/form")
    expect(page.locator("fill-form[data-ready]")).to_be_visible()


def test_the_last_page_says_what_may_stay_open_and_leads_to_it(page: Page) -> None:
    while page.locator(".fill-last").count() == 0:
        for code in [each for each in VALUES if card(page, each).is_visible() and each not in OPTIONAL]:
            answer(page, code)
        for number, code in enumerate(("COU-01", "COU-10", "COU-11")):
            if card(page, code).is_visible():
                take_photo(page, code, number)
                expect(card(page, code).locator(".photos img")).to_have_count(1)
        turn(page)
    expect(page.locator(".fill-count")).to_have_text("answered 11 of 13")
    title = page.locator(".fill-last h2")
    expect(title).to_have_text("Everything required is answered; 2 optional questions left")
    expect(page.get_by_role("button", name="Finish")).to_be_enabled()
    expect(page.locator(".fill-open a")).to_have_count(2)
    page.locator(".fill-open a").first.click()
    expect(card(page, "COU-06")).to_be_focused()
    expect(card(page, "COU-06").locator(".question-problem")).to_be_empty()


def test_a_choice_is_made_with_the_arrow_keys_and_the_focus_is_seen(page: Page) -> None:
    choices = card(page, "COU-01").locator('.segmented input[type="radio"]')
    choices.first.focus()
    page.keyboard.press("Space")
    expect(choices.first).to_be_checked()
    page.keyboard.press("ArrowRight")
    expect(choices.nth(1)).to_be_checked()
    seen = choices.nth(1).evaluate("each => getComputedStyle(each.nextElementSibling).outlineStyle")
    assert seen == "solid"
    expect(page.locator(".save-state")).to_contain_text("Saved on this phone")


def test_a_drawn_signature_is_a_photo_of_the_draft(page: Page) -> None:
    place = card(page, "COU-11")
    while place.is_hidden():
        turn(page)
    keep = place.get_by_role("button", name="Keep the signature")
    keep.click()
    expect(place.locator(".photos img")).to_have_count(0)  # nothing drawn, nothing kept
    canvas = place.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 180, box["y"] + 110, steps=8)
    page.mouse.up()
    keep.click()
    expect(place.locator(".photos img")).to_have_count(1)
    page.reload()
    expect(place.locator(".photos img")).to_have_count(1)
    expect(page.locator(".fill-count")).to_have_text("answered 1 of 13")


def test_on_a_low_screen_the_header_makes_room(page: Page) -> None:
    header, bar = page.locator(".fill-header"), page.locator(".fill-bar")
    assert (header.evaluate(PLACED), bar.evaluate(PLACED)) == ("sticky", "sticky")
    page.set_viewport_size({"width": 640, "height": 500})
    assert (header.evaluate(PLACED), bar.evaluate(PLACED)) == ("static", "sticky")


def test_the_bar_says_where_the_answers_lie_before_anything_is_saved(site: Site, page: Page) -> None:
    expect(page.locator(".save-state")).to_have_text("Answers are kept on this phone")
    with site.field.app.app_context():
        visit = db.session.get_one(Visit, site.field.visit)
        auditor = db.session.get_one(User, site.field.auditor)
        operations.save_draft(visit, {"COU-01": {"value": "yes"}}, by=auditor)
        db.session.commit()
    without = page.context.browser.new_context(
        storage_state=page.context.storage_state(), java_script_enabled=False, base_url=site.address
    )
    plain = without.new_page()
    plain.goto(f"/visits/{site.field.visit}/form")
    expect(plain.locator(".save-state")).to_have_text("Kept on the server when you save")
    without.close()
    page.evaluate("async () => (await navigator.serviceWorker.getRegistration())?.unregister()")
    open_form(site, page)
    expect(page.locator(".save-state")).to_have_text("Taken from the server, kept on this phone")
