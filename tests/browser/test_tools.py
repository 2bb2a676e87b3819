"""Tools of the form without network: the next unanswered question, one answer for all, the counter."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPhone, Site
from tests.browser.filling import answer, card, turn
from tests.browser.tools import DRAFT, open_offline, page, plain_visit  # noqa: F401

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(site: Site, open_phone: OpenPhone, tmp_path: Path) -> Page:
    """A form whose first section asks seven questions for yes or no; COU-08 is a fault when it is yes."""
    return open_offline(site, open_phone, plain_visit(site, tmp_path))


def small(place: Locator) -> list[str]:
    """The buttons of a place that are smaller than a thumb."""
    too_small = "each => each.filter(({offsetWidth: w, offsetHeight: h}) => w && Math.min(w, h) < 48)"
    return place.locator("button, summary").evaluate_all(f"each => ({too_small})(each).map(b => b.outerHTML)")


def test_the_next_unanswered_question_is_one_tap_away_across_sections(page: Page) -> None:  # noqa: F811
    next_open = page.get_by_role("button", name="Unanswered: to the next question")
    answer(page, "COU-01")  # its photo is still missing
    next_open.click()
    expect(card(page, "COU-02")).to_be_focused()
    answer(page, "COU-02")
    answer(page, "COU-03")
    next_open.focus()
    page.keyboard.press("Enter")
    expect(page.locator("fill-form")).to_have_attribute("data-page", "1")
    expect(card(page, "COU-04")).to_be_focused()
    for code in ("COU-05", "COU-07", "COU-08", "COU-06"):
        next_open.click()
        expect(card(page, code)).to_be_focused()
    while page.locator(".fill-last").count() == 0:
        turn(page)
    next_open.click()
    expect(card(page, "COU-01")).to_be_focused()
    assert not small(page.locator(".fill-header"))


def test_one_answer_goes_to_all_that_have_none_and_can_be_taken_back(plain: Page) -> None:
    answer(plain, "COU-01")
    plain.locator("#q-COU-07 [value='value:no']").check()
    plain.get_by_text("Same answer for the whole section").click()
    plain.get_by_role("button", name="Yes", exact=True).click()
    told = plain.locator(".together-told")
    expect(told).to_contain_text("questions answered together: “Yes”.")
    answers = plain.evaluate(DRAFT)["answers"]
    given = {code: each["value"] for code, each in answers.items() if each.get("together")}
    assert given == dict.fromkeys(("COU-09", "COU-10", "COU-11", "COU-12"), "yes")
    assert answers["COU-07"]["value"] == "no"
    expect(card(plain, "COU-08").locator(":checked")).to_have_count(0)  # there a yes is a fault
    card(plain, "COU-12").locator("[value='value:no']").check()  # looked at by itself
    told.get_by_role("button", name="Undo").click()
    expect(told).to_be_empty()
    kept = plain.evaluate(DRAFT)["answers"]
    assert sorted(kept) == ["COU-01", "COU-07", "COU-12"]
    assert "together" not in kept["COU-12"]
    assert not small(plain.locator(".together"))


def test_what_nobody_saw_is_said_of_all_at_once(plain: Page) -> None:
    plain.get_by_text("Same answer for the whole section").click()
    plain.get_by_role("button", name="Could not see").click()
    expect(plain.locator(".together-told")).to_contain_text("7 questions answered together")
    plain.get_by_role("button", name="Not applicable").click()
    expect(plain.locator(".together-told")).to_contain_text("No question of this section is left")
    plain.reload()
    expect(plain.locator("[value='non_answer:not_observed']:checked")).to_have_count(7)


def test_found_of_sought_is_counted_with_a_thumb(page: Page) -> None:  # noqa: F811
    turn(page)
    place = card(page, "COU-05")
    found, sought = place.get_by_role("spinbutton").all()
    more = place.get_by_role("group", name="Found").get_by_role("button", name="One more")
    less = place.get_by_role("group", name="Found").get_by_role("button", name="One less")
    less.click()
    expect(found).to_have_value("0")
    expect(sought).to_have_value("10")
    for _tap in range(12):
        more.click()
    expect(found).to_have_value("10")
    less.focus()
    page.keyboard.press("Enter")
    expect(place.get_by_role("status")).to_have_text("9 of 10")
    assert page.evaluate(DRAFT)["answers"]["COU-05"]["value"] == {"found": 9, "sought": 10}
    place.locator("[value='not_observed']").check()
    expect(found).to_have_value("")
    found.fill("3")
    expect(sought).to_have_value("10")
    assert page.evaluate(DRAFT)["answers"]["COU-05"]["value"] == {"found": 3, "sought": 10}
    assert not small(place.locator(".found"))
