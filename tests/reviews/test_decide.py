"""A reviewer's decisions: approve, return, reject, hold; each is recorded and none is taken back."""

from datetime import timedelta

import pytest
from flask import Flask

from app.db import db
from app.visits.models import Visit
from tests.cast import NAMES, Cast
from tests.conftest import SignIn
from tests.days import today
from tests.visits.made import assigned, sent

SOON = (today() + timedelta(days=3)).isoformat()
RETURN = {"return-reason": "photo", "return-note": "The label cannot be read.", "return-deadline": SOON}
REJECT = {"reject-reason": "wrong_store", "reject-note": "That is the store next door."}
HOLD = {"hold-note": "Ask the director about the power cut."}
DECISIONS = {
    "approval": ({}, "approved", ""),
    "return": (RETURN, "returned", "photo"),
    "rejection": (REJECT, "rejected", "wrong_store"),
    "hold": (HOLD, "on_hold", ""),
}


def history(app: Flask, visit: int) -> list[str]:
    with app.app_context():
        return [event.state for event in db.session.get_one(Visit, visit).events]


@pytest.mark.parametrize("decision", list(DECISIONS))
@pytest.mark.parametrize("who", ["reviewer", "quality"])
def test_a_decision_says_who_made_it_and_why(
    app: Flask, cast: Cast, sign_in: SignIn, decision: str, who: str
) -> None:
    typed, state, reason = DECISIONS[decision]
    answer = sign_in(who).post(f"/reviews/{cast.submitted_audit}/{decision}", typed)
    assert (answer.status_code, answer.location) == (302, "/reviews")
    with app.app_context():
        last = db.session.get_one(Visit, cast.submitted_audit).last_event
        assert (last.state, last.reason, last.by_id) == (state, reason, cast.users[who])
        assert last.note == next((text for name, text in typed.items() if name.endswith("note")), "")
    assert history(app, cast.submitted_audit) == ["assigned", "submitted", state]


def test_what_is_approved_leaves_the_queue_and_reaches_the_store(cast: Cast, sign_in: SignIn) -> None:
    reviewer, director = sign_in("reviewer"), sign_in("director")
    address = f"/visits/{cast.submitted_audit}"
    assert f"/reviews/{cast.submitted_audit}" in reviewer.get("/reviews").text
    assert director.get(address).status_code == 404
    reviewer.post(f"/reviews/{cast.submitted_audit}/approval")
    assert f"/reviews/{cast.submitted_audit}" not in reviewer.get("/reviews").text
    assert director.get(address).status_code == 200


def test_a_returned_visit_goes_back_to_its_assessor_with_a_reason_and_a_new_deadline(
    app: Flask, cast: Cast, sign_in: SignIn
) -> None:
    sign_in("reviewer").post(f"/reviews/{cast.submitted_audit}/return", RETURN)
    with app.app_context():
        deadline = db.session.get_one(Visit, cast.submitted_audit).deadline
        assert deadline.isoformat() == f"{SOON}T20:59:59+00:00"
    auditor = sign_in("auditor")
    assert f"/visits/{cast.submitted_audit}/form" in auditor.get("/visits").text
    page = auditor.get(f"/visits/{cast.submitted_audit}/form").text
    assert "A photo is missing or unclear" in page
    assert "The label cannot be read." in page


def test_sent_again_after_a_return_it_is_a_new_submission_and_both_are_kept(
    app: Flask, cast: Cast, sign_in: SignIn
) -> None:
    sign_in("reviewer").post(f"/reviews/{cast.submitted_audit}/return", RETURN)
    with app.app_context():
        visit = db.session.get_one(Visit, cast.submitted_audit)
        first = (visit.submissions[0].uuid, visit.submissions[0].body)
        sent(visit, changes={"COU-02": {"value": 2, "comment": "Mended."}})
        db.session.commit()
        kept, new = visit.submissions
        assert (kept.uuid, kept.body) == first
        assert (visit.submission, new.flags) == (new, [])
        assert (kept.scorecard.score, new.scorecard.score) != (None, None)
        assert kept.scorecard.score > new.scorecard.score
    assert history(app, cast.submitted_audit) == ["assigned", "submitted", "returned", "submitted"]
    assert "Mended." in sign_in("reviewer").get(f"/reviews/{cast.submitted_audit}").text


@pytest.mark.parametrize("second", list(DECISIONS))
def test_of_two_reviewers_at_once_the_second_is_told_plainly(
    app: Flask, cast: Cast, sign_in: SignIn, second: str
) -> None:
    first, later = sign_in("reviewer"), sign_in("quality")
    page = f"/reviews/{cast.submitted_audit}"
    assert "Approve: the visit counts" in first.get(page).text
    assert "Approve: the visit counts" in later.get(page).text
    first.post(f"{page}/approval")
    answer = later.post(f"{page}/{second}", DECISIONS[second][0])
    assert answer.status_code == 302
    told = later.get(answer.location).text
    assert "This visit was decided in the meantime; nothing was changed." in told
    assert "Approve: the visit counts" not in told
    assert history(app, cast.submitted_audit) == ["assigned", "submitted", "approved"]


def test_an_incomplete_visit_cannot_be_approved(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    with app.app_context():
        visit = assigned(cast)
        sent(visit, changes={"COU-02": None})
        number = visit.id
        db.session.commit()
    reviewer = sign_in("reviewer")
    answer = reviewer.post(f"/reviews/{number}/approval")
    assert "Required answers are missing: return the visit instead." in reviewer.get(answer.location).text
    assert history(app, number) == ["assigned", "submitted"]


def test_nothing_sent_is_nothing_to_approve(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    assert sign_in("reviewer").post(f"/reviews/{cast.open_audit}/approval").status_code == 302
    assert history(app, cast.open_audit) == ["assigned"]


def test_what_is_on_hold_can_still_be_decided(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    reviewer = sign_in("reviewer")
    reviewer.post(f"/reviews/{cast.submitted_audit}/hold", HOLD)
    assert f"/reviews/{cast.submitted_audit}" in reviewer.get("/reviews").text
    reviewer.post(f"/reviews/{cast.submitted_audit}/approval")
    assert history(app, cast.submitted_audit) == ["assigned", "submitted", "on_hold", "approved"]


@pytest.mark.parametrize(
    ("decision", "change"),
    [
        ("return", {"return-reason": "mood"}),
        ("return", {"return-note": "  "}),
        ("return", {"return-deadline": "soon"}),
        ("rejection", {"reject-reason": "photo"}),
        ("rejection", {"reject-note": ""}),
        ("hold", {"hold-note": ""}),
    ],
)
def test_a_decision_without_its_reason_in_words_is_refused_and_nothing_typed_is_lost(
    app: Flask, cast: Cast, sign_in: SignIn, decision: str, change: dict[str, str]
) -> None:
    typed = DECISIONS[decision][0] | change
    answer = sign_in("reviewer").post(f"/reviews/{cast.submitted_audit}/{decision}", typed)
    assert answer.status_code == 422
    assert "please look at these" in answer.text
    for name, value in typed.items():
        if name.endswith("note") and value.strip():
            assert value in answer.text
    assert history(app, cast.submitted_audit) == ["assigned", "submitted"]


@pytest.mark.parametrize("who", [who for who in NAMES if who not in ("reviewer", "quality")])
def test_nobody_else_reads_the_queue_or_decides(app: Flask, cast: Cast, sign_in: SignIn, who: str) -> None:
    visitor = sign_in(who)
    assert visitor.get("/reviews").status_code == 404
    assert visitor.get(f"/reviews/{cast.submitted_audit}").status_code == 404
    for decision, (typed, _state, _reason) in DECISIONS.items():
        assert visitor.post(f"/reviews/{cast.submitted_audit}/{decision}", typed).status_code == 404
    assert history(app, cast.submitted_audit) == ["assigned", "submitted"]
