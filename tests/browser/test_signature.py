"""An employee signs the standards on a phone in less than a minute of taps, and coverage agrees with a count by hand."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import PHONE, sign_in
from tests.browser.serving import serving
from tests.cast import app_with_cast

pytestmark = pytest.mark.browser

TAP, LETTER = (
    1.5,
    0.4,
)  # seconds that a thumb needs, slowly; for one answer a tap chooses it and a tap gives it
MINUTE = 60
CHECKS = 4  # of the thirteen criteria of the cashier


@dataclass
class Thumb:
    """Somebody's thumb: counts what it does."""

    taps: int = 0
    letters: int = 0

    def tap(self, what: Locator) -> None:
        what.tap()
        self.taps += 1

    def type(self, where: Locator, words: str) -> None:
        self.tap(where)
        where.press_sequentially(words)
        self.letters += len(words)

    @property
    def seconds(self) -> float:
        return self.taps * TAP + self.letters * LETTER


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    app, _cast = app_with_cast(tmp_path)
    with serving(app) as address:
        yield address


def counted(page: Page) -> tuple[str, int, int]:
    """What the page of coverage says, and by hand: how many of the names on the list have signed."""
    page.goto("/training")
    said = page.locator(".score-hero").inner_text()
    page.goto("/training/people")
    rows = page.locator("tbody tr")
    signed = sum("Overdue" not in row and "Sign until" not in row for row in rows.all_inner_texts())
    return said, signed, rows.count()


def test_an_employee_signs_on_a_phone_in_under_a_minute(address: str, chromium: Browser) -> None:
    phone = chromium.new_context(base_url=address, **PHONE)
    page, thumb = phone.new_page(), Thumb()
    sign_in(page, "employee")
    page.goto("/")
    began = time.monotonic()
    thumb.tap(page.get_by_role("link", name="Start reading"))
    expect(page.get_by_text("Expectation 01.")).to_be_visible()
    thumb.tap(page.get_by_role("button", name="I have read it, go on"))
    for number in range(1, CHECKS + 1):
        expect(page.get_by_text(f"Check question {number} of {CHECKS}")).to_be_visible()
        thumb.tap(page.get_by_label(re.compile(r"^Good \d\d\.$")))
        thumb.tap(page.get_by_role("button", name="Give this answer"))
    thumb.tap(page.get_by_label("I have read these standards"))
    thumb.type(page.get_by_label("Your first and last name"), "Marina Tillman")
    thumb.tap(page.get_by_role("button", name="Sign", exact=True))
    expect(page.get_by_text("Thank you, Marina Tillman.")).to_be_visible()
    assert time.monotonic() - began < MINUTE
    assert thumb.seconds < MINUTE, thumb
    assert thumb.taps <= 15
    phone.close()

    desk = chromium.new_context(base_url=address, locale="en-GB")
    page = desk.new_page()
    sign_in(page, "hr")
    assert counted(page) == ("1 of 3", 1, 3)
    desk.close()
