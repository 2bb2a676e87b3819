"""Accepting a visit, or saying that it cannot be made."""

import pytest
from flask import Flask

from app.db import db
from app.visits.models import Visit
from tests.cast import NAMES, Cast
from tests.conftest import SignIn

CLOSED = {"reason": "closed", "note": "A sign says: back on Monday."}


def history(app: Flask, visit: int) -> list[str]:
    with app.app_context():
        return [event.state for event in db.session.get_one(Visit, visit).events]


def test_the_assessor_takes_the_visit_on(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    auditor = sign_in("auditor")
    assert f"/visits/{cast.open_audit}/acceptance" in auditor.get("/visits").text
    assert auditor.post(f"/visits/{cast.open_audit}/acceptance").location == "/visits"
    assert history(app, cast.open_audit) == ["assigned", "accepted"]
    assert f"/visits/{cast.open_audit}/acceptance" not in auditor.get("/visits").text


def test_a_second_tap_on_accept_changes_nothing(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    auditor = sign_in("auditor")
    for _tap in range(2):
        assert auditor.post(f"/visits/{cast.open_audit}/acceptance").status_code == 302
    assert history(app, cast.open_audit) == ["assigned", "accepted"]


def test_a_visit_that_cannot_be_made_says_why(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    auditor = sign_in("auditor")
    assert auditor.post(f"/visits/{cast.open_audit}/impossibility", CLOSED).status_code == 302
    assert history(app, cast.open_audit) == ["assigned", "impossible"]
    assert "The reviewer will see why" in auditor.get("/visits").text
    review = sign_in("reviewer").get(f"/reviews/{cast.open_audit}").text
    assert "The store was closed" in review
    assert "back on Monday" in review
    assert f"/reviews/{cast.open_audit}" in sign_in("reviewer").get("/reviews").text


@pytest.mark.parametrize("wrong", [{**CLOSED, "reason": "lazy"}, {**CLOSED, "note": " "}])
def test_it_needs_a_reason_from_the_list_and_a_word_about_it(
    app: Flask, cast: Cast, sign_in: SignIn, wrong: dict[str, str]
) -> None:
    answer = sign_in("auditor").post(f"/visits/{cast.open_audit}/impossibility", wrong)
    assert answer.status_code == 422
    assert history(app, cast.open_audit) == ["assigned"]


def test_what_was_sent_cannot_be_called_impossible_afterwards(
    app: Flask, cast: Cast, sign_in: SignIn
) -> None:
    auditor = sign_in("auditor")
    answer = auditor.post(f"/visits/{cast.submitted_audit}/impossibility", CLOSED)
    assert answer.status_code == 302
    assert "decided in the meantime" in auditor.get(answer.location).text
    assert history(app, cast.submitted_audit) == ["assigned", "submitted"]


@pytest.mark.parametrize("who", [who for who in NAMES if who != "auditor"])
def test_nobody_else_takes_up_or_gives_up_the_visit(
    app: Flask, cast: Cast, sign_in: SignIn, who: str
) -> None:
    visitor = sign_in(who)
    assert visitor.post(f"/visits/{cast.open_audit}/acceptance").status_code == 404
    assert visitor.post(f"/visits/{cast.open_audit}/impossibility", CLOSED).status_code == 404
    assert visitor.get(f"/visits/{cast.open_audit}/form").status_code == 404
    assert visitor.post(f"/visits/{cast.open_audit}/form", {"COU-01": "value:yes"}).status_code == 404
    assert history(app, cast.open_audit) == ["assigned"]
