"""A shopper fills a mystery visit in the shop, and whoever looks at the phone sees a page of notes."""

import json

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.config import ROOT
from app.db import db
from app.visits.models import Submission
from tests.browser.conftest import OpenPhone, Site, sign_in
from tests.browser.covert import SCENARIO, give_mystery_visit, tap_open
from tests.browser.filling import card

pytestmark = pytest.mark.browser

TELLING = ("Nevsky", "Etalon", "Cashier", "question", "bolt", "Scenario", "answered")
WATCH = """
  globalThis.seen = [];
  const look = () => {
    if (document.body?.checkVisibility()) seen.push(document.body.innerText);
    requestAnimationFrame(look);
  };
  look();
"""
SHOW = """state => {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}"""
HIDE_IN_MS = """() => {
  const [form, cover] = ['fill-form form', '.cover'].map(each => document.querySelector(each));
  const start = performance.now();
  document.querySelector('.cover-hide').click();
  const hidden = !form.checkVisibility() && cover.checkVisibility();
  return hidden ? performance.now() - start : Infinity;
}"""
DAMAGE = """async () => {
  const { write } = await import(document.querySelector('script[type=module]').src.replace('built/js/app.js', 'js/lib/store.js'));
  await write('drafts', async ({ store }) => {
    for (const row of await store.getAll()) await store.put({ ...row, answers: null });
  });
}"""
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text()


@pytest.fixture
def page(site: Site, open_phone: OpenPhone) -> Page:
    """The list of visits of a shopper whose mystery visit lies on the phone."""
    give_mystery_visit(site)
    page = open_phone(bypass_csp=True).new_page()
    sign_in(page, "shopper")
    expect(page.locator(".visit-card")).to_contain_text("opens without network")
    return page


def open_notes(page: Page) -> None:
    page.get_by_role("link", name="Nevsky 1").click()
    expect(page.locator("fill-form[data-ready]")).to_be_attached()


def expect_notes(page: Page) -> None:
    """Nothing but the notes is there for the eye and the ear."""
    expect(page.get_by_role("textbox", name="Notes")).to_be_visible()
    expect(page).to_have_title("Notes")
    assert page.locator("link[rel=icon]").get_attribute("href") == "data:,"
    told = page.locator("body").inner_text() + page.locator("body").aria_snapshot()
    assert [word for word in TELLING if word in told] == []


@pytest.mark.parametrize("worker", ["allow", "block"])
def test_from_the_first_picture_on_only_notes_are_seen(
    site: Site, open_phone: OpenPhone, worker: str
) -> None:
    visit = give_mystery_visit(site)
    phone = open_phone(service_workers=worker)
    page = phone.new_page()
    sign_in(page, "shopper")
    if worker == "allow":
        expect(page.locator(".visit-card")).to_contain_text("opens without network")
        phone.set_offline(True)
    page.add_init_script(WATCH)
    page.goto(f"/visits/{visit}/form")
    expect(page.locator("fill-form[data-ready]")).to_be_attached()
    expect_notes(page)
    seen = page.evaluate("seen")
    assert [word for word in TELLING if any(word in each for each in seen)] == []


def test_three_taps_on_the_title_open_the_form_and_two_do_not(page: Page) -> None:
    expect(page.locator(".visit-card-covert")).to_contain_text("Three taps")  # said before it is needed
    open_notes(page)
    for _tap in range(2):
        page.locator(".cover h1").tap()
    expect_notes(page)
    page.wait_for_timeout(1300)
    tap_open(page)
    expect(page.locator(".cover")).to_be_hidden()
    expect(page).to_have_title("Notes")
    page.get_by_text("Scenario").click()
    expect(page.get_by_text(SCENARIO)).to_be_visible()
    page.goto("/visits")
    expect(page.locator(".visit-card")).to_contain_text("opens without network")
    expect(page.get_by_text("Three taps")).to_be_hidden()


@pytest.mark.parametrize("worker", ["allow", "block"])
def test_a_form_that_cannot_be_opened_says_so_in_place_of_the_notes(
    site: Site, open_phone: OpenPhone, worker: str
) -> None:
    visit = give_mystery_visit(site)
    page = open_phone(service_workers=worker).new_page()
    sign_in(page, "shopper")
    if worker == "allow":
        expect(page.locator(".visit-card")).to_contain_text("opens without network")
    page.goto(f"/visits/{visit}/form")
    page.get_by_role("textbox", name="Notes").fill("Milk")
    expect(page.locator(".cover-state")).to_contain_text("Saved on this phone")
    page.evaluate(DAMAGE)
    page.goto(f"/visits/{visit}/form")
    expect(page.get_by_text("This form cannot be opened on this phone")).to_be_visible()


def test_the_keyboard_opens_the_form_in_two_steps_and_escape_hides_it(page: Page) -> None:
    open_notes(page)
    more = page.get_by_role("button", name="More")
    expect(page.get_by_role("button", name="Open the form")).to_be_hidden()
    more.focus()
    page.keyboard.press("Enter")
    expect(more).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".fill-section h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect_notes(page)
    expect(page.get_by_role("textbox", name="Notes")).to_be_focused()
    expect(more).to_have_attribute("aria-expanded", "false")


def test_hiding_is_at_once_and_what_was_just_typed_is_kept(page: Page) -> None:
    open_notes(page)
    tap_open(page)
    card(page, "COU-06").locator("textarea").fill("A quiet shop")
    assert page.evaluate(HIDE_IN_MS) < 100
    expect_notes(page)
    expect(page.get_by_role("textbox", name="Notes")).to_be_focused()
    expect(page.locator(".cover-state")).to_contain_text("Saved on this phone")
    page.reload()
    expect_notes(page)
    tap_open(page)
    expect(card(page, "COU-06").locator("textarea")).to_have_value("A quiet shop")


def test_two_fingers_twice_hide_the_form(page: Page) -> None:
    open_notes(page)
    tap_open(page)
    touch = page.context.new_cdp_session(page)
    fingers = [{"x": 100, "y": 400, "id": 1}, {"x": 200, "y": 400, "id": 2}]
    for _tap in range(2):
        touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": fingers})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect_notes(page)


def test_another_app_in_front_hides_it_and_half_a_minute_later_it_stays_hidden(page: Page) -> None:
    open_notes(page)
    tap_open(page)
    page.evaluate(SHOW, "hidden")
    expect_notes(page)
    page.evaluate(SHOW, "visible")
    expect(page.locator(".fill-header")).to_be_visible()
    page.evaluate(SHOW, "hidden")
    page.evaluate("const at = Date.now(); Date.now = () => at + 31_000")
    page.evaluate(SHOW, "visible")
    expect_notes(page)


def test_the_notes_are_kept_offered_to_the_story_and_sent(site: Site, page: Page) -> None:
    open_notes(page)
    notes = page.get_by_role("textbox", name="Notes")
    notes.fill("At the door nobody.")
    page.get_by_role("button", name="Price").click()
    page.keyboard.type("99")
    expect(page.locator(".cover-state")).to_contain_text("Saved on this phone")
    page.reload()
    expect(notes).to_have_value("At the door nobody.\nPrice: 99")
    tap_open(page)
    page.get_by_role("button", name="Put the notes into the answer").click()
    expect(card(page, "COU-06").locator("textarea").last).to_have_value("At the door nobody.\nPrice: 99")
    expect(page.locator(".save-state")).to_contain_text("Saved on this phone")
    page.evaluate("document.querySelector('fill-form').finish()")
    expect(page.locator(".outbox-item")).to_contain_text("Sent · receipt № 1")
    with site.field.app.app_context():
        body = json.loads(db.session.scalars(select(Submission)).one().body)
    assert body["notes"] == "At the door nobody.\nPrice: 99"
    assert body["answers"]["COU-06"]["value"] == "At the door nobody.\nPrice: 99"


def test_axe_finds_nothing_on_the_notes_and_on_the_form(page: Page) -> None:
    open_notes(page)
    for opened in (False, True):
        if opened:
            tap_open(page)
        page.evaluate(AXE)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [(each["id"], each["nodes"][0]["target"]) for each in found] == []


def test_an_audit_has_no_notes_in_front(site: Site, open_phone: OpenPhone) -> None:
    page = open_phone().new_page()
    sign_in(page)
    page.goto(f"/visits/{site.field.visit}/form")
    expect(page.locator("fill-form[data-ready] .fill-header")).to_be_visible()
    expect(page.locator(".cover, .cover-hide")).to_have_count(0)


def test_without_a_script_the_form_is_there_and_says_what_it_lacks(site: Site, open_phone: OpenPhone) -> None:
    visit = give_mystery_visit(site)
    page = open_phone(java_script_enabled=False).new_page()
    sign_in(page, "shopper")
    page.goto(f"/visits/{visit}/form")
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("noscript p")).to_contain_text("With scripts switched on")
    expect(page.get_by_role("button", name="Finish and send")).to_be_visible()
    expect(page.locator(".cover")).to_be_hidden()
