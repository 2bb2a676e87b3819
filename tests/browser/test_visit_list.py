"""The assessor's list: what is urgent first, the same with network and without, and what is sent out of the way."""

from datetime import timedelta

import pytest
from flask import request
from playwright.sync_api import Page, expect

from app.clock import now
from app.db import db
from app.visits import states
from app.visits.models import Visit
from tests.browser.conftest import OpenPhone, Site, sign_in
from tests.browser.sending import FINISH, send

pytestmark = pytest.mark.browser

FAR_AWAY = {"timezone_id": "Asia/Tokyo"}
CARDS = "cards => cards.map(card => [card.dataset.visit, card.querySelector('.visit-card-deadline').textContent.trim()])"


def give(site: Site, *, days: int, returned: bool = False) -> int:
    """One more visit of the auditor, like the first."""
    with site.field.app.app_context():
        first = db.session.get_one(Visit, site.field.visit)
        same = ("store", "checklist", "assessor", "kind")
        visit = Visit(**{name: getattr(first, name) for name in same}, deadline=now() + timedelta(days=days))
        db.session.add(visit)
        for state in (states.ASSIGNED, *((states.SUBMITTED, states.RETURNED) if returned else ())):
            visit.become(state, by=None, reason="photo" if state == states.RETURNED else "")
        db.session.commit()
        return visit.id


def listed(page: Page) -> list[tuple[str, str]]:
    expect(page.locator(".visit-card")).to_have_count(3)
    return page.locator(".visit-card").evaluate_all(CARDS)


def test_the_list_is_the_same_without_network(site: Site, open_phone: OpenPhone) -> None:
    late, back = give(site, days=0), give(site, days=9, returned=True)
    phone = open_phone(**FAR_AWAY)
    page = phone.new_page()
    sign_in(page)
    expect(page.locator(".visit-card").last).to_contain_text("opens without network")
    online = listed(page)
    assert [int(number) for number, _deadline in online] == [back, late, site.field.visit]
    phone.set_offline(True)
    page.goto("/visits")
    expect(page.locator("assignment-list[data-offline]")).to_be_attached()
    assert listed(page) == online


def test_what_is_sent_is_folded_away_under_what_waits(site: Site, open_phone: OpenPhone) -> None:
    page = open_phone(service_workers="block").new_page()
    sign_in(page)
    page.route("**/api/submissions/**", lambda route: route.abort())
    page.evaluate(FINISH.replace("VISIT", str(site.field.visit)))
    page.reload()
    receipt = page.get_by_text("Sent · receipt № 1")
    expect(page.locator(".outbox-item")).to_contain_text("Waiting for network")
    expect(page.locator(".outbox-sent")).to_be_hidden()
    page.unroute_all()
    send(page)
    expect(page.locator(".outbox-sent summary")).to_have_text("Sent (1)")
    expect(receipt).to_be_hidden()
    page.locator(".outbox-sent summary").click()
    expect(receipt).to_be_visible()
    page.reload()
    done = page.get_by_role("heading", name="Done")
    expect(page.locator(".visits-done")).to_be_hidden()
    done.click()
    expect(page.locator(".visits-done")).to_contain_text("Nevsky 1")


def test_the_promise_to_keep_the_visit_goes_when_it_has_come_true(site: Site, open_phone: OpenPhone) -> None:
    page = open_phone(service_workers="block").new_page()
    sign_in(page)
    page.route("**/api/submissions/**", lambda route: route.abort())
    page.goto(f"/visits/{site.field.visit}/form")
    expect(page.locator("fill-form[data-ready]")).to_be_visible()
    page.evaluate("document.querySelector('fill-form').finish()")
    promise = page.get_by_text("kept on this phone until")
    expect(page.locator(".outbox-item")).to_contain_text("Waiting for network")
    expect(promise).to_be_visible()
    page.unroute_all()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_text("Sent · receipt № 1")).to_be_visible()
    expect(promise).to_be_hidden()


def test_a_finished_visit_is_not_begun_again_while_it_waits(site: Site, open_phone: OpenPhone) -> None:
    phone = open_phone()
    page = phone.new_page()
    sign_in(page)
    expect(page.locator(".visit-card")).to_contain_text("opens without network")
    page.route("**/api/submissions/**", lambda route: route.abort())
    page.evaluate(FINISH.replace("VISIT", str(site.field.visit)))
    phone.set_offline(True)
    page.goto(f"/visits/{site.field.visit}/form")
    expect(page.get_by_role("heading", name="This visit is finished")).to_be_visible()
    expect(page.locator(".outbox-item")).to_contain_text("Waiting for network")


def test_visits_are_taken_along_at_last_when_the_network_was_bad_at_first(
    site: Site, open_phone: OpenPhone
) -> None:
    asked: list[str] = []

    def bad_at_first() -> tuple[str, int] | None:
        if request.path != "/api/assignments":
            return None
        asked.append(request.path)
        return ("no gateway", 502) if len(asked) == 1 else None

    site.field.app.before_request_funcs.setdefault(None, []).insert(0, bad_at_first)
    page = open_phone().new_page()
    sign_in(page)
    expect(page.locator(".visit-card")).to_contain_text("opens without network")
    assert len(asked) == 2
