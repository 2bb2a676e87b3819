"""The standards change while people are in the field: what was begun is finished and scored as it was begun."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.checklists import operations as checklists
from app.checklists import queries
from app.checklists.models import ChecklistVersion
from app.db import db
from app.visits.models import Visit
from tests.browser.conftest import OpenPhone, Site
from tests.browser.filling import answer, card
from tests.standards.small_folder import CHAPTER
from tests.storm.phones.work import arrived, enter, give, make, manifest, open_form
from tests.sync.field import every_kind

pytestmark = pytest.mark.browser

ANSWERS = {"COU-01": {"value": "yes"}, "COU-02": {"value": 4}, "COU-03": {"value": "employee"}}


def publish_second(site: Site, under: Path) -> int:
    """Version 2 of the cashier's checklist: another weight, another wording, a question asked in another way."""
    folder = every_kind(under)
    text = folder.text(CHAPTER)
    changed = text.replace("weight: 3", "weight: 9").replace("Was question 02 asked?", "Is question 02 new?")
    changed = changed.replace("points: 0.5", "points: 0.1")
    assert changed != text
    folder.write(CHAPTER, changed)
    standards = folder.read()
    with site.field.app.app_context():
        checklists.publish(standards.document, standards.selections, reason="second")
        db.session.commit()
        return next(each.id for each in queries.current_checklists() if each.position == "cashier")


def test_a_draft_and_a_finished_visit_of_version_1_end_as_version_1(
    site: Site, open_phone: OpenPhone, tmp_path: Path
) -> None:
    second = give(site)
    with site.field.app.app_context():
        first = db.session.get_one(Visit, site.field.visit).checklist
        version = {"checklist": first.id, "digest": first.digest}
    phone = open_phone()
    page = enter(site, phone)
    phone.set_offline(True)
    make(page, second, answers=ANSWERS, **version)
    open_form(page, site.field.visit)
    answer(page, "COU-01")
    answer(page, "COU-02")
    expect(page.locator(".save-state")).to_contain_text("Saved on this phone")

    under = tmp_path / "second"
    under.mkdir()
    newest = publish_second(site, under)
    assert newest != version["checklist"]
    phone.set_offline(False)
    page.goto("/visits")
    expect(page.get_by_text("Sent · receipt № 1")).to_be_attached()
    open_form(page, site.field.visit)
    expect(card(page, "COU-02")).to_contain_text("Was question 02 asked?")
    expect(card(page, "COU-02").locator('[value="value:4"]')).to_be_checked()
    answer(page, "COU-03")
    expect(page.locator(".save-state")).to_contain_text("Saved on this phone")
    page.evaluate("document.querySelector('fill-form').finish()")
    expect(page.locator(".outbox-item")).to_contain_text("Sent · receipt № 2")

    assert len(manifest(site)) == 2
    with site.field.app.app_context():
        one, other = arrived(site)
        assert {each.visit.checklist_id for each in (one, other)} == {version["checklist"]}
        assert one.scorecard.score == other.scorecard.score, (
            "the same answers, the same version, the same score"
        )
        assert one.flags == other.flags == []
        assert (
            db.session.scalars(select(ChecklistVersion).where(ChecklistVersion.id == newest)).one().number
            == 2
        )


def test_only_a_new_visit_is_filled_on_the_new_version(
    site: Site, open_phone: OpenPhone, tmp_path: Path
) -> None:
    under = tmp_path / "second"
    under.mkdir()
    fresh = give(site, checklist=publish_second(site, under))
    page = enter(site, open_phone())
    open_form(page, fresh)
    expect(card(page, "COU-02")).to_contain_text("Is question 02 new?")
    open_form(page, site.field.visit)
    expect(card(page, "COU-02")).to_contain_text("Was question 02 asked?")
