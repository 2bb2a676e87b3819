"""What is done on a phone during a storm, and what is found on it and on the server afterwards."""

from typing import Any

from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from app.clock import now
from app.db import db
from app.people import operations as people
from app.people.models import User
from app.visits import operations
from app.visits.models import Submission, Visit
from tests.browser.conftest import Site
from tests.browser.imports import needed_by

LIB = """const base = document.querySelector('script[type=module]').src.replace('built/js/app.js', 'js/lib/');
  const lib = (name) => import(`${base}${name}.js`);
  const libs = (...names) => Promise.all(names.map(lib));
"""
# Every row of every store, photos by their hashes: what was kept, not what was promised.
HELD = """
  const [{ read }, { sha256 }] = await libs('store', 'trusted');
  const names = ['drafts', 'outbox', 'receipts', 'photos', 'thumbs'];
  const all = await read((db) => Promise.all(names.map((name) => db.getAll(name))));
  const held = Object.fromEntries(names.map((name, at) => [name, all[at]]));
  for (const row of held.photos) row.is = await sha256(row.bytes);
  for (const row of [...held.photos, ...held.thumbs]) row.bytes = row.bytes.byteLength;
  return held;
"""
# A visit is begun, gets photos, and is finished if wanted: {visit, photos, finish, answers}.
MAKE = """
  const [{ Draft }, { drawn }, { tell }] = await libs('draft', 'photos', 'dom');
  const checklist = { id: given.checklist ?? 1, digest: given.digest ?? 'a'.repeat(64) };
  const draft = await Draft.of({ id: given.visit, title: `Visit ${given.visit}`, checklist });
  draft.row.answers = given.answers ?? { 'COU-01': { value: 'yes' } };
  draft.changed();
  await draft.save();
  for (let n = 0; n < (given.photos ?? 0); n += 1) {
    const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 30 });
    const brush = canvas.getContext('2d');
    brush.fillStyle = `rgb(${n * 9 % 256}, ${given.visit % 256}, ${n % 256})`;
    brush.fillRect(0, 0, 40, 30);
    await draft.addPhoto(await drawn(canvas), 'COU-01');
  }
  if (given.finish ?? true) await draft.finish();
  tell('outbox');
  return draft.row.id;
"""
# Another round of the app may be under way: one page sends at a time, and whoever comes meanwhile goes away again.
SEND = """
  const { owner } = await lib('store');
  const nobodySends = () => navigator.locks.request(`etalon-send-${owner()}`, () => {});
  await nobodySends();
  await (await lib('outbox')).send({ patiently: false });
  await nobodySends();
"""


def run(page: Page, script: str, given: Any = None) -> Any:
    """Run a script in a page of the app, with its own modules at hand."""
    return page.evaluate("async (given) => {" + LIB + script + "}", given)


def make(page: Page, visit: int, **more: Any) -> str:
    """Make a visit on the phone through its own modules; gives the id."""
    return run(page, MAKE, {"visit": visit, **more})


def send(page: Page) -> None:
    run(page, SEND)


def held(page: Page) -> dict[str, list[dict[str, Any]]]:
    """What lies on the phone."""
    return run(page, HELD)


# The app's single modules are not kept on a phone; the tests want them there, also without network.
BRING = """async (names) => {
  const base = document.querySelector('script[type=module]').src.replace('built/js/app.js', '');
  const cache = await caches.open(`etalon-${base.match(/static.(\\w+)/)[1]}`); // where the worker looks
  await cache.addAll(names.map((name) => base + name));
}"""
LIBS = ("draft", "photos", "dom", "store", "trusted", "outbox", "api")


def bring_modules(page: Page) -> None:
    page.evaluate(BRING, sorted(needed_by(*(f"js/lib/{name}.js" for name in LIBS))))
    run(page, f"await libs(...{list(LIBS)})")


def enter(site: Site, phone: BrowserContext, who: str = "auditor", *, along: bool = True) -> Page:
    """Sign somebody in on a phone and take the visits along; gives the list of visits."""
    sign_in_again(site, phone, who)
    page = phone.new_page()
    page.goto("/visits")
    bring_modules(page)
    if along:
        expect(page.locator(".visit-card").first).to_contain_text("opens without network")
    return page


def sign_in_again(site: Site, phone: BrowserContext, who: str = "auditor") -> None:
    """A new sign-in of somebody, as if the password had been typed."""
    with site.field.app.app_context():
        user = db.session.scalars(select(User).where(User.name == who.title())).one()
        token = people.open_session(user, device="storm")
        db.session.commit()
    phone.add_cookies([{"name": "sid", "value": token, "url": site.address}])


def open_form(page: Page, visit: int) -> Page:
    page.goto(f"/visits/{visit}/form")
    expect(page.locator("fill-form[data-ready]")).to_be_visible()
    return page


def give(site: Site, *, checklist: int | None = None, days: int = 3) -> int:
    """One more visit of the auditor, on the first one's checklist or another; gives its number."""
    with site.field.app.app_context():
        first = db.session.get_one(Visit, site.field.visit)
        version = (
            first.checklist if checklist is None else db.session.get_one(type(first.checklist), checklist)
        )
        deadline = now().replace(microsecond=0) + (first.deadline - first.created_at) * days
        what = operations.Assignment(first.store, version, first.assessor, first.kind, deadline)
        visit = operations.assign(what, by=None)
        db.session.commit()
        return visit.id


def arrived(site: Site) -> list[Submission]:
    """The submissions on the server in the order of their coming; call within an app context."""
    return list(db.session.scalars(select(Submission).order_by(Submission.id)))


def manifest(site: Site) -> dict[str, set[str]]:
    """By submission the hashes of the photos that came with it; only sealed ones."""
    with site.field.app.app_context():
        sealed = [each for each in arrived(site) if each.sealed_at]
        return {each.uuid: {photo.digest for photo in each.evidence} for each in sealed}


def whole(found: dict[str, list[dict[str, Any]]]) -> None:
    """No photo is spoken of without its bytes, no bytes lie there without a word of them."""
    spoken = {}
    for row in [
        *found["drafts"],
        *found["outbox"],
        *(each["item"] for each in found["receipts"] if each["item"]),
    ]:
        spoken |= {photo["id"]: (row["id"], photo["sha256"]) for photo in row["photos"]}
    there = {row["id"]: (row["owner"], row["is"]) for row in found["photos"]}
    assert there == spoken
    assert {row["id"]: row["owner"] for row in found["thumbs"]} == {
        id: owner for id, (owner, _) in spoken.items()
    }
    assert all(row["bytes"] for row in [*found["photos"], *found["thumbs"]])
