"""How a submission scores: exactly as the pure arithmetic says of what was answered."""

from datetime import timedelta
from fractions import Fraction

import pytest
from flask import Flask

from app import scoring
from app.clock import now
from app.db import db
from app.scoring.cases import explain
from app.visits.models import Submission, Visit
from app.visits.payload import read_payload
from tests.cast import Cast
from tests.conftest import SignIn
from tests.visits.made import assigned, sent

MIXED = {
    "COU-02": {"value": 3, "comment": "Neither warm nor cold."},
    "COU-03": {"value": "customer"},
    "COU-04": {"value": "90.5"},
    "COU-05": {"value": {"found": 7, "sought": 9}},
    "COU-07": {"value": ["card"]},
    "COU-08": {"non_answer": "not_observed"},
    "COU-09": {"value": 6},
}
UNFIT = {
    "COU-01": {"value": "perhaps"},
    "COU-02": {"value": 11},
    "COU-03": {"value": "nobody"},
    "COU-04": {"value": -3},
    "COU-05": {"value": {"found": 9, "sought": 2}},
    "COU-07": {"value": 5},
    "COU-08": {"value": "plenty"},
    "COU-09": {"value": True},
}


@pytest.fixture
def inside(app: Flask):
    with app.app_context():
        yield


def case(visit: Visit, submission: Submission) -> dict:
    """The visit as a self-contained case for `flask scoring explain`."""
    payload = read_payload(submission.body)
    asked = visit.checklist.checklist.for_visit(visit.kind).model_dump(mode="json")
    return {"checklist": asked, "responses": payload.responses()}


@pytest.mark.parametrize("who", ["auditor", "shopper"])
@pytest.mark.parametrize("changes", [{}, MIXED, {"COU-01": {"value": "no"}}])
def test_the_scorecard_is_the_explanation_of_the_same_case(
    inside, cast: Cast, who: str, changes: dict
) -> None:
    visit = assigned(cast, who)
    kept = {code: answer for code, answer in changes.items() if who == "auditor" or code != "COU-05"}
    submission = sent(visit, changes=kept)
    card = submission.scorecard
    assert card is not None
    assert card.card == explain(case(visit, submission))
    assert card.verdict == card.card["verdict"]
    assert float(scoring.round_half_up(card.score)) == card.card["score"]


def test_the_score_is_kept_exactly_and_with_its_sum(inside, cast: Cast) -> None:
    """Found 7 of 9 leaves a ninth that no decimal holds."""
    card = sent(assigned(cast), changes=MIXED).scorecard
    assert card is not None
    # Yes 3/3 · scale (3−1)/4 of 3 · customer 0 of 3 · 90.5 s is under 180 s: 0.35 of 3 · 7/9 of 1 · one of two, of 3
    earned = 3 + Fraction(3, 2) + 0 + Fraction(105, 100) + Fraction(7, 9) + Fraction(3, 2)
    assert card.score == 100 * earned / 16
    assert card.coverage == Fraction(16, 19)
    line = next(each for each in card.card["arithmetic"] if each.get("question") == "COU-05")
    assert line["working"] == "7 / 9"


@pytest.mark.parametrize("code", list(UNFIT))
def test_an_answer_that_does_not_fit_counts_as_none_and_the_visit_is_incomplete(
    inside, cast: Cast, code: str
) -> None:
    submission = sent(assigned(cast), changes={code: UNFIT[code]})
    assert read_payload(submission.body).answers[code].value == UNFIT[code]["value"], (
        "it is kept as it was sent"
    )
    card = submission.scorecard
    assert card is not None
    assert card.verdict == "incomplete"
    assert {"code": "unanswered", "question": code} in card.card["reasons"]


def test_a_reviewer_can_read_whatever_was_sent(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    with app.app_context():
        visit = assigned(cast)
        odd = UNFIT | {
            "COU-06": {"value": "not asked here"},
            "COU-12": {"value": {}},
            "COU-99": {"value": "?"},
        }
        sent(visit, changes=odd, answers={**odd})
        db.session.commit()
        number = visit.id
    answer = sign_in("reviewer").get(f"/reviews/{number}")
    assert answer.status_code == 200
    assert "Incomplete" in answer.text
    assert "perhaps" in answer.text


def test_a_missing_photo_leaves_the_visit_incomplete(inside, cast: Cast) -> None:
    card = sent(assigned(cast), changes={"COU-10": None}).scorecard
    assert card is not None
    assert (card.verdict, card.card["reasons"]) == (
        "incomplete",
        [{"code": "unanswered", "question": "COU-10"}],
    )


def test_a_visit_in_time_on_its_own_checklist_has_no_flag(inside, cast: Cast) -> None:
    assert sent(assigned(cast)).flags == []


def test_a_visit_finished_after_its_deadline_is_taken_and_flagged(inside, cast: Cast) -> None:
    visit = assigned(cast, deadline=now() - timedelta(minutes=1))
    submission = sent(visit)
    assert (submission.flags, visit.state) == (["late"], "submitted")
    assert submission.scorecard is not None


def test_it_is_the_moment_of_finishing_that_counts_not_of_arriving(inside, cast: Cast) -> None:
    visit = assigned(cast, deadline=now() - timedelta(hours=1))
    finished = (now() - timedelta(hours=2)).isoformat()
    assert sent(visit, finished_at=finished).flags == []


def test_another_version_of_the_checklist_is_flagged_and_scored_on_the_visits_own(inside, cast: Cast) -> None:
    visit = assigned(cast)
    submission = sent(visit, checklist={"id": visit.checklist.id, "digest": "0" * 64})
    assert submission.flags == ["other_version"]
    assert submission.scorecard is not None
    assert submission.scorecard.card == explain(case(visit, submission))


def test_a_second_submission_while_the_first_waits_is_a_twin_and_both_are_kept(inside, cast: Cast) -> None:
    visit = assigned(cast)
    first = sent(visit)
    second = sent(visit, changes={"COU-02": {"value": 1}})
    assert (first.flags, second.flags) == ([], ["twin"])
    assert visit.submissions == [first, second]
    assert visit.submission is second
