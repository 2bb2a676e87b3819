"""A photo that was taken is opened, marked, taken again, removed; a signature outlives a turn of the phone. No network."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPhone, Site
from tests.browser.filling import card, take_photo, turn
from tests.browser.tools import DRAFT, open_offline
from tests.sync.field import picture

pytestmark = pytest.mark.browser

STORED = """async () => {
  const [{ name }] = (await indexedDB.databases()).filter(({ name }) => name.startsWith('etalon-u'));
  const db = await new Promise((done) => { const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result); });
  const keys = (store) => new Promise((done) => {
    const asked = db.transaction(store).objectStore(store).getAllKeys();
    asked.onsuccess = () => done(asked.result);
  });
  return { photos: await keys('photos'), thumbs: await keys('thumbs') };
}"""
RED = """async (image) => {
  await image.decode();
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
  const brush = canvas.getContext('2d');
  brush.drawImage(image, 0, 0);
  const { data } = brush.getImageData(0, 0, canvas.width, canvas.height);
  let red = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at] > 190 && data[at + 1] < 60) red += 1;
  return red;
}"""


@pytest.fixture
def page(site: Site, open_phone: OpenPhone) -> Page:
    page = open_offline(site, open_phone)
    take_photo(page, "COU-01", 1)
    expect(card(page, "COU-01").locator(".photos img")).to_have_count(1)
    return page


def opened(page: Page) -> Locator:
    page.get_by_role("button", name="Open photo 1").click()
    dialog = page.get_by_role("dialog", name="Photo 1")
    expect(dialog.locator("img")).to_be_visible()
    return dialog


def photos(page: Page) -> list[dict]:
    return page.evaluate(DRAFT)["photos"]


def draw(page: Page, canvas: Locator) -> None:
    box = canvas.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.3)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.6, steps=6)
    page.mouse.up()


@pytest.mark.parametrize("shape", ["Arrow", "Circle", "Line"])
def test_a_drawn_mark_is_the_photo_from_then_on(page: Page, shape: str) -> None:
    [before] = photos(page)
    dialog = opened(page)
    assert dialog.locator("img").evaluate(RED) == 0
    dialog.get_by_role("button", name="Draw a mark").click()
    dialog.get_by_role("radio", name=shape).check()
    expect(dialog.get_by_role("button", name="Keep the mark")).to_be_disabled()
    draw(page, dialog.locator("canvas"))
    dialog.get_by_role("button", name="Keep the mark").click()
    expect(dialog.get_by_role("button", name="Draw a mark")).to_be_focused()
    [after] = photos(page)
    assert after["id"] != before["id"] and after["sha256"] != before["sha256"]
    assert (after["taken_at"], after["question"]) == (before["taken_at"], before["question"])
    assert page.evaluate(STORED) == {"photos": [after["id"]], "thumbs": [after["id"]]}
    assert dialog.locator("img").evaluate(RED) > 100
    page.reload()
    assert opened(page).locator("img").evaluate(RED) > 100


def test_a_mark_is_made_with_the_keyboard_alone(page: Page) -> None:
    dialog = opened(page)
    dialog.get_by_role("button", name="Draw a mark").focus()
    page.keyboard.press("Enter")
    expect(dialog.locator("canvas")).to_be_focused()
    for key in ("Enter", "ArrowRight", "ArrowDown", "+"):
        page.keyboard.press(key)
    dialog.get_by_role("button", name="Keep the mark").focus()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("button", name="Draw a mark")).to_be_focused()
    assert dialog.locator("img").evaluate(RED) > 100


def test_escape_leaves_the_drawing_and_then_the_photo_as_it_was(page: Page) -> None:
    [before] = photos(page)
    dialog = opened(page)
    dialog.get_by_role("button", name="Draw a mark").click()
    draw(page, dialog.locator("canvas"))
    dialog.get_by_role("button", name="Undo").click()
    expect(dialog.get_by_role("button", name="Keep the mark")).to_be_disabled()
    page.keyboard.press("Escape")
    expect(dialog.get_by_role("button", name="Draw a mark")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Open photo 1")).to_be_focused()
    assert photos(page) == [before]


def test_a_photo_taken_again_takes_the_place_of_the_first(page: Page) -> None:
    [before] = photos(page)
    dialog = opened(page)
    file = {"name": "image.jpg", "mimeType": "image/jpeg", "buffer": picture(7)}
    dialog.locator(".photo-input").set_input_files(file)
    expect(dialog).not_to_have_attribute("aria-busy", "true")
    page.wait_for_function(
        "async old => (document.querySelector('fill-form').draft.row.photos[0].id) !== old", arg=before["id"]
    )
    [after] = photos(page)
    assert page.evaluate(STORED) == {"photos": [after["id"]], "thumbs": [after["id"]]}
    dialog.locator(".photo-input").set_input_files({**file, "buffer": b"no photo"})
    expect(dialog.get_by_role("alert")).to_contain_text("not a photo that this phone can read")
    assert photos(page) == [after]


def test_a_removed_photo_leaves_nothing_behind(page: Page) -> None:
    opened(page).get_by_role("button", name="Remove").click()
    expect(card(page, "COU-01").locator(".photos img")).to_have_count(0)
    assert photos(page) == []
    assert page.evaluate(STORED) == {"photos": [], "thumbs": []}


def test_a_signature_begun_stays_when_the_phone_is_turned(page: Page) -> None:
    turn(page)
    turn(page)
    place = card(page, "COU-11")
    expect(place.get_by_text("Or sign on paper")).to_be_visible()
    canvas = place.locator("canvas")
    canvas.scroll_into_view_if_needed()
    draw(page, canvas)
    page.set_viewport_size({"width": 740, "height": 360})
    page.wait_for_function("() => document.querySelector('canvas').width > 900")
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_function("() => document.querySelector('canvas').width < 900")
    place.get_by_role("button", name="Keep the signature").click()
    expect(place.locator(".photos img")).to_have_count(1)
