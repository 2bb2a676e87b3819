"""Planning a visit in a browser: only scenarios that may be played to the chosen checklist are offered."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.browser.conftest import PHONE, sign_in
from tests.cast import app_with_cast

pytestmark = pytest.mark.browser
OFFERED = "[name=scenario_code] option:not([hidden]):not(:disabled)"


@pytest.fixture
def page(tmp_path: Path, chromium: Browser) -> Iterator[Page]:
    """The page on which the quality manager plans a visit."""
    app, _cast = app_with_cast(tmp_path)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = chromium.new_context(base_url=f"http://127.0.0.1:{server.server_port}", **PHONE)
    page = context.new_page()
    sign_in(page, "quality")
    page.goto("/visits/new")
    page.wait_for_selector("scenario-choice:defined")
    yield page
    context.close()
    server.shutdown()


def test_only_fitting_scenarios_are_offered(page: Page) -> None:
    page.select_option("[name=checklist_id]", label="Cashier · In person")
    assert page.locator(OFFERED).all_text_contents() == ["—", "A bolt · hard"]
    page.select_option("[name=scenario_code]", "bolt")
    page.select_option("[name=checklist_id]", label="Seller · Chat")
    assert page.locator(OFFERED).all_text_contents() == ["—"]
    assert page.input_value("[name=scenario_code]") == "", "a scenario that no longer fits stayed chosen"
