"""What a phone does by itself with what lies on it: sends in the order of finishing, forgets forms of no more use."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPhone, Site, sign_in
from tests.browser.kept import draft, keep, sent, unsent

pytestmark = pytest.mark.browser

LIB = """const base = document.querySelector('script[type=module]').src.replace('built/js/app.js', 'js/lib/');
  const lib = (name) => import(`${base}${name}.js`);"""
# Two visits finished one after the other; between them somebody sets the phone's clock two years back.
SET_BACK = (
    "async () => {"
    + LIB
    + """
  const [{ Draft }, { waiting }] = await Promise.all(['draft', 'outbox'].map(lib));
  const finished = async (id) => (await Draft.of({ id, title: `Visit ${id}`, checklist: { id: 1, digest: 'a'.repeat(64) } })).finish();
  const now = Date.now;
  await finished(901);
  Date.now = () => now() - 2 * 365 * 86_400_000;
  await finished(902);
  Date.now = now;
  return (await waiting()).map(({ visit }) => visit);
}"""
)
FORMS = (
    "async () => {"
    + LIB
    + """
  const { read } = await lib('store');
  const keys = (store) => read((db) => db.getAllKeys(store));
  return { forms: await keys('forms'), sections: await keys('sections') };
}"""
)
REFRESH = "async () => {" + LIB + "return (await lib('assignments')).refresh(); }"

NONE_OPEN = """async () => {
  const isOpen = async () => (await navigator.locks.query()).held.some(({ name }) => name.startsWith('etalon-draft-'));
  for (let left = 600; left && (await isOpen()); left -= 1) await new Promise((soon) => setTimeout(soon, 50));
}"""


@pytest.fixture
def page(site: Site, open_phone: OpenPhone) -> Page:
    page = open_phone(service_workers="block").new_page()
    sign_in(page)
    expect(page.locator(".visit-card")).to_be_visible()
    assert page.evaluate(REFRESH)
    return page


def form(digest: str, checklist: int, *pages: str) -> tuple[str, dict]:
    sections = [{"id": each, "title": each, "page": each, "questions": []} for each in pages]
    return "forms", {"digest": digest, "checklist": checklist, "kind": "audit", "sections": sections}


def section(digest: str) -> tuple[str, dict]:
    return "sections", {"digest": digest, "html": "<section></section>", "texts": {}}


def spoken_of(row: dict, checklist: int) -> dict:
    if "body" in row:
        content = {**json.loads(row["body"]), "checklist": {"id": checklist}}
        return {**row, "body": json.dumps(content)}
    return {**row, "checklist": {"id": checklist}}


def test_what_was_finished_first_is_sent_first_whatever_the_clock_says(page: Page) -> None:
    assert page.evaluate(SET_BACK) == [901, 902]


def test_only_forms_that_nothing_needs_are_forgotten(site: Site, page: Page) -> None:
    before = page.evaluate(FORMS)
    assert before["forms"] and before["sections"]
    here = site.field.payload()["checklist"]["id"]
    item = spoken_of(unsent("done", []), 73)
    keep(
        page,
        form("needed by nothing", 70, "page of nothing", "shared page"),
        form("an older print", here, "old page"),
        form("of a draft", 71, "shared page"),
        form("of something unsent", 72, "unsent page"),
        form("of something sent", 73, "sent page"),
        *map(section, ["page of nothing", "shared page", "old page", "unsent page", "sent page"]),
        ("drafts", spoken_of(draft("begun", []), 71)),
        ("outbox", spoken_of(unsent("refused", []), 72)),
        ("receipts", sent("done", item)),
    )
    assert page.evaluate(REFRESH)
    after = page.evaluate(FORMS)
    assert set(after["forms"]) - set(before["forms"]) == {
        "of a draft",
        "of something unsent",
        "of something sent",
    }
    assert set(after["sections"]) - set(before["sections"]) == {"shared page", "unsent page", "sent page"}
    assert set(before["forms"]) <= set(after["forms"]) and set(before["sections"]) <= set(after["sections"])


def test_while_a_form_is_open_none_is_forgotten(site: Site, page: Page) -> None:
    other = page.context.new_page()
    other.goto(f"/visits/{site.field.visit}/form")
    expect(other.locator("fill-form[data-ready]")).to_be_visible()
    keep(page, form("needed by nothing", 70, "page of nothing"), section("page of nothing"))
    assert page.evaluate(REFRESH)
    assert "needed by nothing" in page.evaluate(FORMS)["forms"]
    other.close()
    page.evaluate(NONE_OPEN)  # a page that was closed lets go of its form a moment later
    assert page.evaluate(REFRESH)
    assert "needed by nothing" not in page.evaluate(FORMS)["forms"]
