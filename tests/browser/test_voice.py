"""Voice notes: recorded without network, listened to, taken back, and never lost when something comes between."""

import hashlib

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.db import db
from app.storage import storage
from app.visits.models import Evidence
from tests.browser.conftest import OpenPhone, Site
from tests.browser.covert import give_mystery_visit, tap_open
from tests.browser.filling import card, turn
from tests.browser.speaking import NOTES, let_speak, open_more, record, speak
from tests.browser.tools import open_offline

pytestmark = pytest.mark.browser
# The phone's disk is full, as far as photos and voice notes go.
FULL = """() => {
  const { add } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.add = function (...row) {
    if (this.name !== 'photos') return add.apply(this, row);
    throw new DOMException('The disk is full', 'QuotaExceededError');
  };
  globalThis.restoreSpace = () => { IDBObjectStore.prototype.add = add; };
}"""
PLAYING = "audio => audio?.currentTime > 0"


@pytest.fixture
def page(site: Site, open_speaking_phone: OpenPhone) -> Page:
    """The form of a programme that allows voice notes, opened without network."""
    let_speak(site)
    return open_offline(site, open_speaking_phone)


def test_it_is_recorded_without_network_kept_and_sent_byte_for_byte(site: Site, page: Page) -> None:
    record(page, "COU-01")
    page.reload()
    expect(page.locator("fill-form[data-ready]")).to_be_visible()
    [kept] = page.evaluate(NOTES)
    assert kept["size"] > 1000 and kept["seconds"] >= 2 and kept["mime"] == "audio/webm"
    assert (kept["question"], kept["thumb"]) == ("COU-01", False)
    card(page, "COU-01").get_by_role("button", name="Listen").click()
    page.wait_for_function(f"() => ({PLAYING})(document.querySelector('.voice-field audio'))")
    expect(card(page, "COU-01").locator(".photos img")).to_have_count(0)
    assert page.evaluate("document.querySelector('fill-form').photosOf({ id: 'COU-01' })") == 0
    page.evaluate("document.querySelector('fill-form').finish()")
    expect(page.locator(".outbox-item").first).to_contain_text("voice notes: 1")
    page.context.set_offline(False)
    expect(page.locator(".outbox-item").first).to_contain_text("receipt")
    with site.field.app.app_context():
        arrived = db.session.scalars(select(Evidence).where(Evidence.uuid == kept["id"])).one()
        assert (arrived.kind, arrived.seconds) == ("voice", kept["seconds"])
        assert hashlib.sha256(storage().get(arrived.key)).hexdigest() == kept["sha256"]


def test_a_note_taken_back_can_be_put_back(page: Page) -> None:
    record(page, "COU-01")
    [before] = page.evaluate(NOTES)
    card(page, "COU-01").get_by_role("button", name="Remove").click()
    expect(card(page, "COU-01").get_by_text("The voice note is removed.")).to_be_visible()
    assert page.evaluate(NOTES) == []
    card(page, "COU-01").get_by_role("button", name="Undo").click()
    expect(card(page, "COU-01").locator("[data-voice]")).to_have_count(1)
    assert page.evaluate(NOTES) == [before]


def test_turning_the_page_ends_it_and_keeps_what_was_said(page: Page) -> None:
    speak(page, "COU-01")
    turn(page)
    page.wait_for_function("() => document.querySelector('fill-form').draft.row.photos.length === 1")
    turn(page, "Back")
    expect(card(page, "COU-01").locator("[data-voice]")).to_have_count(1)
    expect(card(page, "COU-01").get_by_role("button", name="Record a voice note")).to_be_visible()


def test_finishing_at_once_loses_nothing_that_is_still_being_kept(page: Page) -> None:
    speak(page, "COU-01")
    said = page.evaluate(
        """async () => {
          document.querySelector('.voice-stop').click();
          const item = await document.querySelector('fill-form').draft.finish();
          return JSON.parse(item.body).photos.map(({ kind }) => kind);
        }"""
    )
    assert said == ["voice"]


def test_a_note_that_the_phone_does_not_keep_waits_until_it_does(page: Page) -> None:
    page.evaluate(FULL)
    speak(page, "COU-01")
    place = card(page, "COU-01")
    place.get_by_role("button", name="Stop the recording").click()
    expect(place.get_by_role("alert")).to_contain_text("could not be kept")
    assert page.evaluate(NOTES) == []
    page.evaluate("restoreSpace()")
    place.get_by_role("button", name="Keep it now").click()
    expect(place.locator("[data-voice]")).to_have_count(1)
    assert page.evaluate(NOTES)[0]["size"] > 1000
    expect(place.locator(".question-problem")).to_have_text("")


def test_a_phone_that_may_not_listen_says_so_and_loses_nothing(site: Site, open_phone: OpenPhone) -> None:
    let_speak(site)
    page = open_offline(site, open_phone)
    open_more(page, "COU-01")
    page.locator('[name="COU-01.comment"]').fill("Typed before")
    card(page, "COU-01").get_by_role("button", name="Record a voice note").click()
    expect(card(page, "COU-01").get_by_role("alert")).to_contain_text("microphone")
    expect(card(page, "COU-01").get_by_role("button", name="Record a voice note")).to_be_enabled()
    assert page.locator('[name="COU-01.comment"]').input_value() == "Typed before"
    page.evaluate("delete globalThis.MediaRecorder")
    card(page, "COU-01").get_by_role("button", name="Record a voice note").click()
    expect(card(page, "COU-01").get_by_role("alert")).to_contain_text("This browser cannot record sound")


def test_where_the_programme_does_not_allow_it_nothing_offers_it(site: Site, open_phone: OpenPhone) -> None:
    page = open_offline(site, open_phone)
    expect(page.get_by_role("button", name="Unanswered: to the next question")).to_be_enabled()
    expect(page.locator(".voice-field")).to_have_count(0)


def test_the_notes_in_front_of_a_covert_form_never_offer_it_and_hiding_ends_it(
    site: Site, open_speaking_phone: OpenPhone
) -> None:
    number = give_mystery_visit(site)
    let_speak(site, number)
    page = open_speaking_phone().new_page()
    page.goto("/sign-in?next=/visits")
    page.fill("[name=email]", "shopper@example.com")
    page.fill("[name=password]", "correct horse battery")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/visits")
    page.goto(f"/visits/{number}/form")
    expect(page.locator(".voice-field").first).to_be_attached()
    expect(page.locator(".voice-field").first).to_be_hidden()
    expect(page.get_by_role("button", name="voice", exact=False)).to_have_count(0)
    tap_open(page)
    speak(page, page.locator(".question").first.get_attribute("data-question"))
    page.keyboard.press("Escape")
    expect(page.locator(".cover")).to_be_visible()
    page.wait_for_function("() => document.querySelector('fill-form').draft.row.photos.length === 1")
    expect(page.locator("li[data-voice] button").first).to_be_hidden()
