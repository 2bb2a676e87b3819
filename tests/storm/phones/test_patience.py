"""Poison and patience: one refused among many, sixty days without network, a wrong clock, work called off meanwhile."""

from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from app.clock import now
from app.db import db
from app.visits import operations
from app.visits.models import Visit
from tests.browser.conftest import OpenPhone, Site
from tests.storm.counts import count
from tests.storm.phones.door import Door
from tests.storm.phones.work import arrived, enter, give, held, make, manifest, run, send, whole

pytestmark = pytest.mark.browser

NOBODYS = 999_999
GOOD = count(4, 20)


def list_of(phone: BrowserContext) -> Page:
    page = phone.new_page()
    page.goto("/visits")
    expect(page.locator("device-chips")).to_be_attached()
    run(page, "await libs('draft', 'store', 'trusted')")
    return page


def test_one_poison_among_many_good_after_sixty_days(site: Site, open_phone: OpenPhone) -> None:
    visits = [give(site) for _ in range(GOOD)]
    phone = open_phone(service_workers="block")
    page = enter(site, phone, along=False)
    expect(page.locator("device-chips")).to_be_attached()
    phone.set_offline(True)
    for visit in [*visits[:2], NOBODYS, *visits[2:]]:
        make(page, visit, photos=1)
    sixty_days = now() + timedelta(days=60)
    page.clock.set_system_time(sixty_days)
    with site.field.app.app_context():
        called_off = db.session.get_one(Visit, visits[0])
        operations.cancel(called_off, by=called_off.assessor, note="not needed any more")
        for visit in visits[1:]:
            db.session.get_one(Visit, visit).deadline = now() - timedelta(days=50)
        db.session.commit()
    phone.set_offline(False)
    send(page)
    expect(page.locator(".outbox-item[data-state=sent]")).to_have_count(GOOD)
    poison = page.locator(".outbox-item[data-state=attention]")
    expect(poison).to_contain_text("The server did not take it")
    expect(poison.get_by_role("button", name="Save a copy")).to_be_visible()
    assert len(manifest(site)) == GOOD
    with site.field.app.app_context():
        flags = {each.visit_id: each.flags for each in arrived(site)}
    assert all(flags.values()), flags
    assert "closed" in flags[visits[0]]
    found = held(page)
    whole(found)
    assert [each["visit"] for each in found["outbox"]] == [NOBODYS]


@pytest.mark.parametrize("years", [2, -2])
def test_a_clock_that_is_two_years_off_holds_nothing_up_and_lets_nothing_expire(
    site: Site, open_phone: OpenPhone, years: int
) -> None:
    second = give(site)
    phone = open_phone(service_workers="block")
    page = enter(site, phone, along=False)
    expect(page.locator("device-chips")).to_be_attached()
    page.route("**/api/submissions/**", lambda route: route.abort())
    make(page, site.field.visit)
    send(page)  # failed, and is due again in a moment by the clock of today
    page.clock.set_system_time(now() + timedelta(days=730 * years))
    make(page, second)
    page.unroute_all()
    run(page, "await (await lib('outbox')).send()")
    run(page, SOON)
    expect(page.locator(".outbox-item[data-state=sent]")).to_have_count(2)
    with site.field.app.app_context():
        both = arrived(site)
        assert {each.visit_id for each in both} == {site.field.visit, second}
        late = [abs(each.sealed_at - now()) for each in both]
        assert max(late) < timedelta(minutes=5), "the server's own clock counts"
    assert all(each["item"] for each in held(page)["receipts"]), "nothing expires by the phone's clock"


SOON = """
  const { read } = await lib('store');
  for (let n = 0; n < 40 && (await read((db) => db.count('outbox'))); n += 1) {
    await new Promise((soon) => setTimeout(soon, 250));
    await (await lib('outbox')).send();
  }
"""


def test_a_server_that_was_down_for_twenty_minutes_is_found_again_within_one(
    site: Site, open_phone: OpenPhone, door: Door
) -> None:
    phone = open_phone(service_workers="block")
    phone.clock.install()
    page = enter(site, phone, along=False)
    expect(page.locator("device-chips")).to_be_attached()
    door.portal = ("503 Service Unavailable", {"Content-Type": "text/html"}, b"down")
    make(page, site.field.visit, photos=1)
    page.evaluate("dispatchEvent(new Event('online'))")
    for _minute in range(20):
        page.clock.run_for(60_000)
    assert door.met > 5
    expect(page.locator(".outbox-item")).to_contain_text("Waiting for network")
    door.portal = None
    for _second in range(12):
        page.clock.run_for(5_000)
        if manifest(site):
            break
        page.wait_for_timeout(200)
    expect(page.get_by_text("Sent · receipt № 1")).to_be_attached()


def test_ten_answers_that_never_come_back_make_one_submission_and_one_receipt(
    site: Site, open_phone: OpenPhone
) -> None:
    phone = open_phone(service_workers="block")
    page = enter(site, phone, along=False)
    expect(page.locator("device-chips")).to_be_attached()
    make(page, site.field.visit)

    def swallow(route: Route) -> None:
        route.fetch()
        route.abort("timedout")

    page.route("**/api/submissions/*", swallow)
    for _ in range(10):
        send(page)
    assert len(manifest(site)) == 1
    assert held(page)["outbox"][0]["attempts"] == 10
    page.unroute_all()
    send(page)
    expect(page.get_by_text("Sent · receipt № 1")).to_be_attached()
    assert len(manifest(site)) == 1


def test_a_receipt_that_could_not_be_kept_makes_no_second_record(site: Site, open_phone: OpenPhone) -> None:
    page = enter(site, open_phone(service_workers="block"), along=False)
    expect(page.locator("device-chips")).to_be_attached()
    make(page, site.field.visit, photos=2)
    run(
        page,
        """const put = IDBObjectStore.prototype.put;
        let n = 0;
        IDBObjectStore.prototype.put = function (...row) {
          if (this.name === 'receipts' && (n += 1) === 1) throw new DOMException('no', 'UnknownError');
          return put.apply(this, row);
        };
        await (await lib('outbox')).send({ patiently: false }).catch(() => {});""",
    )
    assert len(held(page)["outbox"]) == 1
    assert held(page)["receipts"] == []
    send(page)
    expect(page.get_by_text("Sent · receipt № 1")).to_be_attached()
    assert [len(photos) for photos in manifest(site).values()] == [2]


def test_a_finished_visit_never_changes_and_what_follows_is_another_page_s(
    site: Site, phone: BrowserContext
) -> None:
    page = list_of(phone)
    phone.set_offline(True)
    refused = run(
        page,
        """const { Draft, Elsewhere } = await lib('draft');
        const draft = await Draft.of({ id: given, title: '', checklist: { id: 1, digest: '' } });
        draft.row.answers = { 'COU-01': { value: 'yes' } };
        draft.changed();
        const { body } = await draft.finish();
        draft.row.answers = { 'COU-01': { value: 'no' } };
        draft.changed();
        return [body, await draft.save().then(() => 'kept', (error) => error instanceof Elsewhere)];""",
        site.field.visit,
    )
    found = held(page)
    assert refused == [found["outbox"][0]["body"], True]
    assert found["drafts"] == []


def test_receipts_stay_for_two_months_and_bytes_for_a_week(site: Site, open_phone: OpenPhone) -> None:
    page = enter(site, open_phone(service_workers="block"), along=False)
    expect(page.locator("device-chips")).to_be_attached()
    for days in (3, 40, 70):
        make(page, 1000 + days, photos=1)
        run(
            page,
            """const { read, write } = await lib('store');
            const item = (await read((db) => db.getAll('outbox'))).find(({ visit }) => visit === 1000 + given);
            const received_at = new Date(Date.now() - given * 86_400_000).toISOString();
            await write(['outbox', 'receipts'], async (tx) => {
              await tx.objectStore('outbox').delete(item.id);
              const receipt = { no: given, id: item.id, received_at };
              await tx.objectStore('receipts').put({ id: item.id, visit: item.visit, title: '', receipt, item });
            });""",
            days,
        )
    make(page, site.field.visit)
    send(page)
    found = held(page)
    whole(found)
    kept = {each["receipt"]["no"]: bool(each["item"]) for each in found["receipts"]}
    assert kept == {1: True, 3: True, 40: False}
