"""What the phone makes of each answer of the server: one table, one test for each row."""

import json

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from app.db import db
from app.people import operations as people
from app.people.models import User
from app.visits.models import Submission
from tests.browser.conftest import OpenPhone, Site, sign_in, sign_out
from tests.browser.sending import FINISH, hold, send

pytestmark = pytest.mark.browser

MALFORMED = json.dumps({"code": "malformed", "message": "Nobody can read this."})
SEALED = json.dumps(
    {"state": "sealed", "receipt": {"no": 7, "id": "x", "payload_sha256": "0" * 64, "photos": []}}
)
ROWS = {
    "other receipt": ({"status": 201, "body": SEALED}, "copy differs"),
    "busy": ({"status": 503, "body": "{}"}, "Waiting for network"),
    "no space": ({"status": 507, "body": "{}"}, "The server has no space for photos"),
    "slow down": ({"status": 429, "body": "{}"}, "Waiting for network"),
    "too early": ({"status": 425, "body": "{}"}, "Waiting for network"),
    "damaged": ({"status": 422, "body": '{"code": "damaged"}'}, "Waiting for network"),
    "portal page": ({"status": 200, "body": "<h1>Pay</h1>", "content_type": "text/html"}, "No real network"),
    "portal redirect": ({"status": 302, "headers": {"Location": "/elsewhere"}}, "No real network"),
    "portal network": ({"status": 511, "body": "{}"}, "No real network"),
    "json of another": ({"status": 200, "body": "{}"}, "No real network"),
    "nothing": ({"status": 204}, "No real network"),
    "signed out": ({"status": 401, "body": "{}"}, "Sign in to send"),
    "not allowed": ({"status": 403, "body": '{"code": "error"}'}, "no longer allowed"),
    "conflict": ({"status": 409, "body": '{"code": "payload_conflict"}'}, "other answers"),
    "malformed": ({"status": 400, "body": MALFORMED}, "Nobody can read this."),
    "gone": ({"status": 404, "body": '{"code": "not_found", "message": "No such visit."}'}, "No such visit."),
    "too large": ({"status": 413, "body": '{"code": "too_large", "message": "Too large."}'}, "Too large."),
}

# The question must not wait for a moment in which the phone has nothing else to do.
NEVER_AT_LEISURE = "globalThis.requestIdleCallback = () => {};"
NO_STORE = "IDBFactory.prototype.open = () => { throw new Error('no store on this phone'); };"


@pytest.fixture
def page(site: Site, open_phone: OpenPhone) -> Page:
    """The list of visits with one finished visit in the outbox, and a network that was not tried yet."""
    page = open_phone(service_workers="block").new_page()
    sign_in(page)
    finish_a_visit(page, site)
    return page


def finish_a_visit(page: Page, site: Site) -> None:
    hold(page)
    page.evaluate(FINISH.replace("VISIT", str(site.field.visit)))


def answer_with(page: Page, **answer: object) -> None:
    page.route(
        "**/api/submissions/**", lambda route: route.fulfill(**{"content_type": "application/json", **answer})
    )


def test_without_a_right_receipt_the_visit_stays_on_the_phone(site: Site, page: Page) -> None:
    unsent = page.locator(".outbox-item:not([data-state=sent])")
    stopped = page.locator(".outbox-item[data-state=attention]")  # the others may go by themselves any moment
    for number, (row, (given, said)) in enumerate(ROWS.items(), 1):
        answer_with(page, **given)
        send(page)
        expect(unsent, row).to_contain_text(said)
        page.unroute_all()
        if stopped.count():
            stopped.get_by_role("button", name="Send now").click()
        else:
            send(page)
        expect(page.locator(".outbox-item").first, row).to_contain_text(f"Sent · receipt № {number}")
        finish_a_visit(page, site)


def test_a_stale_token_is_renewed_once_without_a_word(site: Site, page: Page) -> None:
    refused = []

    def once(route: Route) -> None:
        refused.append(route.request.headers["x-csrf-token"])
        if len(refused) > 1:
            route.continue_()
        else:
            route.fulfill(status=403, body='{"code": "csrf"}', content_type="application/json")

    page.route("**/api/submissions/**", once)
    send(page)
    expect(page.locator(".outbox-item")).to_contain_text("Sent · receipt № 1")
    assert len(refused) == 2


def test_one_poisoned_visit_does_not_hold_up_the_others(site: Site, page: Page) -> None:
    page.route(
        "**/api/submissions/**",
        lambda route: route.fulfill(status=400, body=MALFORMED, content_type="application/json"),
    )
    send(page)
    page.unroute_all()
    finish_a_visit(page, site)
    send(page)
    expect(page.locator(".outbox-item[data-state=attention]")).to_contain_text("Needs attention")
    expect(page.locator(".outbox-item[data-state=sent]")).to_contain_text("Sent · receipt № 1")


def test_another_person_on_the_same_phone_sees_and_sends_nothing_of_mine(site: Site, page: Page) -> None:
    page.context.clear_cookies()
    sign_in(page, "stranger")
    send(page)
    expect(page.locator(".outbox-item")).to_have_count(0)
    with site.field.app.app_context():
        assert db.session.scalars(select(Submission)).all() == []
        token = people.open_session(db.session.get_one(User, site.field.auditor), device="again")
        db.session.commit()
    page.context.add_cookies([{"name": "sid", "value": token, "url": site.address}])
    page.goto("/visits")
    expect(page.locator(".outbox-item")).to_contain_text("Sent · receipt № 1")


def test_signing_out_with_unsent_visits_asks_first_and_deletes_nothing(site: Site, page: Page) -> None:
    page.add_init_script(NEVER_AT_LEISURE)
    page.goto("/account")
    sign_out(page)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 visit is only on this phone")
    leave = dialog.get_by_role("button", name="Sign out")
    expect(leave).to_be_disabled()
    dialog.locator("input").fill("1")
    leave.click()
    page.wait_for_url("**/sign-in*")
    page = page.context.new_page()
    sign_in(page)
    expect(page.locator(".outbox-item")).to_contain_text("Sent · receipt № 1")


def test_where_the_phones_store_does_not_open_nobody_is_held(page: Page) -> None:
    page.add_init_script(NO_STORE)
    page.goto("/account")
    sign_out(page)
    page.wait_for_url("**/sign-in*")
