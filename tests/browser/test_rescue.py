"""The page that works when the form does not: everything on a phone is seen, saved, and deleted by hand only."""

import io
import json
import re
import zipfile
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPhone, Site
from tests.browser.imports import STATIC, needed_by
from tests.browser.kept import VISIT, draft, field_phone, keep, photo, sent, stored, unsent

pytestmark = pytest.mark.browser

NO_PICKER = "delete globalThis.showSaveFilePicker"
BREAK_THE_FORM = """async () => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      if (!/\\/js\\/(app\\.js|lib|elements)/.test(url)) continue;
      await cache.put(url, new Response('garbage (((', { headers: { 'Content-Type': 'text/javascript' } }));
    }
  }
}"""
STORED = """async ([user, store]) => {
  const db = await new Promise((done) => {
    const asked = indexedDB.open(`etalon-u${user}`);
    asked.onsuccess = () => done(asked.result);
  });
  const keys = await new Promise((done) => {
    const asked = db.transaction(store).objectStore(store).getAllKeys();
    asked.onsuccess = () => done(asked.result);
  });
  db.close();
  return keys;
}"""
(FIRST, FIRST_BYTES), (SECOND, SECOND_BYTES) = photo(1, "begun"), photo(2, "refused")
DRAFT, ITEM, SENT = draft("begun", [FIRST]), unsent("refused", [SECOND]), sent("done", unsent("done", []))
DAMAGED = {"id": "torn", "visit": 99, "answers": None, "scrap": [1, 2]}
CUT = {**unsent("cut", []), "body": '{"answers": {"COU', "title": "Nevsky 9"}


@pytest.fixture
def page(open_phone: OpenPhone) -> Page:
    """A phone without network whose form is broken: one visit begun, one refused, one sent, two rows damaged."""
    context = open_phone()
    context.add_init_script(NO_PICKER)
    page = context.new_page()
    field_phone(page)
    keep(page, ("drafts", DRAFT), ("outbox", ITEM), ("receipts", SENT), ("drafts", DAMAGED), ("outbox", CUT))
    keep(
        page,
        ("photos", stored(FIRST, FIRST_BYTES, "begun")),
        ("photos", stored(SECOND, SECOND_BYTES, "refused")),
    )
    keep(
        page,
        ("thumbs", {"id": FIRST["id"], "owner": "begun", "bytes": stored(FIRST, FIRST_BYTES, "")["bytes"]}),
    )
    page.evaluate(BREAK_THE_FORM)
    context.set_offline(True)
    page.goto("/rescue")
    return page


def item(page: Page, title: str) -> Any:
    return page.locator(".outbox-item").filter(has_text=title)


def saved(page: Page, button: Any) -> dict[str, bytes]:
    with page.expect_download() as download:
        button.click()
    with zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes())) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def keys(site: Site, page: Page, store: str) -> list[str]:
    return page.evaluate(STORED, [site.field.auditor, store])


def test_without_network_and_with_a_broken_form_everything_is_seen(page: Page) -> None:
    expect(page.locator("h2")).to_have_text(["Begun (2)", "Finished, not sent (2)", "Sent (1)"])
    begun = item(page, "Nevsky 1")
    expect(begun).to_contain_text(f"Visit № {VISIT} · answers: 3, photos: 1")
    begun.get_by_text("Open").click()
    for said in ("Тихо", "7 of 10", "Could not see"):
        expect(begun).to_contain_text(said)
    expect(begun.locator("img")).to_be_visible()
    assert begun.locator("img").evaluate("each => each.decode().then(() => each.naturalWidth)") == 320
    expect(begun.locator("input, textarea")).to_have_count(0)
    expect(item(page, "Nevsky 2")).to_contain_text("no longer allowed")
    expect(item(page, "Nevsky 3")).to_contain_text("Receipt № 1042")


def test_the_copy_holds_every_byte(site: Site, page: Page) -> None:
    copy = saved(page, page.get_by_role("button", name="Save everything"))
    assert json.loads(copy["drafts/begun.json"]) == DRAFT
    assert copy["unsent/refused.json"] == ITEM["body"].encode()
    assert json.loads(copy["unsent/refused.item.json"]) == {k: v for k, v in ITEM.items() if k != "body"}
    assert json.loads(copy["sent/done.json"]) == SENT
    assert copy[f"photos/{FIRST['id']}.jpg"] == FIRST_BYTES
    assert copy[f"photos/{SECOND['id']}.jpg"] == SECOND_BYTES
    manifest = json.loads(copy["manifest.json"])
    assert (manifest["format"], manifest["user"]) == (1, site.field.auditor)
    assert manifest["counts"] == {"drafts": 2, "unsent": 2, "sent": 1, "photos": 2}
    assert isinstance(json.loads(copy["log.json"]), list)


def test_what_cannot_be_read_is_said_and_saved_as_it_is(page: Page) -> None:
    torn, cut = item(page, "torn"), item(page, "Nevsky 9")
    for each in (torn, cut):
        expect(each).to_contain_text("Cannot be read")
        expect(each.get_by_text("Open", exact=True)).to_be_hidden()
    copy = saved(page, page.get_by_role("button", name="Save everything"))
    assert json.loads(copy["drafts/torn.json"]) == DAMAGED
    assert copy["unsent/cut.json"] == CUT["body"].encode()
    assert [each["id"] for each in json.loads(copy["manifest.json"])["unreadable"]] == ["torn", "cut"]


def test_the_copy_of_one_visit_holds_it_and_nothing_else(page: Page) -> None:
    copy = saved(page, item(page, "Nevsky 2").get_by_role("button", name="Save a copy"))
    photo_name = f"photos/{SECOND['id']}.jpg"
    assert set(copy) == {"unsent/refused.json", "unsent/refused.item.json", photo_name, "manifest.json"}


def test_where_a_place_can_be_chosen_the_copy_is_streamed_there(page: Page) -> None:
    page.evaluate(
        """() => { globalThis.showSaveFilePicker = async ({ suggestedName }) =>
          (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }) }"""
    )
    page.get_by_role("button", name="Save everything").click()
    expect(page.get_by_role("status")).to_contain_text("The copy is saved")
    written = page.evaluate(
        """async () => { for await (const file of (await navigator.storage.getDirectory()).values())
          return [...new Uint8Array(await (await file.getFile()).arrayBuffer())] }"""
    )
    with zipfile.ZipFile(io.BytesIO(bytes(written))) as archive:
        assert archive.read("unsent/refused.json") == ITEM["body"].encode()


def test_a_visit_is_deleted_only_after_its_number_was_typed(site: Site, page: Page) -> None:
    item(page, "Nevsky 1").get_by_role("button", name="Delete").click()
    dialog = page.get_by_role("dialog")
    deleting = dialog.get_by_role("button", name="Delete", exact=True)
    expect(dialog).to_contain_text(f"type {VISIT}")
    dialog.locator("input").fill(str(VISIT + 1))
    expect(deleting).to_be_disabled()
    dialog.locator("input").press("Enter")
    expect(dialog).to_have_count(0)
    assert "begun" in keys(site, page, "drafts")

    item(page, "Nevsky 1").get_by_role("button", name="Delete").click()
    dialog.locator("input").fill(str(VISIT))
    deleting.click()
    expect(item(page, "Nevsky 1")).to_have_count(0)
    assert keys(site, page, "drafts") == ["torn"]
    assert keys(site, page, "photos") == [SECOND["id"]]
    assert keys(site, page, "thumbs") == []
    copy = saved(page, page.get_by_role("button", name="Save everything"))
    assert any("drafts begun visit" in each["row"]["detail"] for each in json.loads(copy["log.json"]))


def test_of_a_sent_visit_the_receipt_always_stays(site: Site, page: Page) -> None:
    item(page, "Nevsky 3").get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").locator("input").fill(str(VISIT + 2))
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    expect(item(page, "Nevsky 3").get_by_role("button", name="Delete")).to_be_hidden()
    expect(item(page, "Nevsky 3")).to_contain_text("Receipt № 1042")
    assert keys(site, page, "receipts") == ["done"]


def test_the_page_needs_nothing_of_the_app() -> None:
    scripts = {name for name in needed_by("js/rescue.js") if name.startswith("js/")}
    assert len(scripts) > 3
    assert all(name == "js/rescue.js" or name.startswith("js/rescue/") for name in scripts), scripts


def test_the_page_has_every_text_its_scripts_ask_for(site: Site) -> None:
    page = site.field.app.test_client().get("/rescue").text
    blocks = re.findall(r'id="(?:rescue-)?words">(.*?)</script>', page, re.DOTALL)
    texts = json.loads(blocks[0]) | json.loads(blocks[1])
    scripts = [STATIC / name for name in needed_by("js/rescue.js") if name.startswith("js/")]
    asked = {key for script in scripts for key in re.findall(r"phrase\('(\w+)'", script.read_text())}
    assert {"visit", "unreadable", "attention"} < asked
    assert asked - set(texts) == set()
