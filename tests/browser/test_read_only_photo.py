"""Where a form can only be read, its photos can still be looked at, and nothing can be done to them."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPhone, Site
from tests.browser.filling import card, take_photo
from tests.browser.tools import open_offline

pytestmark = pytest.mark.browser


def test_a_photo_of_a_form_that_is_open_elsewhere_opens_large(site: Site, open_phone: OpenPhone) -> None:
    page = open_offline(site, open_phone)
    take_photo(page, "COU-01", 1)
    expect(card(page, "COU-01").locator(".photos img")).to_have_count(1)
    second = page.context.new_page()
    second.goto(f"/visits/{site.field.visit}/form")
    expect(second.get_by_role("alert").filter(has_text="Here it can only be read")).to_be_visible()
    second.get_by_role("button", name="Open photo 1").click()
    dialog = second.get_by_role("dialog", name="Photo 1")
    dialog.locator("img").evaluate("image => image.decode()")
    assert dialog.locator("img").evaluate("image => image.naturalWidth") == 320
    for name in ("Remove", "Draw a mark"):
        expect(dialog.get_by_role("button", name=name)).to_be_hidden()
    dialog.get_by_role("button", name="Close").click()
    expect(card(second, "COU-01").locator(".photo-input")).to_be_disabled()
