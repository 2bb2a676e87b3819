"""Publishing the working copy: what it would bring about is said before, then it is done, and visits keep their version."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.authoring import queries
from app.checklists.models import ChecklistVersion
from app.db import db
from app.visits.models import Visit
from tests.authoring.press import NEW, Press, in_force
from tests.cast import Cast, submit
from tests.conftest import SignIn


@pytest.fixture
def press(app: Flask, cast: Cast, sign_in: SignIn) -> Press:
    author = sign_in("quality")
    assert author.post("/authoring").status_code == 302
    return Press(app, cast, author)


def test_the_page_says_what_changes_in_which_checklist(press: Press) -> None:
    press.change("criterion:COU-12", question=NEW, positions=["seller"], weight=5)
    page = press.author.get("/standards/publication").get_data(as_text=True)
    assert "Publish version 2" in page
    assert "3 checklists change" in page
    with press.app.app_context():
        found = {each.address: each for each in press.outlook().checklists}
        assert found["cashier", "in_person"].counts["removed"] == 1
        assert found["seller", "in_person"].counts["reworded"] == 1
        assert found["seller", "in_person"].counts["reweighted"] == 1


def test_the_planned_visits_on_a_checklist_that_changes_are_named(press: Press) -> None:
    press.change("criterion:COU-12", question=NEW)
    with press.app.app_context():
        assert [each.id for each in press.outlook().visits] == [press.cast.open_audit]
    page = press.author.get("/standards/publication").get_data(as_text=True)
    assert f'href="/visits/{press.cast.open_audit}"' in page
    assert f'href="/visits/{press.cast.submitted_audit}"' not in page


def test_visits_on_checklists_that_stay_are_not_touched(press: Press) -> None:
    press.change("criterion:COU-12", positions=["seller"])
    press.change("criterion:COU-11", positions=["cashier", "seller"])
    with press.app.app_context():
        assert ("cashier", "in_person") in [each.address for each in press.outlook().checklists]
    press.change("criterion:COU-12", positions=["cashier", "seller"], channels=["in_person"])
    with press.app.app_context():
        assert [each.address for each in press.outlook().checklists] == [("seller", "chat")]
        assert press.outlook().visits == ()


def test_staff_read_again_what_is_expected_of_them_otherwise_and_no_more(press: Press) -> None:
    press.change("criterion:COU-12", question=NEW, weight=5, why=NEW)
    with press.app.app_context():
        assert press.outlook().reading == ()
    press.change("criterion:COU-11", expected={"ru": "Иначе.", "en": "Otherwise."})
    press.change("criterion:COU-10", positions=["cashier"], expected={"ru": "Так.", "en": "So."})
    with press.app.app_context():
        read = {position.code: codes for position, codes in press.outlook().reading}
        assert read == {"cashier": ("COU-10", "COU-11"), "seller": ("COU-11",)}
    press.change("clause:c1", text={"ru": "Здороваемся всегда.", "en": "We always greet."})
    with press.app.app_context():
        read = {position.code: codes for position, codes in press.outlook().reading}
        assert len(read["cashier"]) == 13


def test_a_problem_stands_in_the_way(press: Press) -> None:
    looked_at = press.looked_at()
    press.change("criterion:COU-12", question={"ru": "", "en": "Was it?"})
    page = press.author.get("/standards/publication").get_data(as_text=True)
    assert "COU-12" in page
    assert "the Russian text is missing" in page
    assert 'name="reason"' not in page
    assert press.ask(looked_at).status_code == 422
    assert press.work() == []


def test_a_reason_has_to_be_given(press: Press) -> None:
    press.change("criterion:COU-12", question=NEW)
    assert press.ask(press.looked_at(), reason=" ").status_code == 422
    assert press.work() == []


def test_the_copy_becomes_the_next_version_numbered_dated_and_signed(press: Press) -> None:
    press.change("criterion:COU-12", question=NEW)
    answer = press.ask(press.looked_at(), reason="Clearer words")
    assert answer.status_code == 303
    (job,) = press.work()
    assert (job.state, job.progress, job.result) == ("finished", 100, "2")
    page = press.author.get(answer.headers["Location"]).get_data(as_text=True)
    assert "Version 2 is published" in page
    assert 'class="button" href="/training"' in page, "where it is said until when staff sign it"
    with press.app.app_context():
        standard = in_force()
        assert (standard.number, standard.reason) == (2, "Clearer words")
        assert standard.by_id == press.cast.users["quality"]
        assert standard.document.criterion("COU-12").question.en == NEW["en"]
        assert queries.working_copy() is None
        assert queries.edits_of(queries.latest_copy())[0].verb == "publish"  # type: ignore[arg-type]
    page = press.author.get("/standards/versions").get_data(as_text=True)
    assert "Clearer words" in page
    assert "Quentin Markwell" in page


def test_a_draft_on_version_one_finishes_and_scores_as_one(press: Press) -> None:
    press.change("criterion:COU-02", weight=50)
    with press.app.app_context():
        before = db.session.get_one(Visit, press.cast.open_audit)
        earlier = db.session.get_one(Visit, press.cast.submitted_audit).scorecard
        assert earlier is not None
        score = earlier.score
        assert before.checklist.number == 1
    press.ask(press.looked_at())
    press.work()
    with press.app.app_context():
        visit = db.session.get_one(Visit, press.cast.open_audit)
        submit(visit, at=visit.deadline)
        db.session.commit()
        visit = db.session.get_one(Visit, press.cast.open_audit)
        assert visit.checklist.standard.number == 1
        assert visit.scorecard is not None
        assert visit.scorecard.score == score
        last = select(ChecklistVersion).where(ChecklistVersion.position == "cashier")
        assert [each.number for each in db.session.scalars(last.order_by(ChecklistVersion.number))] == [1, 2]
