"""The main job: a visit filled on a phone, approved, read by the director as a page and a PDF, seen by HR."""

import io
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pysqlite3.dbapi2 as sqlite
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from app.demo.people import PASSWORD
from tests.browser.conftest import CHROMIUM, PATIENCE, PHONE, OpenPhone
from tests.browser.filling import answer_well, pictures, take_photo, turn
from tests.browser.phone import kill
from tests.browser.served import Served, serve
from tests.demo_folder import load_once

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
PICTURED = {"photo", "signature"}  # every checklist of an audit asks for one of each


class Audit(NamedTuple):
    """What is to be audited."""

    visit: int
    store: str
    store_code: str
    employee: str
    position: str

    @property
    def director(self) -> str:
        """The account of the store's director; one store has the plain one."""
        return "director" if self.store_code == "S07" else f"director-{self.store_code.lower()}"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    running = serve(load_once(tmp_path_factory), tmp_path_factory.mktemp("served") / "instance")
    yield running
    running.stop()


@pytest.fixture
def open_phone(playwright: Playwright, served: Served, tmp_path: Path) -> Iterator[OpenPhone]:
    """Open the phone that may be killed: opened again it finds what it kept on the disk."""
    opened: list[BrowserContext] = []

    def start() -> BrowserContext:
        own = {"base_url": served.address, **CHROMIUM, **PHONE}
        opened.append(playwright.chromium.launch_persistent_context(str(tmp_path / "phone"), **own))
        opened[-1].set_default_timeout(PATIENCE)
        return opened[-1]

    yield start
    for context in opened:
        context.close()


@pytest.fixture
def open_page(chromium: Browser, served: Served) -> Iterator[OpenPage]:
    """Open a page for somebody else who has nothing to do with the others."""
    opened: list[BrowserContext] = []

    def start(**options: object) -> Page:
        opened.append(chromium.new_context(base_url=served.address, **{**PHONE, **options}))
        opened[-1].set_default_timeout(PATIENCE)
        return opened[-1].new_page()

    yield start
    for context in opened:
        context.close()


def test_from_a_phone_without_network_to_the_directors_desk(
    served: Served, open_phone: OpenPhone, open_page: OpenPage, tmp_path: Path
) -> None:
    phone = open_phone()
    page = phone.new_page()
    audit = _open_audit(served)
    _signed_in(page, "auditor").goto("/visits")
    expect(page.locator(f".visit-card[data-visit='{audit.visit}']")).to_contain_text("opens without network")
    phone.set_offline(True)
    page.goto(f"/visits/{audit.visit}/form")
    expect(page.locator(".fill-count")).to_contain_text("answered 0 of")
    photos = 0
    while page.locator(".fill-last").count() == 0:
        for card in page.locator(".fill-section:visible .question").all():
            if card.is_hidden():
                continue  # asked only after another answer
            answer_well(card)
            if card.get_attribute("data-kind") in PICTURED:
                take_photo(page, card.get_attribute("data-question") or "", photos)
                photos += 1
                expect(card.locator(".photos img")).to_have_count(1)
        turn(page)
    expect(page.locator(".save-state")).to_contain_text("Saved on this phone")
    kill(tmp_path / "phone")

    phone = open_phone()
    phone.set_offline(True)
    page = phone.new_page()
    page.goto(f"/visits/{audit.visit}/form")
    expect(page.locator(".fill-count")).to_have_text(re.compile(r"^answered (\d+) of \1$"))
    assert pictures(page) == 2
    page.get_by_role("button", name="Finish").click()
    expect(page.locator(".outbox-item")).to_contain_text("Waiting for network")
    phone.set_offline(False)
    _signed_in_again(page)
    expect(page.locator(".outbox-item")).to_contain_text(re.compile(r"Sent · receipt № \d+"))
    _approve(open_page(), audit)
    _read_as_director(open_page(), audit)
    _compare_as_hr(open_page(), audit)


def test_the_same_without_javascript(served: Served, open_page: OpenPage) -> None:
    plain = {"java_script_enabled": False}
    page = open_page(**plain)
    audit = _open_audit(served)
    _signed_in(page, "auditor")
    page.goto(f"/visits/{audit.visit}/form")
    photos = 0
    for card in page.locator(".question").all():
        answer_well(card)
        if card.get_attribute("data-kind") in PICTURED:
            take_photo(page, card.get_attribute("data-question") or "", photos)
            photos += 1
    page.get_by_role("button", name="Finish and send").click()
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"Sent. Receipt № \d+"))
    _approve(open_page(**plain), audit)
    _read_as_director(open_page(**plain), audit)
    _compare_as_hr(open_page(**plain), audit)


def _signed_in(page: Page, account: str) -> Page:
    page.goto("/sign-in")
    page.fill("[name=email]", f"{account}@demo.example")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign in")).to_have_count(0)
    return page


def _signed_in_again(page: Page) -> None:
    """Go on after the phone died; its newest cookies may have died with it."""
    page.goto("/visits")
    if "/sign-in" in page.url:
        _signed_in(page, "auditor").goto("/visits")


def _open_audit(served: Served) -> Audit:
    """An open audit of the auditor that names an employee and was not begun."""
    with sqlite.connect(served.instance / "etalon.sqlite") as database:
        row = database.execute(
            """
            SELECT visit.id, store.name, store.code, employee.name, employee.position
            FROM visit JOIN store ON store.id = visit.store_id JOIN employee ON employee.id = visit.employee_id
            JOIN user ON user.id = visit.assessor_id
            WHERE user.email = 'auditor@demo.example' AND (
                SELECT state FROM visit_event WHERE visit_id = visit.id ORDER BY id DESC LIMIT 1
            ) IN ('assigned', 'accepted') ORDER BY visit.id
            """
        ).fetchone()
    return Audit(*row)


def _approve(page: Page, audit: Audit) -> None:
    _signed_in(page, "reviewer").goto(f"/reviews/{audit.visit}")
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_role("status")).to_contain_text(f"№ {audit.visit} is approved")


def _read_as_director(page: Page, audit: Audit) -> None:
    """The director finds the visit on the store's page and opens its PDF, made by the worker."""
    _signed_in(page, audit.director).goto("/stores")
    expect(page.locator("h1")).to_have_text(audit.store)
    page.get_by_role("link", name=re.compile(rf"№ {audit.visit}\b")).first.click()
    expect(page.locator(".verdict").first).to_be_visible()
    page.get_by_role("button", name="PDF · English").click()
    ready = page.get_by_role("link", name="Open the PDF")
    ready.wait_for(timeout=60_000)
    answer = page.request.get(ready.get_attribute("href") or "")
    assert answer.headers["content-type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.body())) as report:
        assert audit.store in str(report.docinfo["/Title"])
        assert str(report.Root.Lang).startswith("en")
        pictures = {image.objgen for page in report.pages for image in page.get_images().values()}
        assert len(pictures) == 2, "both photos, each once"
        with report.open_outline() as outline:
            assert len(outline.root[0].children) >= 4
    words = subprocess.run(["pdftotext", "-", "-"], input=answer.body(), capture_output=True, check=True)
    assert audit.employee in words.stdout.decode()


def _compare_as_hr(page: Page, audit: Audit) -> None:
    """HR finds the person among those of the position, with the visit behind the figure."""
    _signed_in(page, "hr").goto(f"/people?position={audit.position}")
    page.locator("summary", has_text="The same as a table").first.click()
    page.locator("main table").get_by_role("link", name=re.compile(audit.employee)).click()
    expect(page.locator("main")).to_contain_text(f"№ {audit.visit}")
