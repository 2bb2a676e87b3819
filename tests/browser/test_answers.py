"""What a card says to the script is what it says to the server."""

import json

import pytest
from playwright.sync_api import Page, expect
from werkzeug.datastructures import ImmutableMultiDict

from app.db import db
from app.visits import fragment
from app.visits.models import Visit
from tests.browser.conftest import OpenPhone, Site, sign_in
from tests.browser.filling import VALUES, answer, card

pytestmark = pytest.mark.browser

POSTED = "() => [...new FormData(document.querySelector('fill-form form'))].filter(([, value]) => typeof value === 'string')"
TAKEN = """async () => {
  const base = document.querySelector('script[type=module]').src.replace('built/js/app.js', 'js/lib/answers.js');
  const { answerOf } = await import(base);
  const cards = [...document.querySelectorAll('.question')].map(each => [each.dataset.question, answerOf(each)]);
  return Object.fromEntries(cards.filter(([, answer]) => Object.keys(answer).length));
}"""


def taken_by_server(site: Site, posted: list[list[str]]) -> dict:
    """What app.visits.form reads from the posted page."""
    with site.field.app.test_request_context():
        visit = db.session.get_one(Visit, site.field.visit)
        form = fragment.form_of(visit.checklist, visit.kind, "en")
        form.process(ImmutableMultiDict([tuple(pair) for pair in posted]))
        return json.loads(json.dumps(form.answers()))


def unfold(page: Page) -> None:
    """Put every section on the screen, as it stands without a script."""
    page.evaluate(
        """async () => {
          const { asked, pages } = document.querySelector('fill-form');
          const every = [];
          for (let at = 0; at < asked.sections.length; at += 1) {
            await pages.turn(at);
            every.push(pages.place.firstElementChild);
          }
          pages.place.replaceChildren(...every);
        }"""
    )


@pytest.fixture
def page(site: Site, open_phone: OpenPhone) -> Page:
    page = open_phone().new_page()
    sign_in(page)
    page.goto(f"/visits/{site.field.visit}/form")
    expect(page.locator("fill-form[data-ready]")).to_be_visible()
    unfold(page)
    return page


def test_script_and_server_read_every_kind_alike(site: Site, page: Page) -> None:
    for code in VALUES:
        answer(page, code)
    posted = page.evaluate(POSTED)
    assert page.evaluate(TAKEN) == taken_by_server(site, posted) == VALUES


def test_script_and_server_read_every_number_alike(site: Site, page: Page) -> None:
    for typed in ("3", "3.0", "3.50", "0.1", "007", ""):
        card(page, "COU-08").locator('input[type="number"]').fill(typed)
        assert page.evaluate(TAKEN) == taken_by_server(site, page.evaluate(POSTED)), typed


def test_a_reason_for_no_answer_and_an_answer_exclude_each_other(page: Page) -> None:
    place = card(page, "COU-08")
    place.locator('input[type="number"]').fill("2")
    place.locator('[value="not_observed"]').check()
    assert page.evaluate(TAKEN) == {"COU-08": {"non_answer": "not_observed"}}
    place.locator('input[type="number"]').fill("3")
    assert page.evaluate(TAKEN) == {"COU-08": {"value": 3}}


def test_none_of_these_and_the_options_exclude_each_other(page: Page) -> None:
    place = card(page, "COU-07")
    place.locator('[value="bag"]').check()
    place.locator('[name="COU-07.none"]').check()
    assert page.evaluate(TAKEN) == {"COU-07": {"value": []}}
    place.locator('[value="card"]').check()
    assert page.evaluate(TAKEN) == {"COU-07": {"value": ["card"]}}
