"""Planning a visit in a browser: only scenarios that may be played to the chosen checklist are offered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE, sign_in
from tests.browser.serving import serving
from tests.cast import app_with_cast

pytestmark = pytest.mark.browser
OFFERED = "[name=scenario_code] option:not([hidden]):not(:disabled)"


@pytest.fixture
def page(tmp_path: Path, chromium: Browser) -> Iterator[Page]:
    """The page on which the quality manager plans a visit."""
    app, _cast = app_with_cast(tmp_path)
    with serving(app) as address:
        context = chromium.new_context(base_url=address, **PHONE)
        page = context.new_page()
        sign_in(page, "quality")
        page.goto("/visits/new")
        page.wait_for_selector("scenario-choice:defined")
        yield page
        context.close()


def test_only_fitting_scenarios_are_offered(page: Page) -> None:
    page.select_option("[name=checklist_id]", label="Cashier · In person")
    assert page.locator(OFFERED).all_text_contents() == ["—", "A bolt · hard"]
    page.select_option("[name=scenario_code]", "bolt")
    page.select_option("[name=checklist_id]", label="Seller · Chat")
    assert page.locator(OFFERED).all_text_contents() == ["—"]
    assert page.input_value("[name=scenario_code]") == "", "a scenario that no longer fits stayed chosen"
