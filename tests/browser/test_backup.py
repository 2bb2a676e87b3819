"""A draft reaches the server while it is filled, and another device goes on with it after an explicit step."""

import json
import time

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from app.db import db
from app.sync.models import BackupPhoto, DraftBackup
from app.visits.models import Submission
from tests.browser.conftest import PATIENCE, OpenPhone, Site, sign_in
from tests.browser.filling import answer, card, take_photo

pytestmark = pytest.mark.browser

LIB = "document.querySelector('script[type=module]').src.replace('built/js/app.js', 'js/lib/')"
BACK_UP = f"async () => (await import({LIB} + 'backup.js')).backUp()"
FINISH = f"""async () => {{
  const base = {LIB};
  const [{{ Draft }}, {{ tell }}] = await Promise.all([import(base + 'draft.js'), import(base + 'dom.js')]);
  const draft = await Draft.of({{ id: VISIT, title: 'Nevsky 1', checklist: {{}} }});
  await draft.finish();
  tell('outbox');
  await (await import(base + 'outbox.js')).send({{ patiently: false }});
}}"""


def open_form(site: Site, phone: BrowserContext) -> Page:
    page = phone.new_page()
    sign_in(page)
    expect(page.locator(".visit-card")).to_contain_text("opens without network")
    page.goto(f"/visits/{site.field.visit}/form")
    expect(page.locator("fill-form[data-ready]")).to_be_visible()
    return page


def begin(site: Site, page: Page) -> None:
    answer(page, "COU-01")
    take_photo(page, "COU-01", 3)
    expect(card(page, "COU-01").locator(".photos img")).to_have_count(1)
    answer(page, "COU-02")
    expect(page.locator(".save-state")).to_contain_text("Saved on this phone")


def copies(site: Site) -> list[tuple[int, int]]:
    """Answers and photos of every copied draft."""
    with site.field.app.app_context():
        found = db.session.scalars(select(DraftBackup).order_by(DraftBackup.id)).all()
        return [(each.answered, len(each.photos)) for each in found]


def until_copied(site: Site, page: Page, wanted: list[tuple[int, int]], *, now: bool = True) -> None:
    """Copy now; or wait for it to come by itself, as an assessor does, who never presses anything."""
    until = time.monotonic() + PATIENCE / 1_000
    while copies(site) != wanted and time.monotonic() < until:
        if now:
            page.evaluate(BACK_UP)
        page.wait_for_timeout(100)
    assert copies(site) == wanted


def test_what_is_filled_in_reaches_the_server_by_itself(site: Site, open_phone: OpenPhone) -> None:
    phone = open_phone()
    phone.clock.install()
    page = open_form(site, phone)
    begin(site, page)
    page.clock.fast_forward("20")
    until_copied(site, page, [(2, 1)], now=False)
    assert (
        page.evaluate(f"async () => (await import({LIB} + 'store.js')).read(db => db.count('drafts'))") == 1
    )
    with site.field.app.app_context():
        assert db.session.scalars(select(Submission)).all() == []


def test_a_server_that_fails_is_not_heard_of_and_asked_again(site: Site, open_phone: OpenPhone) -> None:
    phone = open_phone(service_workers="block")
    page = phone.new_page()
    sign_in(page)
    phone.route("**/api/drafts/**", lambda route: route.fulfill(status=503, body="{}"))
    page.goto(f"/visits/{site.field.visit}/form")
    expect(page.locator("fill-form[data-ready]")).to_be_visible()
    begin(site, page)
    page.evaluate(BACK_UP)
    assert copies(site) == []
    expect(page.locator(".save-state")).to_contain_text("Saved on this phone")
    expect(page.get_by_role("alert").locator("visible=true")).to_have_count(0)
    phone.unroute_all()
    page.evaluate("dispatchEvent(new Event('online'))")
    until_copied(site, page, [(2, 1)], now=False)


def test_another_device_goes_on_and_both_submissions_are_kept(site: Site, open_phone: OpenPhone) -> None:
    first = open_form(site, open_phone())
    begin(site, first)
    until_copied(site, first, [(2, 1)])

    second = open_phone(user_agent="Mozilla/5.0 (iPhone) Safari/604.1").new_page()
    sign_in(second)
    place = second.locator(".visit-card-elsewhere")
    expect(place).to_contain_text("Begun on another device (Chrome · Linux): 2 answers, ")
    place.get_by_role("button", name="Go on here").click()
    dialog = second.get_by_role("dialog")
    expect(dialog).to_contain_text("2 answers, as they were saved on Chrome · Linux")
    dialog.get_by_role("button", name="Not now").click()
    expect(second.get_by_role("dialog")).to_have_count(0)
    place.get_by_role("button", name="Go on here").click()
    second.get_by_role("dialog").get_by_role("button", name="Go on here").click()
    second.wait_for_url("**/form")
    expect(card(second, "COU-01").locator('[value="value:yes"]')).to_be_checked()
    expect(card(second, "COU-01").locator(".photos img")).to_have_count(1)
    card(second, "COU-02").locator('[value="value:2"]').check()
    expect(second.locator(".save-state")).to_contain_text("Saved on this phone")
    until_copied(site, second, [(2, 1), (2, 1)])

    card(first, "COU-02").locator('[value="value:1"]').check()
    expect(first.locator(".save-state")).to_contain_text("Saved on this phone")
    first.evaluate(BACK_UP)
    first.goto("/visits")
    expect(first.locator(".visit-card")).to_contain_text("Taken over on another device at")
    expect(first.locator(".visit-card").get_by_role("button", name="Go on here")).to_be_hidden()
    with site.field.app.app_context():
        old, new = db.session.scalars(select(DraftBackup).order_by(DraftBackup.id)).all()
        assert (old.rev, new.continues, old.takeovers[0].device) == (old.rev, old.uuid, new.device)
        assert json.loads(old.body)["answers"]["COU-02"]["value"] == 4
        photos = db.session.scalars(select(BackupPhoto)).all()
        assert len({photo.digest for photo in photos}) == 1
        assert len({photo.uuid for photo in photos}) == 2

    for page in (second, first):
        page.goto("/visits")
        expect(page.locator(".visit-card")).to_contain_text("Begun on this phone")
        page.evaluate(FINISH.replace("VISIT", str(site.field.visit)))
        expect(page.locator(".outbox-item").first).to_contain_text("Sent")
    with site.field.app.app_context():
        sent = db.session.scalars(select(Submission).order_by(Submission.id)).all()
        assert [json.loads(each.body)["answers"]["COU-02"]["value"] for each in sent] == [2, 1]
        assert all(each.sealed_at for each in sent)


def test_a_step_that_breaks_off_leaves_everything_as_it_was(site: Site, open_phone: OpenPhone) -> None:
    first = open_form(site, open_phone())
    begin(site, first)
    until_copied(site, first, [(2, 1)])
    second = open_phone(service_workers="block").new_page()
    sign_in(second)
    damaged = {"status": 200, "body": b"not these bytes", "content_type": "application/octet-stream"}
    second.route("**/api/drafts/*/photos/*", lambda route: route.fulfill(**damaged))
    second.get_by_role("button", name="Go on here").click()
    go = second.get_by_role("dialog").get_by_role("button", name="Go on here")
    go.click()
    expect(second.get_by_role("alert").locator("visible=true")).to_contain_text(
        "Nothing has changed; try again."
    )
    with site.field.app.app_context():
        assert db.session.scalars(select(DraftBackup)).one().takeovers == []
    second.unroute_all()
    go.click()
    second.wait_for_url("**/form")
    expect(card(second, "COU-01").locator(".photos img")).to_have_count(1)


def test_a_phone_that_lost_its_drafts_hears_of_them(site: Site, open_phone: OpenPhone) -> None:
    page = open_form(site, open_phone())
    begin(site, page)
    until_copied(site, page, [(2, 1)])
    page.goto("/visits")
    expect(page.locator(".visit-card")).to_contain_text("Begun on this phone")
    clear = "db => Promise.all(['drafts', 'photos', 'thumbs'].map(name => db.clear(name)))"
    page.evaluate(f"async () => (await import({LIB} + 'store.js')).read({clear})")
    page.reload()
    expect(page.locator(".visit-card")).to_contain_text(
        "A draft of this phone is only on the server: 2 answers"
    )
    page.get_by_role("button", name="Go on here").click()
    page.get_by_role("dialog").get_by_role("button", name="Go on here").click()
    page.wait_for_url("**/form")
    expect(card(page, "COU-01").locator(".photos img")).to_have_count(1)
