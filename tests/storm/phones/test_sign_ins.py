"""Sign-ins that end, people who change, secrets that are rotated: what was entered is sent as its owner's, and only so."""

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from app.db import db
from app.people.models import SignIn
from app.visits.models import Submission
from app.visits.payload import read_payload
from tests.browser.conftest import OpenPhone, Site
from tests.browser.filling import answer, card
from tests.storm.phones.door import Door
from tests.storm.phones.work import (
    arrived,
    enter,
    give,
    held,
    make,
    manifest,
    open_form,
    run,
    send,
    sign_in_again,
)

pytestmark = pytest.mark.browser
ROTATED = "another secret of nobody, only for tests"


def end_sign_ins(site: Site) -> None:
    with site.field.app.app_context():
        for each in db.session.query(SignIn):
            db.session.delete(each)
        db.session.commit()


def test_the_session_ends_offline_and_another_person_signs_in(site: Site, open_phone: OpenPhone) -> None:
    second = give(site)
    phone = open_phone()
    page = enter(site, phone)
    phone.set_offline(True)
    make(page, second, photos=2)
    open_form(page, site.field.visit)
    answer(page, "COU-01")
    expect(page.locator(".save-state")).to_contain_text("Saved on this phone")
    end_sign_ins(site)
    phone.set_offline(False)
    answer(page, "COU-02")
    expect(page.locator(".save-state")).to_contain_text("Saved on this phone")
    page.goto("/visits")

    page = enter(site, phone, "stranger", along=False)
    send(page)
    expect(page.locator("device-chips")).to_be_attached()
    assert held(page) == {"drafts": [], "outbox": [], "receipts": [], "photos": [], "thumbs": []}
    expect(page.get_by_text("Nevsky 1")).to_have_count(0)
    phone.set_offline(True)
    page.goto(f"/visits/{site.field.visit}/form")
    expect(page.get_by_text("This visit is not on this phone")).to_be_visible()
    assert manifest(site) == {}
    phone.set_offline(False)

    sign_in_again(site, phone)
    page.goto("/visits")
    expect(page.get_by_text("Sent · receipt № 1")).to_be_attached()
    phone.set_offline(True)
    open_form(page, site.field.visit)
    expect(card(page, "COU-01").locator('[value="value:yes"]')).to_be_checked()
    expect(card(page, "COU-02").locator('[value="value:4"]')).to_be_checked()
    with site.field.app.app_context():
        assert [each.by.name for each in arrived(site)] == ["Auditor"]


def test_what_is_typed_after_signing_in_again_is_kept_and_sent(site: Site, phone: BrowserContext) -> None:
    page = open_form(phone.new_page(), site.field.visit)
    answer(page, "COU-01")
    end_sign_ins(site)
    answer(page, "COU-02")
    sign_in_again(site, phone)
    answer(page, "COU-03")
    expect(page.locator(".save-state")).to_contain_text("Saved on this phone")
    page.evaluate("document.querySelector('fill-form').finish()")
    expect(page.locator(".outbox-item")).to_contain_text("Sent · receipt № 1")
    with site.field.app.app_context():
        [sent] = arrived(site)
        assert set(read_payload(sent.body).answers) == {"COU-01", "COU-02", "COU-03"}


@pytest.mark.parametrize("fallbacks", [True, False], ids=["old secret still known", "old secret forgotten"])
def test_a_rotated_secret_and_a_stale_token_are_not_noticed(
    site: Site, phone: BrowserContext, door: Door, fallbacks: bool
) -> None:
    page = phone.new_page()
    page.goto("/visits")
    expect(page.locator("device-chips")).to_be_attached()
    run(page, "await (await lib('api')).ping()")  # the token of the old secret is in the page's hand
    loaded = page.evaluate("performance.timeOrigin")
    make(page, site.field.visit, photos=2)
    old = door.app.config["SECRET_KEY"]
    stale: list[str] = []

    def between(route: Route) -> None:
        """The server is restarted after the ping and before the answers."""
        if not stale:
            door.restart(SECRET_KEY=ROTATED, SECRET_KEY_FALLBACKS=[old] if fallbacks else [])
        stale.append(route.request.headers["x-csrf-token"])
        route.continue_()

    phone.route("**/api/submissions/*", between)
    send(page)
    expect(page.get_by_text("Sent · receipt № 1")).to_be_attached()
    assert page.evaluate("performance.timeOrigin") == loaded, "the page was not loaded again"
    assert len(stale) == (1 if fallbacks else 2), "refused once at most, then sent with a new token"
    with site.field.app.app_context():
        assert db.session.query(Submission).one().sealed_at
