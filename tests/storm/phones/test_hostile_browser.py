"""A browser that has little and takes away what it gave: no storage manager, no locks, no Blobs kept, connections killed."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import OpenPhone, Site
from tests.browser.filling import answer, card, take_photo, turn
from tests.browser.phone import CLOSED
from tests.storm.counts import count
from tests.storm.phones.work import enter, held, make, manifest, open_form, run, whole

pytestmark = pytest.mark.browser

# As WebKit in a private window, and older: what is missing there is missing here; every connection is remembered.
HOSTILE = """
  for (const name of ['storage', 'locks']) delete Navigator.prototype[name];
  for (const name of ['BroadcastChannel', 'requestIdleCallback']) delete globalThis[name];
  const holds = (value) => value instanceof Blob
    || (value && Object.getPrototypeOf(value) === Object.prototype && Object.values(value).some(holds));
  for (const name of ['put', 'add']) {
    const keep = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (...row) {
      if (holds(row[0])) throw new DOMException('a Blob', 'DataCloneError');
      return keep.apply(this, row);
    };
  }
  globalThis.connections = new Set();
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...which) {
    connections.add(this);
    return transaction.apply(this, which);
  };
"""
KILL = """(word) => {
  for (const each of connections) {
    each.close();
    if (word) each.dispatchEvent(new Event('close'));
  }
  connections.clear();
}"""


def test_the_whole_journey_in_a_hostile_browser_whose_connections_die(
    site: Site, open_phone: OpenPhone
) -> None:
    phone = open_phone()
    phone.add_init_script(HOSTILE)
    page = enter(site, phone)
    open_form(page, site.field.visit)
    for word in (False, True):  # killed without a word, and with a "close" event
        page.evaluate(KILL, word)
        card(page, "COU-02").locator(f'[value="value:{2 if word else 3}"]').check()
        expect(page.locator(".save-state")).to_contain_text("Saved on this phone")
        page.evaluate(KILL, word)
        before = page.locator("#q-COU-01 .photos img").count()
        take_photo(page, "COU-01", before)
        expect(page.locator("#q-COU-01 .photos img")).to_have_count(before + 1)
    phone.set_offline(True)
    page.reload()
    expect(card(page, "COU-02").locator('[value="value:2"]')).to_be_checked()
    expect(page.locator("#q-COU-01 .photos img")).to_have_count(2)
    whole(held(page))
    page.evaluate("document.querySelector('fill-form').finish()")
    expect(page.locator(".outbox-item")).to_contain_text("Waiting for network")
    phone.set_offline(False)
    expect(page.locator(".outbox-item")).to_contain_text("Sent · receipt № 1")
    assert [len(photos) for photos in manifest(site).values()] == [2]


def test_many_drafts_with_photos_are_kept_opened_and_kept_again(site: Site, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/visits")
    expect(page.locator("device-chips")).to_be_attached()
    drafts, photos = count(4, 30), count(2, 5)
    for _again in range(2):
        for visit in range(1000, 1000 + drafts):
            make(page, visit, photos=photos, finish=False)
    found = held(page)
    whole(found)
    assert len(found["drafts"]) == drafts
    assert {len(each["photos"]) for each in found["drafts"]} == {2 * photos}


@pytest.mark.parametrize("offline", [False, True], ids=["with network", "without network"])
def test_a_database_that_does_not_open_is_never_deleted_and_rescue_is_offered(
    site: Site, phone: BrowserContext, offline: bool
) -> None:
    page = phone.new_page()
    page.goto("/visits")
    expect(page.locator("device-chips")).to_be_attached()
    make(page, site.field.visit, finish=False)
    broken: Page = phone.new_page()
    broken.add_init_script(CLOSED)
    phone.set_offline(offline)
    broken.goto(f"/visits/{site.field.visit}/form")
    told = broken.get_by_role("alert").filter(has_text="Nothing is deleted")
    expect(told).to_be_visible()
    expect(told.get_by_role("link", name="Open Rescue")).to_be_visible()
    expect(broken.locator(".question input:enabled")).to_have_count(0)
    assert broken.evaluate("globalThis.deleted") is None
    assert len(held(page)["drafts"]) == 1


@pytest.mark.parametrize("worker", ["allow", "block"], ids=["from the phone", "from the server"])
def test_a_draft_that_cannot_be_read_is_never_opened_as_an_empty_form(
    site: Site, open_phone: OpenPhone, worker: str
) -> None:
    page = enter(site, open_phone(service_workers=worker), along=worker == "allow")
    expect(page.locator("device-chips")).to_be_attached()
    make(page, site.field.visit, finish=False)
    run(
        page,
        """const { write } = await lib('store');
        await write('drafts', async ({ store }) => {
          const [row] = await store.getAll();
          await store.put({ ...row, answers: null });
        });""",
    )
    page.goto(f"/visits/{site.field.visit}/form")
    expect(page.get_by_text("This form cannot be opened on this phone")).to_be_visible()
    expect(page.locator(".question")).to_have_count(0)
    assert held(page)["drafts"][0]["answers"] is None, "left as it is, for Rescue"


def test_a_phone_that_shows_a_form_changes_nothing_by_itself(site: Site, phone: BrowserContext) -> None:
    page = open_form(phone.new_page(), site.field.visit)
    turn(page)
    page.reload()
    expect(page.locator("fill-form[data-ready]")).to_be_visible()
    assert held(page)["drafts"] == []
    page.goto(f"/visits/{site.field.visit}/form")
    answer(page, "COU-01")
    expect(page.locator(".save-state")).to_contain_text("Saved on this phone")
    page.evaluate("document.querySelector('fill-form').finish()")
    expect(page.locator(".outbox-item")).to_contain_text("Sent · receipt № 1")
    page.reload()
    page.goto("/visits")
    expect(page.locator("device-chips")).to_be_attached()
    assert held(page)["drafts"] == []
