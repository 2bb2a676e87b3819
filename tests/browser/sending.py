"""The moment of sending in the hand of a test: the app begins a round by itself soon after a page was opened."""

from playwright.sync_api import Page

# A finished visit in the outbox of the phone.
FINISH = """async () => {
  const base = document.querySelector('script[type=module]').src.replace('built/js/app.js', 'js/lib/');
  const [{ Draft }, { tell }] = await Promise.all([import(base + 'draft.js'), import(base + 'dom.js')]);
  const draft = await Draft.of({ id: VISIT, title: 'Nevsky 1', checklist: { id: 1, digest: 'a'.repeat(64) } });
  draft.row.answers = { 'COU-01': { value: 'yes' } };
  draft.changed();
  await draft.finish();
  tell('outbox');
}"""
HOLD = """() => new Promise((held) => {
  navigator.locks.request(`etalon-send-${document.body.dataset.user}`, () => {
    held();
    return new Promise((letGo) => { globalThis.letGo = letGo; });
  });
})"""
SEND = """async () => {
  const nobodySends = () => navigator.locks.request(`etalon-send-${document.body.dataset.user}`, () => {});
  const base = document.querySelector('script[type=module]').src.replace('built/js/app.js', 'js/lib/');
  const { send } = await import(base + 'outbox.js');
  globalThis.letGo?.();
  await nobodySends();
  await send({ patiently: false });
  await nobodySends(); // the app may have been quicker
}"""


def hold(page: Page) -> None:
    """Send nothing until `send`: the app waits as it does while another tab sends."""
    page.evaluate(HOLD)


def send(page: Page) -> None:
    """Send what waits, due or not; over when nothing is being sent."""
    page.evaluate(SEND)
