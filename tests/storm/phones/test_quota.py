"""The phone is full in the middle of an audit: said at once, nothing half-written, and work goes on after space is freed."""

import io
import time
import zipfile
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import OpenPhone, Site
from tests.browser.filling import answer, card, take_photo
from tests.storm.phones.pictures import noisy
from tests.storm.phones.work import enter, held, open_form, run, whole

pytestmark = pytest.mark.browser

SAID_WITHIN = 3.0  # seconds
NO_PICKER = "delete globalThis.showSaveFilePicker"


Room = Callable[[int | None], None]


@pytest.fixture
def cramped(lasting_phone: OpenPhone) -> BrowserContext:
    phone = lasting_phone()
    phone.add_init_script(NO_PICKER)
    return phone


@pytest.fixture
def room(site: Site, cramped: BrowserContext) -> Room:
    """Give the app so many bytes of the phone, or as many as there are."""
    devtools = cramped.new_cdp_session(cramped.new_page())

    def give(size: int | None) -> None:
        own = {"quotaSize": size} if size else {}
        devtools.send("Storage.overrideQuotaForOrigin", {"origin": site.address, **own})

    return give


@pytest.fixture
def page(phone: BrowserContext) -> Page:
    return phone.new_page()


def pick(page: Page, *contents: bytes) -> None:
    files = [{"name": "image.jpg", "mimeType": "image/jpeg", "buffer": each} for each in contents]
    card(page, "COU-01").locator(".photo-input").set_input_files(files)


def test_a_full_phone_says_so_keeps_what_is_there_and_goes_on(
    site: Site, cramped: BrowserContext, room: Room
) -> None:
    room(3_000_000)  # before the app is opened: the browser remembers for a while how much there was
    page = open_form(enter(site, cramped), site.field.visit)
    page.context.set_offline(True)
    answer(page, "COU-01")
    take_photo(page, "COU-01", 1)
    expect(card(page, "COU-01").locator(".photos img")).to_have_count(1)
    problem = card(page, "COU-01").locator(".question-problem")
    for number in range(12):
        before = card(page, "COU-01").locator(".photos img").count()
        pick(page, noisy(seed=number))
        begun = time.monotonic()
        busy = card(page, "COU-01").and_(page.locator("[aria-busy]"))
        expect(busy).to_have_count(0)
        if problem.inner_text():
            break
        expect(card(page, "COU-01").locator(".photos img")).to_have_count(before + 1)
    expect(problem).to_contain_text("free some space")
    assert time.monotonic() - begun < SAID_WITHIN
    found = held(page)
    whole(found)
    assert len(found["photos"]) == before > 1
    assert found["drafts"][0]["answers"]["COU-01"]["value"] == "yes"

    page.goto("/rescue")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save everything").click()
    with zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes())) as copy:
        assert copy.testzip() is None
        assert len([name for name in copy.namelist() if name.startswith("photos/")]) == before

    room(None)
    open_form(page, site.field.visit)
    expect(card(page, "COU-01").locator(".photos img")).to_have_count(before)
    pick(page, noisy(seed=99))
    expect(card(page, "COU-01").locator(".photos img")).to_have_count(before + 1)
    answer(page, "COU-02")
    expect(page.locator(".save-state")).to_contain_text("Saved on this phone")
    whole(held(page))


def test_an_answer_that_finds_no_space_is_said_to_be_unsaved_until_it_is(site: Site, page: Page) -> None:
    open_form(page, site.field.visit)
    run(
        page,
        """const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = function (...row) {
          if (globalThis.isFull) throw new DOMException('no space', 'QuotaExceededError');
          return put.apply(this, row);
        };
        globalThis.isFull = true;""",
    )
    answer(page, "COU-02")
    expect(page.locator(".save-state")).to_contain_text("Not saved: no space on this phone")
    page.evaluate("globalThis.isFull = false")
    answer(page, "COU-03")
    expect(page.locator(".save-state")).to_contain_text("Saved on this phone")
    assert set(held(page)["drafts"][0]["answers"]) == {"COU-02", "COU-03"}


def test_a_save_that_never_ends_is_said_within_three_seconds(site: Site, page: Page) -> None:
    open_form(page, site.field.visit)
    answer(page, "COU-02")
    expect(page.locator(".save-state")).to_contain_text("Saved on this phone")
    # A phone whose storage hangs: a transaction of somebody else holds the store and never lets go.
    run(
        page,
        """const { read } = await lib('store');
        const db = await read((db) => db);
        const store = db.transaction('drafts', 'readwrite').objectStore('drafts');
        const hold = () => store.get('x').then(() => globalThis.isFree || hold());
        hold();""",
    )
    begun = time.monotonic()
    answer(page, "COU-03")
    expect(page.locator(".save-state")).to_contain_text("Not saved yet")
    assert time.monotonic() - begun < SAID_WITHIN + 2
    page.evaluate("globalThis.isFree = true")
    expect(page.locator(".save-state")).to_contain_text("Saved on this phone")
