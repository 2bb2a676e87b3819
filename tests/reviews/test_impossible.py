"""A visit that could not be made: the reviewer sends the assessor again, or accepts that it was not."""

import pytest
from flask import Flask

from app.db import db
from app.visits.models import Visit
from tests.cast import NAMES, Cast
from tests.conftest import SignIn
from tests.reviews.test_decide import RETURN, history

CLOSED = {"reason": "closed", "note": "A sign says: back on Monday."}


@pytest.fixture
def impossible(cast: Cast, sign_in: SignIn) -> int:
    """The audit of which its auditor said that it cannot be made."""
    sign_in("auditor").post(f"/visits/{cast.open_audit}/impossibility", CLOSED)
    return cast.open_audit


@pytest.mark.parametrize("who", ["reviewer", "quality"])
def test_accepted_as_not_made_it_leaves_the_queue_and_says_who_decided(
    app: Flask, cast: Cast, sign_in: SignIn, impossible: int, who: str
) -> None:
    visitor, address = sign_in(who), f"/reviews/{impossible}"
    assert f"{address}/cancellation" in visitor.get(address).text
    assert address in visitor.get("/reviews").text
    assert visitor.post(f"{address}/cancellation").location == "/reviews"
    assert address not in visitor.get("/reviews").text
    with app.app_context():
        last = db.session.get_one(Visit, impossible).last_event
        assert (last.state, last.by_id) == ("cancelled", cast.users[who])
    assert f"/visits/{impossible}/form" not in sign_in("auditor").get("/visits").text


def test_the_assessor_can_still_be_sent_again(
    app: Flask, cast: Cast, sign_in: SignIn, impossible: int
) -> None:
    sign_in("reviewer").post(f"/reviews/{impossible}/return", RETURN)
    assert history(app, impossible) == ["assigned", "impossible", "returned"]
    assert f"/visits/{impossible}/form" in sign_in("auditor").get("/visits").text


@pytest.mark.parametrize("other", ["open_audit", "submitted_audit", "approved_audit"])
def test_a_reviewer_cancels_no_other_visit(app: Flask, cast: Cast, sign_in: SignIn, other: str) -> None:
    reviewer, visit = sign_in("reviewer"), getattr(cast, other)
    before = history(app, visit)
    assert f"/reviews/{visit}/cancellation" not in reviewer.get(f"/reviews/{visit}").text
    answer = reviewer.post(f"/reviews/{visit}/cancellation")
    assert "decided in the meantime" in reviewer.get(answer.location).text
    assert history(app, visit) == before


@pytest.mark.parametrize("who", [who for who in NAMES if who not in ("reviewer", "quality")])
def test_nobody_else_accepts_it(app: Flask, sign_in: SignIn, impossible: int, who: str) -> None:
    assert sign_in(who).post(f"/reviews/{impossible}/cancellation").status_code == 404
    assert history(app, impossible) == ["assigned", "impossible"]
