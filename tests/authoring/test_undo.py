"""Taking back: each step by a new one, several in order; a step that later ones stand on stays until they are gone."""

from app.authoring import queries
from app.authoring.models import Edit
from app.db import db
from tests.authoring.conftest import Desk
from tests.conftest import SignIn

PART = "criterion:COU-01"


def test_taking_back_brings_the_former_words_and_is_a_step_of_its_own(desk: Desk) -> None:
    former = desk.part(PART)["why"]
    desk.save(PART, "why", ru="Иначе.", en="Otherwise.")
    desk.undo_last()
    assert desk.part(PART)["why"] == former
    assert desk.history() == [("begin", "document"), ("change", PART), ("change", PART)]


def test_several_steps_are_taken_back_one_after_another(desk: Desk) -> None:
    before = desk.document()
    desk.save(PART, "why", ru="Раз.", en="One.")
    desk.author.post("/authoring/criteria/COU-02/place", under="clause:c1", at="0")
    desk.author.post("/authoring/clauses/c1/criteria")
    desk.author.post("/authoring/criteria/COU-03/removal")
    desk.save(PART, "why", ru="Два.", en="Two.")
    for _step in range(5):
        assert "Taken back." in desk.author.get(desk.undo_last().headers["Location"]).text
    assert desk.document() == before


def test_a_step_that_a_later_one_stands_on_is_not_taken_back(desk: Desk) -> None:
    desk.save(PART, "why", ru="Раз.", en="One.")
    first = latest(desk)
    desk.save(PART, "why", ru="Два.", en="Two.")
    answer = desk.author.post(f"/authoring/edits/{first}/undoing")
    assert "Later changes stand on this one" in desk.author.get(answer.headers["Location"]).text
    assert desk.part(PART)["why"]["en"] == "Two."


def test_a_step_about_something_else_is_taken_back_out_of_turn(desk: Desk) -> None:
    desk.save(PART, "weight", weight="5")
    first = latest(desk)
    desk.save(PART, "why", ru="Два.", en="Two.")
    desk.author.post(f"/authoring/edits/{first}/undoing")
    assert (desk.part(PART)["weight"], desk.part(PART)["why"]["en"]) == (3, "Two.")


def test_a_step_is_taken_back_once(desk: Desk) -> None:
    desk.save(PART, "weight", weight="5")
    first = latest(desk)
    desk.author.post(f"/authoring/edits/{first}/undoing")
    desk.look(PART)
    desk.save(PART, "weight", weight="5")
    again = desk.author.post(f"/authoring/edits/{first}/undoing")
    assert "This step was taken back already." in desk.author.get(again.headers["Location"]).text
    assert desk.part(PART)["weight"] == 5


def test_the_steps_of_one_part_stand_by_themselves(desk: Desk) -> None:
    desk.save(PART, "why", ru="Мой довод.", en="My reason.")
    desk.save("criterion:COU-02", "why", ru="Другой довод.", en="Another reason.")
    page = desk.author.get(f"/authoring/history?place={PART}").text
    assert "My reason." in page
    assert "Another reason." not in page


def test_the_steps_of_a_part_that_is_gone_lead_to_no_page_of_it(desk: Desk) -> None:
    part, way = "/authoring/history?place=criterion:COU-02", 'href="/authoring/criteria/COU-02"'
    assert way in desk.author.get(part).text
    desk.author.post("/authoring/criteria/COU-02/removal")
    assert way not in desk.author.get(part).text
    assert ">The part</a>" not in desk.author.get("/authoring/history?place=no:part").text


def test_earlier_steps_are_offered_while_there_are_any(desk: Desk) -> None:
    with desk.app.app_context():
        copy = queries.working_copy()
        assert copy is not None
        steps = [
            Edit(copy=copy, rev=rev, verb="change", place=PART, before={}, after={}) for rev in range(2, 51)
        ]
        db.session.add_all(steps)
        db.session.commit()
    assert "Earlier steps" not in desk.author.get("/authoring/history").text, "fifty fit on a page"
    with desk.app.app_context():
        copy = queries.working_copy()
        assert copy is not None
        db.session.add(Edit(copy=copy, rev=51, verb="change", place=PART, before={}, after={}))
        db.session.commit()
    page = desk.author.get("/authoring/history").text
    assert "Earlier steps" in page
    assert page.count('id="edit-') == 50


def test_nobody_else_takes_anything_back(desk: Desk, sign_in: SignIn) -> None:
    desk.save(PART, "weight", weight="5")
    assert sign_in("administrator").post(f"/authoring/edits/{latest(desk)}/undoing").status_code == 404
    assert desk.part(PART)["weight"] == 5


def latest(desk: Desk) -> int:
    with desk.app.app_context():
        copy = queries.working_copy()
        assert copy is not None
        return queries.edits_of(copy)[0].id
