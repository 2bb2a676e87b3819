"""A voice note where its form is not: on another device that goes on, and on the rescue page and in its copy."""

import hashlib
import io
import zipfile

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPhone, Site, sign_in
from tests.browser.filling import card
from tests.browser.kept import keep, sent, stored, unsent
from tests.browser.speaking import NOTES, let_speak, record
from tests.browser.test_backup import open_form, until_copied
from tests.browser.test_rescue import NO_PICKER
from tests.sync.voice import WEBM, voice

pytestmark = pytest.mark.browser
PLAYED = "() => document.querySelector('audio')?.currentTime > 0"


@pytest.fixture
def page(site: Site, open_speaking_phone: OpenPhone) -> Page:
    """A form with a voice note to its first question."""
    let_speak(site)
    phone = open_speaking_phone()
    phone.add_init_script(NO_PICKER)
    page = open_form(site, phone)
    record(page, "COU-01")
    return page


def test_another_device_that_goes_on_can_play_it(site: Site, page: Page, open_phone: OpenPhone) -> None:
    [recorded] = page.evaluate(NOTES)
    until_copied(site, page, [(0, 1)])
    second = open_phone().new_page()
    sign_in(second)
    second.get_by_role("button", name="Go on here").click()
    second.get_by_role("dialog").get_by_role("button", name="Go on here").click()
    second.wait_for_url("**/form")
    card(second, "COU-01").get_by_role("button", name="Listen").click()
    second.wait_for_function(PLAYED)
    [taken_over] = second.evaluate(NOTES)
    assert taken_over == {**recorded, "id": taken_over["id"]} and taken_over["id"] != recorded["id"]


def test_the_rescue_page_plays_it_and_its_copy_holds_it(page: Page) -> None:
    [recorded] = page.evaluate(NOTES)
    page.goto("/rescue")
    item = page.locator(".outbox-item")
    expect(item).to_contain_text("answers: 0, photos: 0 · voice notes: 1")
    item.locator("summary").click()
    expect(item.locator("audio")).to_be_visible()
    item.locator("audio").evaluate("audio => audio.play()")
    page.wait_for_function(PLAYED)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save everything").click()
    with zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes())) as archive:
        content = archive.read(f"photos/{recorded['id']}.webm")
    assert hashlib.sha256(content).hexdigest() == recorded["sha256"]


def test_a_visit_that_was_sent_back_begins_with_the_note_that_was_sent(
    site: Site, open_phone: OpenPhone
) -> None:
    let_speak(site)
    page = open_phone().new_page()
    sign_in(page)
    expect(page.locator(".visit-card")).to_contain_text("opens without network")
    note = {**voice(seconds=42), "id": "sent-note"}
    item = unsent("sent", [note], site.field.visit)
    receipt = {**sent("sent", item), "visit": site.field.visit}
    keep(page, ("receipts", receipt), ("photos", {**stored(note, WEBM, "sent"), "mime": "audio/webm"}))
    page.goto(f"/visits/{site.field.visit}/form")
    expect(page.locator("fill-form[data-ready]")).to_be_visible()
    expect(card(page, "COU-01").locator("li[data-voice]")).to_contain_text("Voice note, 0:42")
    [begun] = page.evaluate(NOTES)
    assert begun["id"] != "sent-note" and (begun["size"], begun["thumb"]) == (len(WEBM), False)
