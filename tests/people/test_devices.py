"""Signed-in devices: they end when they are told to, when they lie idle, and when the account is closed."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.clock import now
from app.db import db
from app.people import operations
from app.people.models import SignIn, User
from tests.cast import Cast
from tests.conftest import SignIn as Enter
from tests.conftest import Visitor


def is_in(visitor: Visitor) -> bool:
    return visitor.get("/account").status_code == 200


def row(visitor: Visitor) -> SignIn:
    return db.session.scalars(
        select(SignIn).where(SignIn.token_hash == operations.secret_hash(visitor.secret))
    ).one()


def last_seen(app: Flask, visitor: Visitor, ago: timedelta) -> None:
    with app.app_context():
        row(visitor).last_seen_at = now() - ago
        db.session.commit()


def test_signing_out_ends_the_device_not_only_its_cookie(app: Flask, sign_in: Enter) -> None:
    visitor = sign_in("auditor")
    answer = visitor.post("/sign-out")
    assert answer.headers["Location"] == "/sign-in"
    assert "sid=;" in answer.headers["Set-Cookie"]
    visitor.client.set_cookie("sid", visitor.secret)  # somebody kept a copy
    assert not is_in(visitor)
    with app.app_context():
        assert row(visitor).ended_at is not None


def test_i_can_sign_out_my_other_device(app: Flask, sign_in: Enter) -> None:
    lost, here = sign_in("auditor"), sign_in("auditor")
    with app.app_context():
        number = row(lost).id
    assert f"/devices/{number}/sign-out" in here.get("/account").text
    here.post(f"/devices/{number}/sign-out")
    assert not is_in(lost)
    assert is_in(here)


def test_nobody_signs_out_my_device_for_me(app: Flask, sign_in: Enter) -> None:
    mine = sign_in("auditor")
    with app.app_context():
        number = row(mine).id
    assert sign_in("administrator").post(f"/devices/{number}/sign-out").status_code == 404
    assert is_in(mine)


def test_a_closed_account_is_out_with_the_next_request_and_comes_back(cast: Cast, sign_in: Enter) -> None:
    administrator, auditor = sign_in("administrator"), sign_in("auditor")
    place = f"/users/{cast.users['auditor']}/disablement"
    assert is_in(auditor)
    administrator.post(place)
    assert not is_in(auditor)
    administrator.post(place, undo="1")
    assert is_in(auditor)


def test_an_administrator_cannot_lock_himself_out(cast: Cast, sign_in: Enter) -> None:
    administrator = sign_in("administrator")
    administrator.post(f"/users/{cast.users['administrator']}/disablement")
    assert is_in(administrator)


def test_a_role_that_was_taken_away_is_gone_with_the_next_request(
    app: Flask, cast: Cast, sign_in: Enter
) -> None:
    quality = sign_in("quality")
    assert quality.get("/waves").status_code == 200
    with app.app_context():
        db.session.get_one(User, cast.users["quality"]).role = "auditor"
        db.session.commit()
    assert quality.get("/waves").status_code == 404


@pytest.mark.parametrize(("days", "still_in"), [(89, True), (91, False)])
def test_a_device_that_lies_idle_for_ninety_days_is_out(
    app: Flask, sign_in: Enter, days: int, still_in: bool
) -> None:
    visitor = sign_in("auditor")
    last_seen(app, visitor, timedelta(days=days))
    assert is_in(visitor) is still_in


@pytest.mark.parametrize(("minutes", "slides"), [(59, False), (61, True)])
def test_use_is_written_down_once_an_hour(app: Flask, sign_in: Enter, minutes: int, slides: bool) -> None:
    visitor = sign_in("auditor")
    last_seen(app, visitor, timedelta(minutes=minutes))
    answer = visitor.get("/account")
    with app.app_context():
        assert (row(visitor).last_seen_at > now() - timedelta(minutes=1)) is slides
    assert ("sid=" in answer.headers.get("Set-Cookie", "")) is slides


def test_a_secret_nobody_was_given_opens_nothing(sign_in: Enter) -> None:
    visitor = sign_in(None)
    for secret in ("", "x", "' OR 1=1 --", "a" * 5000):
        visitor.client.set_cookie("sid", secret)
        assert not is_in(visitor)
