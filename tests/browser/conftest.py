"""A live server on a scratch database, and a phone that can lose its network or be killed."""

import atexit
import logging
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.browser.serving import serving
from tests.sync.field import PASSWORD, Field, make_field

PATIENCE = 30_000  # ms: two browsers share two cores with everything else
expect.set_options(timeout=PATIENCE)
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BEEPING = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
# Debian's Chromium without its windows: the same engine, three times as fast where nobody looks.
BROWSER = shutil.which("chromium-headless-shell")
CHROMIUM = {"executable_path": BROWSER, "chromium_sandbox": False, "args": QUIET}
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "locale": "en-GB",
    "device_scale_factor": 1,
}

pytestmark = pytest.mark.browser
logging.getLogger("werkzeug").setLevel(logging.WARNING)  # a line for every request would hide the rest


@dataclass
class Site:
    """The running product."""

    field: Field
    address: str


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    field = make_field(tmp_path)
    with serving(field.app) as where:
        yield Site(field, where)


@cache
def _playwright() -> Playwright:
    """One for the whole process: a second one does not start beside it."""
    started = sync_playwright().start()
    atexit.register(started.stop)
    return started


@pytest.fixture(scope="session")
def playwright() -> Playwright:
    return _playwright()


OpenPhone = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(**CHROMIUM)
    yield browser
    browser.close()


@pytest.fixture
def open_phone(chromium: Browser, site: Site) -> Iterator[OpenPhone]:
    """Open a phone that forgets everything when the test is over."""
    opened = []

    def start(**options: Any) -> BrowserContext:
        opened.append(chromium.new_context(base_url=site.address, **{**PHONE, **options}))
        return opened[-1]

    yield start
    for context in opened:
        context.close()


@pytest.fixture
def lasting_phone(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[OpenPhone]:
    """Open a phone that may be killed: opened again it finds what it kept on the disk."""
    opened = []

    def start(**options: Any) -> BrowserContext:
        own = {"base_url": site.address, **CHROMIUM, **PHONE, **options}
        opened.append(playwright.chromium.launch_persistent_context(str(tmp_path / "phone"), **own))
        return opened[-1]

    yield start
    opened[-1].close()


@pytest.fixture(scope="session")
def speaking(playwright: Playwright) -> Iterator[Browser]:
    """A browser with a microphone into which Chromium itself beeps."""
    browser = playwright.chromium.launch(**{**CHROMIUM, "args": [*QUIET, *BEEPING]})
    yield browser
    browser.close()


@pytest.fixture
def open_speaking_phone(speaking: Browser, site: Site) -> Iterator[OpenPhone]:
    """Open a phone that may listen."""
    opened = []

    def start(**options: Any) -> BrowserContext:
        opened.append(speaking.new_context(base_url=site.address, **{**PHONE, **options}))
        return opened[-1]

    yield start
    for context in opened:
        context.close()


def sign_in(page: Page, who: str = "auditor") -> None:
    """The list of visits on the phone of somebody who gave the password (typed by hand in `test_main_job`)."""
    typed = {"email": f"{who}@example.com", "password": PASSWORD}
    page.context.request.post("/sign-in", form=typed, max_redirects=0)
    page.goto("/visits")


def sign_out(page: Page) -> None:
    """Ask to leave, by the menu of the person; whatever lies unsent is asked about first."""
    page.locator(".menu").last.click()
    page.get_by_role("button", name="Sign out").click()


READY = """(patience) => Promise.race([
  navigator.serviceWorker.ready.then(() => true),
  new Promise((_, late) => setTimeout(late, patience, new Error('no service worker came'))),
])"""


def wait_for_worker(page: Page) -> None:
    """Wait until the service worker serves; fails, rather than hang, where it never comes."""
    page.evaluate(READY, PATIENCE)
