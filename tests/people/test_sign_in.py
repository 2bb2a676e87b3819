"""The door: who is let in, who is not, and that the two wrongs cannot be told apart."""

from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.clock import now
from app.db import db
from app.people import operations
from app.people.models import FailedSignIn, SignIn, User
from tests.cast import Cast, app_with_cast
from tests.conftest import SignIn as Enter
from tests.conftest import Visitor
from tests.sync.field import PASSWORD

AUDITOR = "auditor@example.com"


def knock(visitor: Visitor, email: str = AUDITOR, password: str = PASSWORD, **more: str):
    return visitor.post("/sign-in", email=email, password=password, **more)


def test_the_right_pair_opens_the_page_that_was_wanted(sign_in: Enter) -> None:
    visitor = sign_in(None)
    asked = visitor.get("/account?from=a%20link")
    assert asked.headers["Location"] == "/sign-in?next=/account?from%3Da%2520link"
    answer = knock(visitor, email=" Auditor@Example.COM ", next="/account?from=a%20link")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account?from=a%20link")
    assert visitor.get("/account").status_code == 200


def test_after_the_door_nobody_is_sent_to_another_site(sign_in: Enter) -> None:
    assert knock(sign_in(None), next="https://evil.example/").headers["Location"] == "/"


def test_a_wrong_password_and_an_unknown_person_get_the_same_answer(sign_in: Enter) -> None:
    visitor = sign_in(None)
    wrong = knock(visitor, password="not the password")
    unknown = knock(visitor, email="nobody1@example.com", password="not the password")
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text.replace(AUDITOR, "") == unknown.text.replace("nobody1@example.com", "")
    assert "Set-Cookie" not in wrong.headers
    assert "not the password" not in wrong.text


def test_a_disabled_person_is_answered_like_a_wrong_password(app: Flask, cast: Cast, sign_in: Enter) -> None:
    visitor = sign_in(None)
    wrong = knock(visitor, password="not the password")
    with app.app_context():
        operations.disable(db.session.get_one(User, cast.users["auditor"]))
        db.session.commit()
    disabled = knock(visitor)
    assert (disabled.status_code, disabled.text) == (wrong.status_code, wrong.text)


def test_the_cookie_is_for_the_browser_alone(sign_in: Enter) -> None:
    cookie = SimpleCookie(knock(sign_in(None)).headers["Set-Cookie"])["sid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert cookie["domain"] == ""


def test_in_production_the_cookie_travels_by_https_only(tmp_path: Path) -> None:
    app, _cast = app_with_cast(tmp_path, PRODUCTION=True, SIGN_IN_COOKIE="__Host-sid")
    cookie = SimpleCookie(knock(Visitor(app, None)).headers["Set-Cookie"])["__Host-sid"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")


def test_every_sign_in_has_a_secret_of_its_own_and_the_database_only_its_hash(
    app: Flask, sign_in: Enter
) -> None:
    answers = [knock(sign_in(None)) for _ in range(2)]
    secrets = [SimpleCookie(answer.headers["Set-Cookie"])["sid"].value for answer in answers]
    assert secrets[0] != secrets[1]
    assert min(map(len, secrets)) >= 43  # 256 bits
    with app.app_context():
        kept = set(db.session.scalars(select(SignIn.token_hash)))
    assert kept == {operations.secret_hash(secret) for secret in secrets}


def test_a_secret_brought_along_is_not_taken_over(sign_in: Enter) -> None:
    visitor = sign_in(None)
    visitor.client.set_cookie("sid", "planted by somebody else")
    secret = SimpleCookie(knock(visitor).headers["Set-Cookie"])["sid"].value
    assert secret != "planted by somebody else"


def fail(app: Flask, email: str, times: int, address: str = "192.0.2.7") -> None:
    with app.app_context():
        for _ in range(times):
            db.session.add(FailedSignIn(email_hash=operations.secret_hash(email), address=address))
        db.session.commit()


def test_after_ten_wrong_passwords_even_the_right_one_waits(app: Flask, sign_in: Enter) -> None:
    visitor = sign_in(None)
    fail(app, AUDITOR, times=9)
    assert knock(visitor, password="not the password").status_code == 422  # the tenth
    answer = knock(visitor)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "900")
    assert "Set-Cookie" not in answer.headers
    assert knock(visitor, email="reviewer@example.com").status_code == 302


def test_after_a_quarter_of_an_hour_the_door_opens_again(app: Flask, sign_in: Enter) -> None:
    fail(app, AUDITOR, times=10)
    with app.app_context():
        for failed in db.session.scalars(select(FailedSignIn)):
            failed.at = now() - operations.THROTTLE_WINDOW
        db.session.commit()
    assert knock(sign_in(None)).status_code == 302


@pytest.mark.parametrize(("address", "status"), [("127.0.0.1", 429), ("192.0.2.7", 302)])
def test_somebody_trying_many_names_from_one_address_waits(
    app: Flask, sign_in: Enter, address: str, status: int
) -> None:
    fail(app, "many@example.com", times=50, address=address)
    assert knock(sign_in(None)).status_code == status
