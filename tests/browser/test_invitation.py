"""Inviting somebody: only the place that the chosen role needs is asked for, and the link is copied with one tap."""

import pytest
from playwright.sync_api import Page, expect

from app.db import db
from app.people.models import User
from app.people.passwords import hash_password
from tests.browser.conftest import OpenPhone, Site, sign_in
from tests.sync.field import PASSWORD

pytestmark = pytest.mark.browser
PLACES = {"director": ["store_id"], "regional": ["region_id"], "employee": ["employee_id"], "hr": []}


@pytest.fixture
def administrator(site: Site) -> str:
    """The name under which an administrator signs in."""
    with site.field.app.app_context():
        who = {"email": "keys@example.com", "name": "Ada Keysmith", "role": "administrator", "language": "en"}
        db.session.add(User(password_hash=hash_password(PASSWORD), **who))
        db.session.commit()
    return "keys"


def invite(page: Page, who: str) -> None:
    sign_in(page, who)
    page.goto("/invitations")


@pytest.mark.parametrize("script", [True, False])
def test_only_the_place_of_the_chosen_role_is_asked_for(
    open_phone: OpenPhone, administrator: str, script: bool
) -> None:
    page = open_phone(java_script_enabled=script).new_page()
    invite(page, administrator)
    for role, places in PLACES.items():
        page.select_option("#role", role)
        for each in ("store_id", "region_id", "employee_id"):
            expect(page.locator(f"#{each}")).to_be_visible(visible=each in places)


def test_the_link_is_copied_with_one_tap(site: Site, open_phone: OpenPhone, administrator: str) -> None:
    phone = open_phone()
    phone.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.address)
    page = phone.new_page()
    invite(page, administrator)
    page.fill("#name", "Nina Newcomer")
    page.fill("#email", "nina@example.com")
    page.select_option("#role", "hr")
    page.get_by_role("button", name="Make the link").click()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#link").input_value()


def test_without_a_clipboard_there_is_no_button(open_phone: OpenPhone, administrator: str) -> None:
    page = open_phone(java_script_enabled=False).new_page()
    invite(page, administrator)
    page.fill("#name", "Nina Newcomer")
    page.fill("#email", "nina@example.com")
    page.select_option("#role", "hr")
    page.get_by_role("button", name="Make the link").click()
    expect(page.locator("#link")).to_be_visible()
    expect(page.locator("[data-copies]")).to_be_hidden()
