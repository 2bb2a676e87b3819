"""The outbox on the phone: what waits and until when, what the server refused, and whether a receipt still stands."""

import re

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import delete, select

from app.db import db
from app.visits.models import Evidence, Scorecard, Submission, Visit, VisitEvent
from app.visits.payload import read_payload
from tests.browser.conftest import OpenPhone, Site, sign_in
from tests.browser.sending import hold, send

pytestmark = pytest.mark.browser

LIB = """const base = document.querySelector('script[type=module]').src.replace('built/js/app.js', 'js/lib/');
  const lib = (name) => import(`${base}${name}.js`);"""
# A finished visit with a photo; CONFLICT says whether the server has other answers under its number already.
FINISH = (
    "async () => {"
    + LIB
    + """
  const [{ Draft }, { drawn }, api, { canonical }, { sha256 }, { read }, { tell }] = await Promise.all(
    ['draft', 'photos', 'api', 'freeze', 'trusted', 'store', 'dom'].map(lib));
  const draft = await Draft.of({ id: VISIT, title: 'Nevsky 1', checklist: { id: 1, digest: 'a'.repeat(64) } });
  draft.row.answers = { 'COU-01': { value: 'yes' } };
  const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 30 });
  await draft.addPhoto(await drawn(canvas), 'COU-01');
  if (CONFLICT) {
    await api.ping();
    const { id, visit, checklist, photos } = draft.row;
    const other = canonical({ format: 1, id, visit, checklist, photos, answers: {} });
    await api.put(`/api/submissions/${id}`, other, await sha256(other), 'application/json');
    const { bytes, sha256: sum, mime } = await read((db) => db.get('photos', photos[0].id));
    await api.put(`/api/submissions/${id}/photos/${photos[0].id}`, bytes, sum, mime);
  }
  await draft.finish();
  tell('outbox');
}"""
)
KEPT = (
    "async () => {"
    + LIB
    + """
  const { read } = await lib('store');
  const all = await Promise.all(['outbox', 'photos', 'thumbs'].map((name) => read((db) => db.getAll(name))));
  return all.map((rows) => rows.map(({ id, owner, was }) => ({ id, owner, was: was?.id ?? null })));
}"""
)


@pytest.fixture
def page(site: Site, open_phone: OpenPhone) -> Page:
    page = open_phone(service_workers="block").new_page()
    sign_in(page)
    return page


def finish(site: Site, page: Page, *, conflict: bool = False) -> None:
    script = FINISH.replace("VISIT", str(site.field.visit)).replace("CONFLICT", str(conflict).lower())
    hold(page)
    page.evaluate(script)


def test_a_refused_visit_goes_as_a_new_revision_with_photos_of_its_own(site: Site, page: Page) -> None:
    finish(site, page, conflict=True)
    send(page)
    refused = page.locator(".outbox-item[data-state=attention]")
    expect(refused).to_contain_text("Send these as a new revision")
    page.route("**/api/submissions/**", lambda route: route.abort())
    refused.get_by_role("button", name="Send as a new revision").click()
    expect(page.locator(".outbox-item[data-state=waiting]")).to_contain_text("Waiting for network")
    with site.field.app.app_context():
        [old] = [each.uuid for each in db.session.scalars(select(Submission))]
    [item], [photo], [thumb] = page.evaluate(KEPT)
    assert item["was"] == old != item["id"]
    assert photo["id"] == thumb["id"]
    assert photo["owner"] == item["id"]

    page.unroute_all()
    send(page)
    expect(page.locator(".outbox-item")).to_contain_text("Sent · receipt № 2")
    with site.field.app.app_context():
        first, second = db.session.get_one(Visit, site.field.visit).attempt
        assert (first.uuid, second.uuid) == (old, item["id"])
        payload = read_payload(second.body)
        assert payload.revision_of == old
        assert payload.answers["COU-01"].value == "yes"
        assert [each.uuid for each in second.evidence] == [photo["id"]]
        assert len(first.evidence) == 1


def test_a_second_tap_makes_no_second_revision(site: Site, page: Page) -> None:
    finish(site, page, conflict=True)
    send(page)
    expect(page.locator(".outbox-item")).to_contain_text("The server has other answers")
    script = (
        "async () => {"
        + LIB
        + """
      const { read } = await lib('store');
      const [{ id }] = await read((db) => db.getAll('outbox'));
      const { sendAsNew } = await lib('revision');
      await Promise.all([sendAsNew(id), sendAsNew(id)]);
    }"""
    )
    page.evaluate(script)
    expect(page.locator(".outbox-item")).to_contain_text("Sent · receipt № 2")
    with site.field.app.app_context():
        assert len(db.session.scalars(select(Submission)).all()) == 2


def test_what_waits_says_when_it_is_tried_next_and_how_often_it_was(site: Site, page: Page) -> None:
    finish(site, page)

    def busy(route: Route) -> None:
        route.fulfill(status=503, body="{}", content_type="application/json", headers={"Retry-After": "240"})

    page.route("**/api/submissions/**", busy)
    send(page)
    expect(page.locator(".outbox-item")).to_contain_text(re.compile(r"next try \d\d:\d\d · attempts: 1"))
    send(page)
    expect(page.locator(".outbox-item")).to_contain_text("attempts: 2")


def test_a_receipt_says_when_it_was_given_and_can_be_asked_about(site: Site, page: Page) -> None:
    finish(site, page)
    send(page)
    page.locator(".outbox-sent summary").click()
    receipt = page.locator(".outbox-item[data-state=sent]")
    expect(receipt).to_contain_text("Received by the server on")
    receipt.get_by_role("button", name="Check again").click()
    expect(receipt).to_contain_text("the server has all of it")
    page.route("**/api/ping", lambda route: route.abort())
    receipt.get_by_role("button", name="Check again").click()
    expect(receipt).to_contain_text("could not be asked")


def test_what_the_server_has_lost_is_sent_once_more(site: Site, page: Page) -> None:
    finish(site, page)
    send(page)
    page.locator(".outbox-sent summary").click()
    with site.field.app.app_context():
        for table in (Scorecard, Evidence, VisitEvent, Submission):
            chosen = VisitEvent.submission_id.is_not(None) if table is VisitEvent else True
            db.session.execute(delete(table).where(chosen))
        db.session.commit()
    with page.expect_response("**/api/submissions/*/photos/*"):
        page.get_by_role("button", name="Check again").click()
    expect(page.locator(".outbox-item")).to_contain_text("Sent · receipt № 1")
    with site.field.app.app_context():
        again = db.session.scalars(select(Submission)).one()
        assert again.sealed_at
        assert len(again.evidence) == 1
