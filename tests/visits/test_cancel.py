"""A visit that is called off: by the planner before it was made, and what still arrives from it."""

import pytest
from flask import Flask

from app.db import db
from app.visits.models import Visit
from tests.cast import NAMES, Cast
from tests.conftest import SignIn
from tests.reviews.test_decide import RETURN, history
from tests.visits.made import sent

NOTE = {"note": "The store is being rebuilt."}


def steps(app: Flask, sign_in: SignIn, visit: int, *done: str) -> None:
    for each in done:
        answer = sign_in("auditor").post(f"/visits/{visit}/{each}", {"COU-01": "value:yes", "save": "1"})
        assert answer.status_code in (302, 422)


@pytest.mark.parametrize("done", [(), ("acceptance",), ("form",)])
def test_a_visit_not_made_yet_is_cancelled_with_a_reason_and_leaves_the_list(
    app: Flask, cast: Cast, sign_in: SignIn, done: tuple[str, ...]
) -> None:
    steps(app, sign_in, cast.open_audit, *done)
    quality, auditor = sign_in("quality"), sign_in("auditor")
    address = f"/visits/{cast.open_audit}"
    assert f"{address}/cancellation" in quality.get(address).text
    assert f"{address}/form" in auditor.get("/visits").text
    assert quality.post(f"{address}/cancellation", NOTE).location == address
    page = quality.get(address).text
    assert "The store is being rebuilt." in page
    assert f"{address}/cancellation" not in page
    with app.app_context():
        last = db.session.get_one(Visit, cast.open_audit).last_event
        assert (last.state, last.by_id) == ("cancelled", cast.users["quality"])
    assert f"{address}/form" not in auditor.get("/visits").text
    assert auditor.get("/api/assignments").json["assignments"] == []
    assert auditor.get(address).status_code == 404


def test_a_returned_visit_can_be_cancelled(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    sign_in("reviewer").post(f"/reviews/{cast.submitted_audit}/return", RETURN)
    sign_in("quality").post(f"/visits/{cast.submitted_audit}/cancellation", NOTE)
    assert history(app, cast.submitted_audit) == ["assigned", "submitted", "returned", "cancelled"]
    assert f"/visits/{cast.submitted_audit}" not in sign_in("auditor").get("/visits").text


def test_what_still_arrives_is_accepted_and_flagged(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    sign_in("quality").post(f"/visits/{cast.open_audit}/cancellation", NOTE)
    with app.app_context():
        submission = sent(db.session.get_one(Visit, cast.open_audit))
        db.session.commit()
        assert submission.flags == ["closed"]
        assert submission.sealed_at is not None
    assert history(app, cast.open_audit) == ["assigned", "cancelled"]
    assert sign_in("quality").get(f"/visits/{cast.open_audit}").status_code == 200


def test_a_cancellation_needs_a_word_about_it(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    for note in (" ", "x" * 501):
        answer = sign_in("quality").post(f"/visits/{cast.open_audit}/cancellation", {"note": note})
        assert (answer.status_code, "please look at these" in answer.text) == (422, True)
    assert history(app, cast.open_audit) == ["assigned"]


@pytest.mark.parametrize("made", ["submitted_audit", "approved_audit"])
def test_what_was_made_cannot_be_called_off(app: Flask, cast: Cast, sign_in: SignIn, made: str) -> None:
    quality, visit = sign_in("quality"), getattr(cast, made)
    before = history(app, visit)
    assert f"/visits/{visit}/cancellation" not in quality.get(f"/visits/{visit}").text
    answer = quality.post(f"/visits/{visit}/cancellation", NOTE)
    assert "decided in the meantime" in quality.get(answer.location).text
    assert history(app, visit) == before


def test_an_impossible_visit_is_decided_in_review(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    closed = {"reason": "closed", "note": "A sign says: back on Monday."}
    sign_in("auditor").post(f"/visits/{cast.open_audit}/impossibility", closed)
    sign_in("quality").post(f"/visits/{cast.open_audit}/cancellation", NOTE)
    assert history(app, cast.open_audit) == ["assigned", "impossible"]


@pytest.mark.parametrize("who", [who for who in NAMES if who != "quality"])
def test_nobody_else_calls_a_visit_off(app: Flask, cast: Cast, sign_in: SignIn, who: str) -> None:
    visitor, address = sign_in(who), f"/visits/{cast.open_audit}"
    assert f"{address}/cancellation" not in visitor.get(address).text
    assert visitor.post(f"{address}/cancellation", NOTE).status_code == 404
    assert history(app, cast.open_audit) == ["assigned"]
