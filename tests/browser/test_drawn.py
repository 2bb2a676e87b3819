"""A form that was drawn ahead is there before its script, keeps what is tapped on it, and is never believed."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from app.web import build
from tests.browser.conftest import OpenPhone, Site, sign_in, sign_out
from tests.browser.filling import answer, card
from tests.browser.kept import keep
from tests.browser.phone import CLOSED
from tests.browser.sending import FINISH, hold

pytestmark = pytest.mark.browser

DRAWN = """async ([build, visit, said]) => {
  const cache = await caches.open(`forms-${build}`);
  for (let tries = 0; tries < 400; tries += 1) {
    const drawing = await cache.match(`/visits/${visit}/form`);
    if (drawing && (await drawing.text()).includes(said)) return true;
    await new Promise((soon) => setTimeout(soon, 50));
  }
  return false;
}"""
CHANGE = """async ([build, visit, before, after]) => {
  const cache = await caches.open(`forms-${build}`);
  const place = `/visits/${visit}/form`;
  const drawing = await cache.match(place);
  const changed = (await drawing.text()).replace(before, after);
  await cache.put(place, new Response(changed, { headers: drawing.headers }));
}"""
GONE = """async () => {
  const drawn = () => caches.match('/visits/1/form');
  for (let tries = 0; (await drawn()) && tries < 100; tries += 1) await new Promise((soon) => setTimeout(soon, 50));
  return !(await drawn());
}"""
ROWS = """async (build) => {
  const { read } = await import(`/static/${build}/js/lib/store.js`);
  return read((db) => db.getAll('drafts'));
}"""
# What signing out forgets, on another page of the app.
LEAVE = """async () => {
  localStorage.removeItem('etalon-user');
  for (const name of await caches.keys()) if (name.startsWith('forms-')) await caches.delete(name);
}"""
PLACES = "() => [...document.querySelectorAll('.question')].map((each) => each.getBoundingClientRect().top)"
SCRIPT = 'built/js/app.js"'


@pytest.fixture
def page(open_phone: OpenPhone, site: Site) -> Page:
    """The list of an auditor, whose visit was drawn."""
    page = open_phone().new_page()
    sign_in(page)
    expect(page.locator(".visit-card")).to_contain_text("opens without network")
    assert is_drawn(page, site)
    return page


def is_drawn(page: Page, site: Site, said: str = "fill-form") -> bool:
    return bool(page.evaluate(DRAWN, [build.number(), site.field.visit, said]))


def change(page: Page, site: Site, before: str, after: str) -> None:
    """Let the drawing say something else."""
    page.evaluate(CHANGE, [build.number(), site.field.visit, before, after])


def let_script_come_late(page: Page, site: Site, seconds: float = 2) -> None:
    whole: Callable[..., Any] = site.field.app.wsgi_app

    def slow(environ: dict[str, Any], start: Any) -> Any:
        if environ["QUERY_STRING"] == "late":
            time.sleep(seconds)
        return whole(environ, start)

    site.field.app.wsgi_app = slow  # type: ignore[method-assign]
    change(page, site, SCRIPT, 'built/js/app.js?late"')


def open_form(page: Page, site: Site) -> None:
    page.goto(f"/visits/{site.field.visit}/form", wait_until="commit")


def test_what_is_tapped_before_the_script_has_come_is_kept(page: Page, site: Site) -> None:
    let_script_come_late(page, site)
    open_form(page, site)
    expect(page.locator(".fill-store")).to_have_text("Nevsky 1")
    card(page, "COU-01").locator("label", has=page.locator('[value="value:no"]')).tap()
    card(page, "COU-01").locator("summary", has_text="Comment").tap()
    card(page, "COU-01").locator("textarea").fill("It was noisy.")
    assert page.locator("fill-form[data-drawn]").count() == 1, "the script was there too soon to tell"
    expect(page.locator("fill-form[data-ready]")).to_be_visible()
    expect(page.locator(".save-state")).to_contain_text("Saved")
    [draft] = page.evaluate(ROWS, build.number())
    kept = draft["answers"]["COU-01"]
    assert (kept["value"], kept["comment"]) == ("no", "It was noisy.")
    page.reload()
    expect(card(page, "COU-01").locator('[value="value:no"]')).to_be_checked()
    expect(card(page, "COU-01").locator("textarea")).to_have_value("It was noisy.")


def test_nothing_moves_under_a_finger_when_it_comes_to_life(page: Page, site: Site) -> None:
    let_script_come_late(page, site)
    open_form(page, site)
    expect(page.locator(".question").first).to_be_visible()
    before = page.evaluate(PLACES)
    assert page.locator("fill-form[data-drawn]").count() == 1, "the script was there too soon to tell"
    expect(page.locator("fill-form[data-ready]")).to_be_visible()
    page.wait_for_timeout(500)
    assert page.evaluate(PLACES) == before


def test_it_shows_what_was_answered_before_any_script(page: Page, site: Site) -> None:
    open_form(page, site)
    expect(page.locator("fill-form[data-ready]")).to_be_visible()
    answer(page, "COU-01")
    expect(page.locator(".save-state")).to_contain_text("Saved")
    assert is_drawn(page, site, 'value="value:yes" checked')
    change(page, site, SCRIPT, 'nothing.js"')
    open_form(page, site)
    expect(card(page, "COU-01").locator('[value="value:yes"]')).to_be_checked()
    expect(page.locator(".fill-count")).to_contain_text("1")
    assert page.locator("fill-form[data-drawn]").count() == 1
    expect(page.locator(".fill-asleep")).to_be_visible(timeout=15_000)
    expect(page.locator(".fill-asleep")).to_contain_text("nothing that is tapped now is kept")


def test_what_lies_in_the_database_is_believed_and_not_the_drawing(page: Page, site: Site) -> None:
    open_form(page, site)
    answer(page, "COU-01")
    expect(page.locator(".save-state")).to_contain_text("Saved")
    page.goto("/visits")
    assert is_drawn(page, site, 'value="value:yes" checked')
    [draft] = page.evaluate(ROWS, build.number())
    answers = draft["answers"] | {"COU-01": {"value": "no", "comment": "Said later."}}
    keep(page, ("drafts", {**draft, "answers": answers, "rev": draft["rev"] + 1}))
    let_script_come_late(page, site)
    open_form(page, site)
    card(page, "COU-02").locator("label", has=page.locator('[value="value:4"]')).tap()
    expect(page.locator("fill-form[data-ready]")).to_be_visible()
    expect(card(page, "COU-01").locator('[value="value:no"]')).to_be_checked()
    expect(card(page, "COU-01").locator("textarea")).to_have_value("Said later.")
    expect(page.locator(".save-state")).to_contain_text("Saved")
    [kept] = page.evaluate(ROWS, build.number())
    assert kept["answers"]["COU-01"] == {"value": "no", "comment": "Said later."}
    assert kept["answers"]["COU-02"]["value"] == 4


def test_where_the_database_does_not_open_no_form_is_left_to_be_filled(page: Page, site: Site) -> None:
    page.add_init_script(CLOSED)
    open_form(page, site)
    expect(page.get_by_text("This form cannot be opened on this phone")).to_be_visible()
    assert page.locator("fill-form").count() == 0


def test_to_another_person_nothing_is_shown_that_was_drawn_for_the_last(page: Page) -> None:
    page.context.clear_cookies()
    sign_in(page, "stranger")
    expect(page.locator("device-chips")).to_be_attached()
    assert page.evaluate(GONE)


def test_nothing_that_was_drawn_stays_when_its_person_signs_out(page: Page) -> None:
    sign_out(page)
    expect(page.locator("input[type=password]")).to_be_visible()
    assert page.evaluate(GONE)


def test_a_page_that_is_left_draws_nothing_for_who_is_gone(page: Page) -> None:
    page.evaluate(LEAVE)
    assert page.evaluate(GONE)
    page.evaluate("new BroadcastChannel('etalon').postMessage({ what: 'assignments', detail: {} })")
    page.wait_for_timeout(1_000)
    assert page.evaluate(GONE)


def test_a_finished_visit_has_no_drawing(page: Page, site: Site) -> None:
    hold(page)
    page.evaluate(FINISH.replace("VISIT", str(site.field.visit)))
    page.reload()
    assert page.evaluate(GONE)
