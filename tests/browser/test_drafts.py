"""A draft belongs to one page at a time, and a visit that was sent back begins with what was sent."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app.db import db
from app.visits import states
from app.visits.models import Visit
from tests.browser.conftest import OpenPhone, Site, sign_in
from tests.browser.filling import VALUES, answer, card, take_photo, turn

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(open_phone: OpenPhone) -> BrowserContext:
    context = open_phone()
    page = context.new_page()
    sign_in(page)
    expect(page.locator(".visit-card")).to_contain_text("opens without network")
    page.close()
    return context


def open_form(site: Site, phone: BrowserContext) -> Page:
    page = phone.new_page()
    page.goto(f"/visits/{site.field.visit}/form")
    expect(page.locator("fill-form[data-ready]")).to_be_visible()
    return page


def test_a_second_page_of_the_same_visit_can_only_read(site: Site, phone: BrowserContext) -> None:
    first = open_form(site, phone)
    answer(first, "COU-01")
    second = open_form(site, phone)
    expect(second.get_by_role("alert").first).to_contain_text("open on another page")
    expect(card(second, "COU-01").locator("input").first).to_be_disabled()
    first.close()
    second.reload()
    expect(card(second, "COU-01").locator('[value="value:yes"]')).to_be_checked()
    expect(card(second, "COU-01").locator("input").first).to_be_enabled()


def test_what_was_just_tapped_is_never_said_to_be_saved(site: Site, phone: BrowserContext) -> None:
    page = open_form(site, phone)
    answer(page, "COU-01")
    expect(page.locator(".save-state")).to_contain_text("Saved on this phone")
    said = page.evaluate(
        """() => {
          document.querySelector('[name="COU-02"][value="value:4"]').click();
          return document.querySelector('.save-state').textContent;
        }"""
    )
    assert "Saved" not in said, said
    expect(page.locator(".save-state")).to_contain_text("Saved on this phone")


def test_nothing_is_written_over_what_another_page_saved(site: Site, phone: BrowserContext) -> None:
    page = open_form(site, phone)
    said = page.evaluate(
        """async () => {
          const base = document.querySelector('script[type=module]').src.replace('built/js/app.js', 'js/lib/draft.js');
          const { Draft, Elsewhere } = await import(base);
          const visit = { id: 99, title: '', checklist: { id: 1, digest: '' } };
          const kept = await Draft.of(visit);
          kept.changed();
          await kept.save();
          const late = await Draft.of(visit);
          kept.row.answers = { 'COU-01': { value: 'yes' } };
          kept.changed();
          await kept.save();
          late.changed();
          const refused = await late.save().then(() => false, error => error instanceof Elsewhere);
          return [refused, (await Draft.of(visit)).row.answers];
        }"""
    )
    assert said == [True, {"COU-01": {"value": "yes"}}]


def test_a_running_stopwatch_outlives_the_page(site: Site, phone: BrowserContext) -> None:
    page = open_form(site, phone)
    turn(page)
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".save-state")).to_contain_text("Saved")
    page.wait_for_timeout(1_200)
    page.reload()
    page.get_by_role("button", name="Stop").click()
    assert int(card(page, "COU-04").locator('[type="number"]').input_value()) >= 1


def test_a_file_that_is_no_photo_is_said_and_the_photo_beside_it_stays(
    site: Site, phone: BrowserContext
) -> None:
    page = open_form(site, phone)
    answer(page, "COU-01")
    take_photo(page, "COU-01", 1)
    expect(card(page, "COU-01").locator(".photos img")).to_have_count(1)
    wrong = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": b"not a photo"}
    card(page, "COU-01").locator(".photo-input").set_input_files(wrong)
    expect(card(page, "COU-01").locator(".question-problem")).to_contain_text(
        "not a photo that this phone can read"
    )
    page.reload()
    expect(card(page, "COU-01").locator(".photos img")).to_have_count(1)


def test_a_returned_visit_begins_with_what_was_sent(site: Site, phone: BrowserContext) -> None:
    page = open_form(site, phone)
    while page.locator(".fill-last").count() == 0:
        for code in [each for each in VALUES if card(page, each).is_visible()]:
            answer(page, code)
        for code in ("COU-01", "COU-10", "COU-11"):
            if card(page, code).is_visible():
                take_photo(page, code, 1)
                expect(card(page, code).locator(".photos img")).to_have_count(1)
        turn(page)
    page.get_by_role("button", name="Finish").click()
    expect(page.locator(".outbox-item")).to_contain_text("Sent · receipt № 1")
    with site.field.app.app_context():
        visit = db.session.get_one(Visit, site.field.visit)
        visit.become(states.RETURNED, by=None, reason="photo", note="The shelf is dark.")
        db.session.commit()
    page.goto("/visits")
    expect(page.locator(".visit-card").first).to_contain_text("opens without network")
    page.get_by_role("link", name="Nevsky 1").first.click()
    expect(page.locator(".notice").first).to_contain_text("The shelf is dark.")
    expect(page.locator(".fill-count")).to_have_text("answered 13 of 13")
    for _ in range(3):
        turn(page)
    page.get_by_role("button", name="Finish").click()
    expect(page.locator(".outbox-item").first).to_contain_text("Sent · receipt № 2")
