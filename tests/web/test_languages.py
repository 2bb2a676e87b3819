"""The language of a page: the browser's, then the visitor's choice, then the user's own."""

import pytest
from flask import Flask

from app.db import db
from app.people.models import User
from tests.cast import Cast
from tests.conftest import SignIn, Visitor


def spoken(visitor: Visitor, browser: str = "") -> str:
    """The language in which the visitor is answered, by a browser that asks for another."""
    page = visitor.get("/account", headers={"Accept-Language": browser}, follow_redirects=True).text
    return page.split('<html lang="')[1][:2]


@pytest.mark.parametrize(
    ("browser", "language"),
    [
        ("en", "en"),
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("de, en;q=0.5, ru;q=0.4", "en"),
        ("fr", "ru"),
        ("", "ru"),
    ],
)
def test_a_stranger_is_answered_in_the_browsers_language(
    sign_in: SignIn, browser: str, language: str
) -> None:
    assert spoken(sign_in(None), browser) == language


def test_a_strangers_choice_is_remembered_against_the_browser(sign_in: SignIn) -> None:
    stranger = sign_in(None)
    answer = stranger.post("/language", language="en", next="/sign-in")
    assert answer.headers["Location"] == "/sign-in"
    assert spoken(stranger, browser="ru") == "en"


def test_a_users_own_language_is_above_all(sign_in: SignIn) -> None:
    auditor = sign_in("auditor")  # whose language is English
    auditor.client.set_cookie("language", "ru")
    assert spoken(auditor, browser="ru") == "en"


def test_a_users_choice_follows_to_every_device(sign_in: SignIn) -> None:
    phone, desk = sign_in("auditor"), sign_in("auditor")
    phone.post("/language", language="ru")
    assert spoken(desk, browser="en") == "ru"


def test_a_user_who_never_chose_is_answered_like_a_stranger(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    with app.app_context():
        db.session.get_one(User, cast.users["auditor"]).language = None
        db.session.commit()
    assert [spoken(sign_in("auditor"), browser) for browser in ("en", "ru")] == ["en", "ru"]


def test_a_language_nobody_speaks_here_is_refused(sign_in: SignIn) -> None:
    assert sign_in(None).post("/language", language="tlh").status_code == 400


def test_choosing_a_language_leads_to_no_other_site(sign_in: SignIn) -> None:
    answer = sign_in(None).post("/language", language="en", next="//evil.example")
    assert answer.headers["Location"] == "/"
