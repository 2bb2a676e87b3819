"""Getting ready: everything onto the phone, and what about the phone could still cost work."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.clock import now
from app.db import db
from app.sync.models import Phone
from tests.browser.conftest import OpenPhone, Site, sign_in
from tests.browser.sending import FINISH

pytestmark = pytest.mark.browser

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1"
ANDROID = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36"
INSTALLED = "Object.defineProperty(navigator, 'standalone', { value: true })"
CRAMPED = """
  navigator.storage.estimate = async () => ({ quota: 300e6, usage: 200e6 });
  navigator.storage.persisted = async () => false;
"""


def test_everything_is_taken_along_and_what_is_not_right_is_said(site: Site, open_phone: OpenPhone) -> None:
    phone = open_phone(user_agent=ANDROID)
    phone.add_init_script(CRAMPED)
    page = phone.new_page()
    sign_in(page)
    ready = page.locator("take-along")
    expect(ready).to_contain_text("1 of 1 visit opens without network")
    ready.get_by_role("button", name="Take with me").click()
    expect(ready.locator(".reasons")).to_contain_text("The app is not installed")
    expect(ready.locator(".reasons")).to_contain_text("may clear what is kept here")
    expect(ready.locator(".reasons")).to_contain_text("Little space is left")
    expect(ready).to_contain_text("The app takes 200")
    expect(page.locator("device-chips")).to_contain_text("The phone may clear its storage")
    expect(page.locator("device-chips .chip-problem")).to_contain_text("Little space")
    page.locator("device-chips").get_by_role("link", name="Not installed").click()
    expect(page.get_by_role("heading", name="Android: Chrome")).to_be_visible()
    expect(page.get_by_role("heading", name="iPhone and iPad: Safari")).to_be_hidden()


def test_without_network_it_says_so_and_keeps_what_is_here(site: Site, open_phone: OpenPhone) -> None:
    phone = open_phone()
    page = phone.new_page()
    sign_in(page)
    expect(page.locator("take-along")).to_contain_text("1 of 1 visit opens without network")
    phone.set_offline(True)
    page.goto("/visits")
    expect(page.locator("take-along")).to_contain_text("1 of 1 visit opens without network")
    page.get_by_role("button", name="Take with me").click()
    expect(page.locator("take-along .reasons")).to_contain_text("there is no network")
    expect(page.locator("take-along")).to_contain_text("1 of 1 visit opens without network")


def test_the_server_learns_what_lies_on_the_phone(site: Site, open_phone: OpenPhone) -> None:
    phone = open_phone(user_agent=ANDROID)
    phone.add_init_script(INSTALLED)
    page = phone.new_page()
    sign_in(page)
    expect(page.locator(".visit-card")).to_contain_text("opens without network")
    with page.expect_response(lambda answer: "/api/phones/" in answer.url) as answer:
        page.get_by_role("button", name="Take with me").click()
    assert answer.value.status == 200
    with site.field.app.app_context():
        row = db.session.scalars(select(Phone)).one()
        assert (row.name, row.installed, row.unsent) == ("Chrome · Android", True, 0)
        assert [(each.visit_id, each.ready) for each in row.visits] == [(site.field.visit, True)]
        assert row.free is not None
        assert abs(row.skew_ms) < 60_000


def test_an_iphone_is_asked_to_install_first(site: Site, open_phone: OpenPhone) -> None:
    page = open_phone(user_agent=IPHONE, service_workers="block").new_page()
    sign_in(page)
    expect(page.locator("take-along")).to_contain_text("Install the app before you go")
    page.locator("take-along").get_by_role("link", name="How to install the app").click()
    expect(page.get_by_role("heading", name="iPhone and iPad: Safari")).to_be_visible()
    expect(page.get_by_role("heading", name="Android: Chrome")).to_be_hidden()


def test_an_installed_iphone_is_not_asked(site: Site, open_phone: OpenPhone) -> None:
    phone = open_phone(user_agent=IPHONE)
    phone.add_init_script(INSTALLED)
    page = phone.new_page()
    sign_in(page)
    expect(page.locator("take-along")).to_contain_text("opens without network")
    expect(page.get_by_text("Install the app before you go")).to_be_hidden()
    page.goto("/install")
    expect(page.get_by_role("status").locator("visible=true")).to_contain_text("The app is installed.")


def test_what_waits_for_more_than_two_days_is_said(site: Site, open_phone: OpenPhone) -> None:
    page = open_phone(service_workers="block").new_page()
    sign_in(page)
    page.route("**/api/submissions/**", lambda route: route.abort())
    page.evaluate(FINISH.replace("VISIT", str(site.field.visit)))
    page.reload()
    expect(page.locator(".outbox-item")).to_contain_text("Waiting for network")
    expect(page.get_by_text("not been sent for more than two days")).to_be_hidden()
    page.clock.set_system_time(now() + timedelta(hours=49))
    page.reload()
    expect(page.get_by_text("not been sent for more than two days")).to_be_visible()


def test_the_browsers_own_offer_becomes_a_button(site: Site, open_phone: OpenPhone) -> None:
    page = open_phone(user_agent=ANDROID).new_page()
    sign_in(page)
    page.goto("/install")
    expect(page.locator("install-guide button")).to_be_hidden()
    page.evaluate(
        """() => {
          const offer = new Event('beforeinstallprompt', { cancelable: true });
          offer.prompt = () => { document.body.dataset.prompted = 'yes'; };
          dispatchEvent(offer);
        }"""
    )
    page.get_by_role("button", name="Install now").click()
    expect(page.locator("body[data-prompted]")).to_be_attached()
    expect(page.locator("install-guide button")).to_be_hidden()
