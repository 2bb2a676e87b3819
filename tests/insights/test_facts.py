"""What is written of a visit when it is approved: worked out by hand, whole numbers, once."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.insights import operations, queries
from app.insights.cells import Cell
from app.insights.facts import minutes, shift
from app.insights.models import AnswerFact, VisitFact
from app.insights.rebuild import queries as stored
from app.insights.rows import TABLES
from app.people.models import User
from app.reviews import operations as reviews
from app.visits.models import Visit
from tests.cast import Cast
from tests.insights.conftest import Rated
from tests.visits.made import assigned, sent

POOR = {"COU-01": {"value": "no"}, "COU-02": {"value": 2}, "COU-08": {"non_answer": "not_observed"}}


@pytest.fixture
def fact(app: Flask, cast: Cast, rated: Rated) -> VisitFact:
    """An audit in the second store, answered poorly."""
    (visit,) = rated("1", store=cast.second_store, changes=POOR)
    with app.app_context():
        return db.session.scalars(select(VisitFact).where(VisitFact.visit_id == visit)).one()


def test_nothing_is_written_before_the_approval(app: Flask, cast: Cast) -> None:
    with app.app_context():
        visit = assigned(cast)
        sent(visit)
        assert queries.stored_fact(visit.id) is None
        reviews.approve(visit, by=db.session.get_one(User, cast.users["reviewer"]))
        assert queries.stored_fact(visit.id) is not None


def test_a_fact_is_the_scorecard_in_whole_numbers(app: Flask, fact: VisitFact) -> None:
    with app.app_context():
        card = db.session.get_one(Visit, fact.visit_id).scorecard
        assert card and card.score is not None and card.coverage is not None
        assert abs(card.score * 10_000 - (fact.score or 0)) <= 0.5
        assert abs(card.coverage * 1_000_000 - (fact.coverage or 0)) <= 0.5
        assert (fact.verdict, fact.not_observed, fact.unanswered) == (card.verdict, 1, 0)
        assert fact.answered == card.card["counts"]["scored"]


def test_each_answer_is_kept_with_its_mark_or_the_reason_why_there_is_none(
    app: Flask, fact: VisitFact
) -> None:
    with app.app_context():
        kept = select(AnswerFact).where(AnswerFact.visit_id == fact.visit_id)
        answers = {each.criterion: (each.mark, each.left_out) for each in db.session.scalars(kept)}
    assert answers["COU-01"] == (0, None)
    assert answers["COU-02"] == (250_000, None)  # (2 − 1) / (5 − 1)
    assert answers["COU-03"] == (1_000_000, None)
    assert answers["COU-08"] == (None, "not_observed")
    assert "COU-06" not in answers  # a text is not scored


def test_a_cell_is_the_visits_score_in_that_part(app: Flask, fact: VisitFact) -> None:
    with app.app_context():
        cells = queries.cells_of([fact.visit_id])[fact.visit_id]
        card = db.session.get_one(Visit, fact.visit_id).scorecard
        assert card
    assert {code: (cell.value or 0) / 10_000 for code, cell in cells["section"].items() if cell.value} == {
        code: pytest.approx(score, abs=0.006) for code, score in card.card["sections"].items() if score
    }
    assert cells["criterion"]["COU-08"] == Cell(None, not_observed=1)
    assert {facet.partition(".")[0] for facet in cells} == {
        *("section", "stage", "nature", "criterion", "framework")
    }


def test_the_month_and_the_shift_are_those_of_the_chains_clock(app: Flask, cast: Cast) -> None:
    """The last evening of April in London is May in Moscow, where the form was begun at night."""
    app.config["TIMEZONE"] = "Europe/Moscow"
    late = datetime(2026, 4, 30, 21, 30, tzinfo=UTC)
    with app.app_context():
        visit = assigned(cast)
        sent(visit, started_at=(late - timedelta(hours=10)).isoformat())
        reviews.approve(visit, by=db.session.get_one(User, cast.users["reviewer"]), at=late)
        fact = queries.stored_fact(visit.id)
        assert fact
    assert (fact.row["month"], fact.row["shift"]) == (202605, "day")  # 11:30 in London is 14:30


@pytest.mark.parametrize(
    ("hour", "part"), [(0, "morning"), (11, "morning"), (12, "day"), (16, "day"), (17, "evening")]
)
def test_a_day_has_three_shifts(hour: int, part: str) -> None:
    assert shift(hour) == part


@pytest.mark.parametrize(
    ("took", "kept"),
    [(timedelta(minutes=12, seconds=59), 12), (timedelta(minutes=-1), None), (timedelta(days=3), None)],
)
def test_how_long_a_form_took_is_kept_where_it_can_be_right(took: timedelta, kept: int | None) -> None:
    start = datetime(2026, 5, 14, 12, tzinfo=UTC)
    assert minutes(start, start + took) == kept
    assert minutes(None, start) is None


def test_the_employee_is_in_the_facts_of_an_audit_and_nobody_in_those_of_a_mystery_visit(
    app: Flask, cast: Cast
) -> None:
    with app.app_context():
        audit, mystery = (queries.stored_fact(each) for each in (cast.approved_audit, cast.approved_mystery))
        assert audit and mystery
        assert (audit.row["employee_id"], mystery.row["employee_id"]) == (cast.employee, None)


def test_a_visit_taken_out_again_leaves_no_trace(app: Flask, cast: Cast, rated: Rated) -> None:
    with app.app_context():
        before = everything()
    (visit,) = rated("1", store=cast.second_store, changes=POOR)
    with app.app_context():
        assert everything() != before
        operations.withdraw(visit)
        assert everything() == before


def test_writing_a_visit_twice_counts_it_once(app: Flask, cast: Cast) -> None:
    with app.app_context():
        before = everything()
        fact = queries.stored_fact(cast.approved_audit)
        assert fact
        operations.write(fact)
        assert everything() == before


def everything() -> str:
    """All rows of facts and sums, as text."""
    rows = {
        model.__tablename__: sorted(map(list, stored.stored_rows(model, month).values()), key=str)
        for model in TABLES
        for month in stored.stored_months()
    }
    return json.dumps(rows, default=str)
