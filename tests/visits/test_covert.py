"""The page on which a shopper fills a mystery visit: nothing on it says whose it is, what is expected, or what counts."""

import json
import re

import pytest
from flask import Flask

from app.checklists.checklist import Question
from app.checklists.models import ChecklistVersion
from app.db import db
from app.people.models import User
from app.visits import fragment
from tests.cast import Cast
from tests.conftest import SignIn

TITLES = {"en": "Notes", "ru": "Заметки"}
BRANDS = ("Etalon", "Эталон")


@pytest.fixture
def questions(app: Flask, cast: Cast) -> list[Question]:
    with app.app_context():
        checklist = db.session.get_one(ChecklistVersion, cast.checklist).checklist
        return list(checklist.for_visit("mystery").questions())


def secrets(questions: list[Question], language: str) -> set[str]:
    """All that would tell a shopper, or whoever looks, how an answer is judged."""
    told = {
        text.in_(language)
        for each in questions
        for text in (each.expected, each.why, each.good, each.bad, each.clause_title)
    }
    return told | {"weight", "points", "data-critical", "Clause", "Пункт", *BRANDS}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_page_gives_nothing_away(
    app: Flask, cast: Cast, open_mystery: int, sign_in: SignIn, questions: list[Question], language: str
) -> None:
    with app.app_context():
        db.session.get_one(User, cast.users["shopper"]).language = language
        db.session.commit()
    page = sign_in("shopper").get(f"/visits/{open_mystery}/form").text
    assert re.search(r"<title>(.*?)</title>", page).group(1) == TITLES[language]
    form = page[page.index("<fill-form") : page.index("</fill-form>")]
    outline = re.search(r'<script type="application/json" id="outline">(.*?)</script>', page).group(1)
    assert json.loads(outline), "the outline was not found"
    assert [secret for secret in secrets(questions, language) if secret in form + outline] == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_neither_does_what_the_phone_takes_along(
    app: Flask, cast: Cast, questions: list[Question], language: str
) -> None:
    with app.test_request_context():
        version = db.session.get_one(ChecklistVersion, cast.checklist)
        covert, open_one = (fragment.fragment(version, kind, language).body for kind in ("mystery", "audit"))
    assert [secret for secret in secrets(questions, language) if secret in covert] == []
    assert questions[0].expected.in_(language) in open_one, "an audit does say what is expected"


def test_an_audit_keeps_its_own_title(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in("auditor").get(f"/visits/{cast.open_audit}/form").text
    assert "<title>Nevsky One" in page
    assert 'class="cover"' not in page[: page.index("</fill-form>")]
