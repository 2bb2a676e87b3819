"""Voice notes are recorded only where the wave says so."""

from datetime import timedelta

from flask import Flask

from app.db import db
from app.sync import assignments
from app.visits.models import Visit
from tests.cast import Cast
from tests.conftest import SignIn
from tests.days import today


def test_a_wave_allows_them_only_when_ticked(sign_in: SignIn) -> None:
    quality = sign_in("quality")
    days = {"starts_on": today(), "ends_on": today() + timedelta(days=9)}
    words = {"name": "Spring", "purpose": "To learn", "notice": "Visits may take place."}
    for ticked, told in ({}, "not allowed"), ({"allows_voice": "y"}, ">allowed<"):
        made = quality.post("/waves/new", {**words, **days, **ticked})
        assert told in quality.get(made.location).text


def test_the_phone_is_told_what_the_wave_of_the_visit_says(app: Flask, cast: Cast) -> None:
    with app.test_request_context():
        audit, mystery = (
            db.session.get_one(Visit, number) for number in (cast.open_audit, cast.approved_mystery)
        )
        assert mystery.wave and not audit.wave
        told = [assignments.as_json(mystery, "en")["allows_voice"]]
        mystery.wave.allows_voice = True
        told += [assignments.as_json(each, "en")["allows_voice"] for each in (mystery, audit)]
        assert told == [False, True, False]
