"""A phone with a microphone into which somebody speaks, and what they do with it there."""

from playwright.sync_api import Page, expect

from app.db import db
from app.visits.models import Visit
from app.waves.models import Wave
from tests.browser.conftest import Site
from tests.browser.filling import card
from tests.days import today

NOTES = """async () => {
  const { draft } = document.querySelector('fill-form');
  await draft.save();
  const [{ name }] = (await indexedDB.databases()).filter(({ name }) => name.startsWith('etalon-u'));
  const db = await new Promise((done) => { const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result); });
  const row = (store, id) => new Promise((done) => {
    const asked = db.transaction(store).objectStore(store).get(id);
    asked.onsuccess = () => done(asked.result);
  });
  const notes = draft.row.photos.filter(({ kind }) => kind === 'voice');
  const found = await Promise.all(notes.map(async ({ id, seconds, mime, sha256, question }) => {
    const size = (await row('photos', id))?.bytes.byteLength ?? 0;
    return { id, seconds, mime, sha256, question, size, thumb: Boolean(await row('thumbs', id)) };
  }));
  db.close();
  return found;
}"""


def let_speak(site: Site, visit: int | None = None) -> None:
    """The programme of the visit allows voice notes."""
    with site.field.app.app_context():
        found, day = db.session.get_one(Visit, visit or site.field.visit), today()
        if found.wave is None:
            found.wave = Wave(name="W", purpose="p", notice="n", starts_on=day, ends_on=day)
        found.wave.allows_voice = True
        db.session.commit()


def open_more(page: Page, code: str) -> None:
    more = card(page, code).locator(".question-more")
    expect(more.locator(".voice-field")).to_be_attached()
    if not more.evaluate("each => each.open"):
        more.locator("summary").click()


def speak(page: Page, code: str, until: str = "0:02") -> None:
    """Begin to record, and say something until the clock shows this."""
    open_more(page, code)
    card(page, code).get_by_role("button", name="Record a voice note").click()
    expect(card(page, code).get_by_role("timer")).to_contain_text(f"{until} of 2:00")


def record(page: Page, code: str) -> None:
    speak(page, code)
    card(page, code).get_by_role("button", name="Stop the recording").click()
    expect(card(page, code).locator("[data-voice]")).to_have_count(1)
