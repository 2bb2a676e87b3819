"""Rescue on phones of all kinds: somebody else's, with another build's data, or one that gives nothing out."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import OpenPhone, Site, sign_in
from tests.browser.kept import draft, field_phone, keep

pytestmark = pytest.mark.browser

BROKEN = """
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (name, ...rest) {
    if (!name.startsWith('etalon-u')) return open.call(this, name, ...rest);
    throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError');
  };
"""
NEWER = """async (user) => {
  const finished = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  await finished(indexedDB.deleteDatabase(`etalon-u${user}`));
  const asked = indexedDB.open(`etalon-u${user}`, 9);
  asked.onupgradeneeded = () => asked.result.createObjectStore('drafts', { keyPath: 'id' });
  const db = await finished(asked);
  const tx = db.transaction('drafts', 'readwrite');
  tx.objectStore('drafts').put({ id: 'later', visit: 5, title: 'Of a later build', answers: {}, photos: [] });
  await new Promise((done) => { tx.oncomplete = done; });
  db.close();
}"""
HOLD = """async (user) => {
  await new Promise((done) => { indexedDB.open(`etalon-u${user}`).onsuccess = done; });
  indexedDB.open(`etalon-u${user}`, 99);
}"""
DATABASES = "async () => (await indexedDB.databases()).map(({ name, version }) => [name, version])"


@pytest.fixture
def phone(open_phone: OpenPhone) -> BrowserContext:
    """The auditor's phone with one draft."""
    phone = open_phone()
    page = phone.new_page()
    field_phone(page)
    keep(page, ("drafts", draft("begun", [])))
    page.close()
    return phone


def rescue(phone: BrowserContext) -> Page:
    page = phone.new_page()
    page.goto("/rescue")
    return page


def test_another_person_on_this_phone_sees_nothing_of_mine(phone: BrowserContext) -> None:
    expect(rescue(phone).locator(".outbox-item")).to_contain_text("Nevsky 1")
    phone.clear_cookies()
    page = phone.new_page()
    sign_in(page, "stranger")
    expect(page.locator("device-chips")).to_be_attached()
    page = rescue(phone)
    expect(page.locator("h2")).to_have_text("Nothing of yours is on this phone")
    assert "Nevsky 1" not in page.locator("main").inner_text()


def test_signed_out_nothing_of_anybody_is_shown(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/visits")
    page.evaluate(
        """async () => (await import(document.querySelector('script[type=module]').src.replace(
          'built/js/app.js', 'js/lib/device.js'))).forgetUser()"""
    )
    page = rescue(phone)
    expect(page.locator("h2")).to_have_text("Nobody is signed in on this phone")
    assert "Nevsky 1" not in page.locator("main").inner_text()


def test_to_look_makes_no_database(open_phone: OpenPhone) -> None:
    page = rescue(open_phone(service_workers="block"))
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    assert page.evaluate(DATABASES) == []


def test_data_of_a_later_build_is_shown_and_left_as_it_is(site: Site, phone: BrowserContext) -> None:
    page = rescue(phone)
    page.evaluate(NEWER, site.field.auditor)
    page.reload()
    expect(page.locator(".outbox-item")).to_contain_text("Of a later build")
    assert [f"etalon-u{site.field.auditor}", 9] in page.evaluate(DATABASES)


def test_a_phone_that_gives_nothing_out_says_so_and_what_else_can_be_done(phone: BrowserContext) -> None:
    phone.add_init_script(BROKEN)
    told = rescue(phone).get_by_role("alert")
    expect(told).to_contain_text("restart the phone")
    expect(told).to_contain_text("Internal error opening backing store")
    expect(told).to_contain_text("Do not delete the app")


def test_a_database_held_by_another_page_is_not_waited_for_without_a_word(
    site: Site, phone: BrowserContext
) -> None:
    holder = rescue(phone)
    expect(holder.locator(".outbox-item")).to_have_count(1)
    holder.evaluate(HOLD, site.field.auditor)
    page = rescue(phone)
    expect(page.get_by_role("alert")).to_contain_text("Close the other pages of the app")
    holder.close()
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".outbox-item")).to_contain_text("Nevsky 1")


def test_the_notes_of_a_covert_visit_are_shown_before_its_answers(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/visits")
    keep(page, ("drafts", {**draft("covert", [], 5), "title": "Nevsky 5", "notes": "14:02 greeted\nsmiled"}))
    page.goto("/rescue")
    item = page.locator(".outbox-item").filter(has_text="Nevsky 5")
    item.get_by_text("Open").click()
    first = item.locator(".responses li").first
    expect(first).to_contain_text("Notes")
    expect(first).to_contain_text("14:02 greeted")
    expect(item.locator(".responses li")).to_have_count(4)
