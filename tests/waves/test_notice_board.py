"""The notices as staff read them: the words, what for and since when, and nothing that tells on a visit."""

import re

import pytest
from flask import Flask

from app.db import db
from app.waves import operations
from app.waves.models import Wave
from tests.cast import NAMES, Cast
from tests.conftest import SignIn
from tests.days import today

STAFF = [who for who in NAMES if "shopper" not in who]
NOTICE, PURPOSE = "Mystery visits may take place.", "To learn how people are met."


@pytest.mark.parametrize("who", STAFF)
def test_everybody_of_the_staff_finds_the_published_notice(cast: Cast, sign_in: SignIn, who: str) -> None:
    visitor = sign_in(who)
    assert 'href="/waves/notices"' in visitor.get("/standards").text
    page = visitor.get("/waves/notices").text
    assert NOTICE in page
    assert PURPOSE in page


def test_an_employee_finds_it_on_the_first_page(cast: Cast, sign_in: SignIn) -> None:
    employee = sign_in("employee")
    assert 'href="/waves/notices"' in employee.get(employee.get("/").location).text


def test_it_tells_neither_days_nor_names(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    with app.app_context():
        wave = db.session.get_one(Wave, cast.wave)
        here = today()
        days = [f"{day.day} {day:%b %Y}" for day in (wave.starts_on, wave.ends_on)]
    page = sign_in("employee").get("/waves/notices").text.split("<main", 1)[1]
    for secret in ("Spring", NAMES["shopper"], NAMES["other shopper"], NAMES["hr"], *days):
        assert secret not in page
    assert re.findall(r"\d+ [A-Z][a-z]+ 20\d\d", page) == [f"{here.day} {here:%b %Y}"], "the publication"


def test_what_is_not_published_nobody_reads(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    with app.app_context():
        db.session.get_one(Wave, cast.wave).published_at = None
        words = {"purpose": "Not yet said.", "notice": "Not yet told."}
        operations.plan(name="Autumn", starts_on=today(), ends_on=today(), **words)
        db.session.commit()
    director = sign_in("director")
    page = director.get("/waves/notices").text
    assert "No notice yet" in page
    assert "Not yet" not in page
    assert "/waves/notices" not in director.get("/standards").text


@pytest.mark.parametrize("who", ["shopper", "other shopper"])
def test_a_shopper_is_not_of_the_staff(cast: Cast, sign_in: SignIn, who: str) -> None:
    assert sign_in(who).get("/waves/notices").status_code == 404
