"""Causes are looked for over the last months at once and kept, with the day on which they were found."""

import re

import pytest
from flask import Flask

from app.db import db
from app.insights import causing, queries
from app.insights.models import FoundCause
from app.insights.selection import Selection
from tests.cast import Cast
from tests.conftest import SignIn
from tests.insights.conftest import Rated
from tests.insights.page import section

RUDE = {"COU-01": {"value": "no"}}
SMILING = {"COU-01": {"value": "yes"}}


@pytest.fixture
def rude_store(app: Flask, cast: Cast, rated: Rated) -> None:
    """One store of three where nobody greets, eight visits more in each."""
    rated("0 " * 8, store=cast.second_store, changes=RUDE)
    rated("0 " * 8, store=cast.far_store, changes=SMILING)
    rated("0 " * 8, store=cast.store, changes=SMILING)


def test_a_store_where_a_criterion_fails_is_named_and_the_answer_is_kept(
    app: Flask, cast: Cast, sign_in: SignIn, rude_store: None
) -> None:
    said: list[str] = []
    with app.app_context():
        assert causing.find_all(said.append) > 5
        db.session.commit()
        (first, last) = next((each.first, each.last) for each in db.session.query(FoundCause))
        found = queries.causes(first, last)["COU-01"]
        assert (found.answer, found.n, found.met) == ("local", 27, 19)
        assert found.found["stores"] == [cast.second_store]
        assert found.found["p_values"]["stores"] < 0.01
    assert said[-1].endswith("tests")
    told = section(sign_in("quality").get("/criteria/COU-01").text, "cause")
    assert re.search(r"Worked out \d+ \w+ \d{4}, \d\d:\d\d; what was approved since is not in it\.", told)


def test_looking_again_takes_the_place_of_what_was_found(app: Flask) -> None:
    with app.app_context():
        found = causing.find_all(lambda said: None)
        assert found == causing.find_all(lambda said: None) > 5
        assert db.session.query(FoundCause).count() == found


def test_where_nobody_was_there_is_nothing_to_find(app: Flask) -> None:
    with app.app_context():
        assert causing.find(Selection(first=202001, last=202003), lambda said: None) == 0


def test_the_command_says_how_many_were_looked_at(app: Flask) -> None:
    said = app.test_cli_runner().invoke(args=["insights", "causes"])
    assert said.exit_code == 0
    assert "criteria are found" in said.output
