"""The service worker: keeps what is needed and nothing else, lets what is sent alone, can be rolled back and taken off."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from app.web import build
from tests.browser.conftest import PATIENCE, OpenPhone, Site
from tests.browser.imports import needed_by
from tests.browser.kept import draft, field_phone, keep
from tests.browser.serving import serving
from tests.browser.test_update import CHECK, KEPT, NEW, SCRIPT, Address
from tests.sync.field import Field, make_field

pytestmark = pytest.mark.browser

OLD, NEXT = build.number(), "ba9876543210"
ENTRIES = ("built/app.css", "built/js/app.js", "built/js/rescue.js", "icons/icon.svg", "icons/icon-192.png")
PAGES = {"/shell/ru", "/shell/en", "/shell/rescue/ru", "/shell/rescue/en"}
IN_CACHE = """async (build) => (await (await caches.open(`etalon-${build}`)).keys())
  .map(({ url }) => new URL(url).pathname)"""
TAKE_OVER = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  const coming = registration.waiting ?? registration.installing;
  while (coming.state === 'installing') await new Promise((soon) => setTimeout(soon, 50));
  coming.postMessage('take over');
  while (coming.state !== 'activated') {
    if (coming.state === 'redundant') throw new Error('this build was not installed');
    await new Promise((soon) => setTimeout(soon, 50));
  }
}"""
UNTIL = """async (patience) => {
  const pause = (value) => new Promise((over) => setTimeout(over, 50, value));
  for (const end = Date.now() + patience; Date.now() < end; await pause()) {
    if (await Promise.race([CONDITION, pause(false)])) return true;
  }
  return false;
}"""
# Asked for without waiting: what is asked of a worker that is just leaving, some browsers never answer.
ASK = "() => { navigator.serviceWorker.getRegistration().then((found) => found?.update()).catch(() => {}) }"
SEND = """async (way) => (await fetch(...way)).status"""


@pytest.fixture
def address(tmp_path: Path) -> Address:
    return Address(make_field(tmp_path))


@pytest.fixture
def site(address: Address) -> Iterator[Site]:
    with serving(address) as where:
        yield Site(Field(address.app, visit=1, auditor=1, stranger=2), where)


@pytest.fixture
def page(open_phone: OpenPhone) -> Page:
    """A phone on which the service worker serves, with one draft."""
    page = open_phone().new_page()
    field_phone(page)
    keep(page, ("drafts", draft("begun", [])))
    page.reload()
    expect(page.locator("device-chips")).to_be_attached()
    return page


def until(page: Page, condition: str, patience: int = PATIENCE) -> None:
    assert page.evaluate(UNTIL.replace("CONDITION", condition), patience), f"never: {condition}"


def test_what_is_kept_is_what_the_shell_and_rescue_need_and_nothing_else(page: Page) -> None:
    static = {f"/static/{OLD}/{name}" for name in needed_by(*ENTRIES)}
    assert sorted(page.evaluate(IN_CACHE, OLD)) == sorted(static | PAGES)


def test_what_is_sent_never_passes_through_the_worker(page: Page) -> None:
    file = f"/static/{OLD}/built/app.css"
    seen: dict[tuple[str, str], bool] = {}
    page.on("response", lambda got: seen.update({(got.request.method, got.url): got.from_service_worker}))
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        for path in ("/visits", "/rescue", "/api/submissions/x", file):
            page.evaluate(SEND, [path, {"method": method, "body": "x"}])
    page.evaluate(SEND, ["/api/ping", {}])
    page.evaluate(SEND, [file, {"cache": "no-store"}])
    by_worker = {(method, url.partition("?")[0]) for (method, url), served in seen.items() if served}
    assert {method for method, _url in seen} == {"GET", "POST", "PUT", "PATCH", "DELETE"}
    assert by_worker == {("GET", page.evaluate("location.origin") + file)}


@pytest.mark.parametrize("known", [True, False])
def test_a_slow_list_comes_from_a_phone_that_has_one_and_a_strangers_phone_waits(
    page: Page, address: Address, known: bool
) -> None:
    whole = address.app.wsgi_app

    def slow(environ: dict[str, Any], start: Any) -> Any:
        if environ["PATH_INFO"] == "/visits":
            time.sleep(4)  # longer than a phone waits for a list that it can show itself
        return whole(environ, start)

    address.app.wsgi_app = slow  # type: ignore[method-assign]
    if not known:
        page.evaluate("caches.delete('device')")
    page.goto("/visits")
    expect(page.locator("device-chips")).to_be_attached()
    expect(page.locator("html[data-shell]")).to_have_count(1 if known else 0)


def test_a_new_build_can_be_rolled_back(
    page: Page, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    user_row = page.evaluate("async () => (await indexedDB.databases()).map(({ name }) => name).sort()")
    for number in (NEW, OLD):
        address.deploy(number, monkeypatch)
        page.evaluate(CHECK)
        page.evaluate(TAKE_OVER)
        assert set(page.evaluate(KEPT)) == {f"etalon-{OLD}", f"etalon-{NEW}"}, "an open page wants its files"
        page.context.set_offline(True)
        page.goto("/visits")
        assert number in page.evaluate(SCRIPT)
        expect(page.locator("device-chips")).to_be_attached()
        page.goto("/rescue")
        assert number in page.evaluate(SCRIPT)
        expect(page.locator(".outbox-item")).to_contain_text("Nevsky 1")
        page.context.set_offline(False)
    assert (
        page.evaluate("async () => (await indexedDB.databases()).map(({ name }) => name).sort()") == user_row
    )


def test_after_a_roll_back_the_build_before_is_the_one_that_served_last(
    page: Page, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (NEW, OLD, NEXT):
        address.deploy(number, monkeypatch)
        page.evaluate(TAKE_OVER)
    assert page.evaluate(KEPT) == sorted([f"etalon-{OLD}", f"etalon-{NEXT}"])


def test_signing_in_asks_for_a_new_build(
    page: Page, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    address.deploy(NEW, monkeypatch)
    page.context.clear_cookies()
    page.goto("/sign-in")
    until(page, f"caches.has('etalon-{NEW}')")


def test_switched_off_the_worker_leaves_and_takes_only_its_files(page: Page, address: Address) -> None:
    drawing = "caches.match('/visits/1/form')"
    until(page, f"{drawing}.then(Boolean)")
    address.app.config["SERVICE_WORKER"] = False
    page.evaluate(ASK)
    until(page, "navigator.serviceWorker.getRegistrations().then((all) => !all.length)")
    until(page, f"{drawing}.then((kept) => !kept)")
    assert page.evaluate(KEPT) == []
    page.goto("/rescue")
    assert page.evaluate("navigator.serviceWorker.controller") is None
    expect(page.locator(".outbox-item")).to_contain_text("Nevsky 1")
    page.goto("/visits")
    expect(page.locator(".visit-card").first).to_be_visible()


def test_there_is_one_script_for_everybody_in_one_scope(page: Page, site: Site) -> None:
    address = site.field.app.test_client()
    assert address.get("/sw.js").data == address.get("/sw.js", headers={"Accept-Language": "ru"}).data
    listed = re.search(r"const FILES = (\[.*?\]);", address.get("/sw.js").text)
    assert listed
    assert all(name.startswith(f"/static/{OLD}/") for name in json.loads(listed.group(1)))
    registered = "async () => (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope)"
    assert page.evaluate(registered) == [f"{site.address}/"]
