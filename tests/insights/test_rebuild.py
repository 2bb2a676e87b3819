"""`flask insights rebuild`: facts written anew are the same to the byte, and what was altered is named."""

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import delete, update

from app.db import db
from app.insights.models import AnswerFact, Rollup, VisitCells, VisitFact
from app.insights.rebuild import queries
from app.insights.rows import TABLES
from tests.cast import Cast
from tests.insights.conftest import Rated
from tests.insights.test_facts import everything


@pytest.fixture
def run(app: Flask, rated: Rated):
    """`run("--check")`: what `flask insights rebuild` says of the cast's chain and three visits more."""
    rated("60 70 80", days_ago=40)

    def invoke(*options: str) -> Result:
        return app.test_cli_runner().invoke(args=["insights", "rebuild", *options])

    return invoke


def test_what_was_written_at_approval_is_what_the_submissions_give(run) -> None:
    found = run("--check")
    assert found.exit_code == 0, found.output
    assert "Every fact is what the submissions give." in found.output


def test_facts_written_anew_are_the_same(app: Flask, run) -> None:
    with app.app_context():
        before = everything()
    assert run().exit_code == 0
    with app.app_context():
        assert everything() == before


BROKEN = {
    "a score": (update(VisitFact).where(VisitFact.score == 600_000).values(score=600_001), "score is 600001"),
    "a cell": (update(VisitCells).values(cells="{}"), "visit_cells"),
    "an answer": (delete(AnswerFact).where(AnswerFact.criterion == "COU-02"), "answer_fact criterion=COU-02"),
    "a sum": (update(Rollup).where(Rollup.facet == "all").values(squares=Rollup.squares + 1), "squares is"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_row_that_was_altered_is_named_and_put_right(app: Flask, run, what: str) -> None:
    breaking, named = BROKEN[what]
    with app.app_context():
        db.session.execute(breaking)
        db.session.commit()
    found = run("--check")
    assert found.exit_code == 1
    assert named in found.output
    assert run().exit_code == 0
    assert run("--check").exit_code == 0


def test_facts_of_a_visit_nobody_approved_are_named_and_removed(app: Flask, run) -> None:
    with app.app_context():
        table = VisitFact.__table__
        row = db.session.execute(table.select().limit(1)).mappings().one()
        db.session.execute(table.insert(), {**row, "visit_id": 9999})
        db.session.commit()
    found = run("--check")
    assert "visit_id=9999: comes from no approved visit" in found.output
    run()
    assert run("--check").exit_code == 0


def test_a_database_older_than_the_facts_gets_them_once(app: Flask, cast: Cast, run) -> None:
    with app.app_context():
        before = everything()
        for model in TABLES:
            db.session.execute(delete(model))
        db.session.commit()
        assert queries.is_behind()
    assert run("--if-missing").exit_code == 0
    with app.app_context():
        assert everything() == before
        assert not queries.is_behind()
    assert run("--if-missing").output == ""
