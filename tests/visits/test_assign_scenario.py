"""Choosing a scenario of the standards for a visit: it is frozen in the assessor's language, and it fits the checklist."""

from typing import Any

import pytest
from flask import Flask

from app.checklists import operations as checklists
from app.checklists.models import ChecklistVersion
from app.checklists.queries import current_checklists, selections_of
from app.db import db
from app.people.models import User
from app.standards.queries import current_standard
from app.visits.models import Visit
from tests.cast import Cast
from tests.conftest import SignIn
from tests.visits.test_assign import mystery, refused

LEGEND, GOOD_ANSWER = "You need a bolt.", "Measures the thread."


@pytest.fixture
def planned(cast: Cast, sign_in: SignIn) -> int:
    """A mystery visit with the scenario and words of its own."""
    fields = mystery(cast, scenario="Wear a hat.", scenario_code="bolt")
    return int(sign_in("quality").post("/visits/new", fields).location.rpartition("/")[2])


def test_the_whole_scenario_goes_with_the_visit(app: Flask, planned: int) -> None:
    with app.app_context():
        visit = db.session.get_one(Visit, planned)
        assert visit.scenario_code == "bolt"
        assert visit.scenario.startswith(
            "A bolt · 7 min\n\nYou need a bolt.\n\nWhat to do:\n— Ask for a bolt."
        )
        assert visit.scenario.endswith("\n\nWear a hat.")


def test_a_scenario_is_enough_for_a_mystery_visit(cast: Cast, sign_in: SignIn) -> None:
    fields = mystery(cast, scenario="", scenario_code="bolt")
    assert sign_in("quality").post("/visits/new", fields).status_code == 302


def test_the_assessor_reads_it_in_their_own_language(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    with app.app_context():
        db.session.get_one(User, cast.users["shopper"]).language = "ru"
        db.session.commit()
    answer = sign_in("quality").post("/visits/new", mystery(cast, scenario="", scenario_code="bolt"))
    page = sign_in("shopper").get(answer.location).text
    assert "Что делать:" in page
    assert "Ask for a bolt." not in page


def test_an_assessor_who_chose_no_language_reads_that_of_the_planner(
    app: Flask, cast: Cast, sign_in: SignIn
) -> None:
    with app.app_context():
        db.session.get_one(User, cast.users["shopper"]).language = None
        db.session.commit()
    answer = sign_in("quality").post("/visits/new", mystery(cast, scenario="", scenario_code="bolt"))
    assert "Ask for a bolt." in sign_in("quality").get(answer.location).text


def test_a_later_version_of_the_standards_changes_nothing_in_it(
    app: Flask, planned: int, sign_in: SignIn
) -> None:
    with app.app_context():
        standard = current_standard()
        assert standard is not None
        without = standard.document.model_copy(update={"scenarios": ()})
        checklists.publish(without, selections_of(standard), reason="no scenarios any more")
        db.session.commit()
    assert "Ask for a bolt." in sign_in("shopper").get(f"/visits/{planned}/form").text
    assert "Ask for a bolt." in sign_in("quality").get(f"/visits/{planned}").text


def test_a_scenario_for_another_position_is_refused(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    with app.app_context():
        other = next(each.id for each in current_checklists() if each.channel == "chat")
        assert db.session.get_one(ChecklistVersion, other).position == "seller"
    page = refused(app, sign_in, mystery(cast, checklist_id=other, scenario_code="bolt"))
    assert "This scenario is for another position or another channel." in page


def test_an_unknown_scenario_is_refused(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    page = refused(app, sign_in, mystery(cast, scenario_code="screw"))
    assert "Scenario of the standards: Not a valid choice." in page


@pytest.mark.parametrize("who", ["quality", "reviewer"])
def test_the_page_of_a_scenario_tells_what_a_good_answer_is(who: str, sign_in: SignIn) -> None:
    page = sign_in(who).get("/standards/scenarios/bolt").text
    assert LEGEND in page
    assert GOOD_ANSWER in page
    assert sign_in(who).get("/standards/scenarios/screw").status_code == 404


def test_the_shopper_is_not_told_what_to_hear(planned: int, sign_in: SignIn) -> None:
    pages = [sign_in("shopper").get(f"/visits/{planned}{page}").text for page in ("", "/form")]
    assert all(LEGEND in page for page in pages)
    assert not any(GOOD_ANSWER in page for page in pages)


@pytest.mark.parametrize("who", ["employee", "director", "regional", "hr", "auditor", "administrator"])
def test_those_who_are_tested_find_no_scenario_in_the_standards(
    who: str, planned: int, sign_in: SignIn
) -> None:
    visitor = sign_in(who)
    read = [visitor.get(path).text for path in ("/standards", "/standards/1", f"/visits/{planned}")]
    assert not any("bolt" in page for page in read)


@pytest.mark.parametrize(
    ("position", "found"), [("cashier", True), ("seller", False), ("smith", False), ("", True)]
)
def test_the_list_is_narrowed_to_a_position(position: str, found: bool, sign_in: SignIn) -> None:
    page: Any = sign_in("quality").get(f"/standards/scenarios?position={position}")
    assert ("A bolt" in page.text) is found
    assert ("No such scenarios" in page.text) is not found
