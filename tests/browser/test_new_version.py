"""The built-in document edited, published as version 2 and compared, while a draft on version 1 finishes and scores as 1."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.built_in import BuiltIn
from tests.browser.conftest import PHONE, sign_in
from tests.browser.filling import answer_well, take_photo, turn

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
ASKED = "CSH-07"
WORDS = "In which words was the loyalty card offered?"


@pytest.fixture
def company(tmp_path: Path) -> Iterator[BuiltIn]:
    company = BuiltIn(tmp_path)
    yield company
    company.server.shutdown()


@pytest.fixture
def open_page(chromium: Browser, company: BuiltIn) -> Iterator[OpenPage]:
    opened = []

    def start(who: str, **options: object) -> Page:
        opened.append(chromium.new_context(base_url=company.address, **{**PHONE, **options}))
        page = opened[-1].new_page()
        sign_in(page, who)
        return page

    yield start
    for context in opened:
        context.close()


def test_a_draft_on_version_one_finishes_and_scores_as_one(company: BuiltIn, open_page: OpenPage) -> None:
    phone = open_page("auditor")
    phone.goto(f"/visits/{company.visit}/form")
    expect(phone.locator(".fill-count")).to_contain_text("answered 0 of")
    _fill_section(phone)
    expect(phone.locator(".save-state")).to_contain_text("Saved on this phone")

    desk = open_page("quality", viewport={"width": 1280, "height": 900})
    _edit(desk)
    _publish(desk, company)
    _compare(desk)

    phone.reload()
    while phone.locator(".fill-last").count() == 0:
        _fill_section(phone)
        assert WORDS not in phone.locator("fill-form").inner_text()
        turn(phone)
    phone.get_by_role("button", name="Finish").click()
    expect(phone.locator(".outbox-item")).to_contain_text(re.compile(r"Sent · receipt № \d+"))
    version, weights, versions = company.scored()
    assert (version, weights[ASKED], versions) == (1, "2", 2)


def _fill_section(page: Page) -> None:
    for place, card in enumerate(page.locator(".fill-section:visible .question").all()):
        if card.is_hidden():
            continue  # asked only after another answer
        answer_well(card)
        if (
            card.get_attribute("data-kind") in {"photo", "signature"}
            and not card.locator(".photos img").count()
        ):
            take_photo(page, card.get_attribute("data-question") or "", place)
            expect(card.locator(".photos img")).to_have_count(1)


def _edit(page: Page) -> None:
    """Another question and another weight, at the author's desk."""
    page.goto("/authoring")
    page.get_by_role("button", name="Begin a working copy").click()
    page.goto(f"/authoring/criteria/{ASKED}")
    page.locator("[name=question-en]").fill(WORDS)
    page.locator("[name=weight]").fill("5")
    page.locator("[name=weight]").press("Tab")
    expect(page.locator("part-editor")).to_contain_text("Saved")


def _publish(page: Page, company: BuiltIn) -> None:
    page.goto("/standards/publication")
    expect(page.get_by_role("heading", name="1 checklist changes")).to_be_visible()
    expect(page.get_by_role("link", name=f"Visit № {company.visit}")).to_be_visible()
    page.get_by_label("Why this version is published").fill("Words are remembered better")
    page.get_by_role("button", name="Publish version 2").click()
    expect(page.get_by_role("status").last).to_contain_text("waits for its turn")
    company.work()
    expect(page.get_by_text("Version 2 is published")).to_be_visible()


def _compare(page: Page) -> None:
    page.get_by_role("link", name="What changed").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What changed")
    criterion = page.locator(f"section[aria-labelledby={ASKED}]")
    expect(criterion).to_contain_text("Reworded")
    expect(criterion.locator("ins").first).to_be_visible()
    expect(criterion.locator("dd.differences-value")).to_contain_text("→")
    page.get_by_role("link", name="Versions").click()
    expect(page.locator("#version-2")).to_contain_text("Words are remembered better")
