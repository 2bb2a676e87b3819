"""One criterion: how often it was met and why, store by store, and whether what was done about it helped."""

import re
from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.conftest import SignIn
from tests.days import today
from tests.insights.conftest import Rated
from tests.insights.page import rows, section, words

BAD = {"COU-01": {"value": "no"}}
GOOD = {"COU-01": {"value": "yes"}}


def test_a_criterion_has_one_cause_on_every_page(cast: Cast, sign_in: SignIn, rated: Rated) -> None:
    """Met in 4 of 10: a chain on target does so badly in 0.6 of 100 cases, beside a second weak criterion too often."""
    half_met = {"COU-02": {"value": 4}}
    rated("1 " * 6, store=cast.far_store, changes=BAD | half_met)
    rated("1 " * 3, store=cast.far_store, changes=GOOD | half_met)
    regional = sign_in("other regional")
    for told in (
        section(regional.get("/overview").text, "weakest"),
        section(regional.get("/criteria/COU-01").text, "cause"),
    ):
        assert "Scattered. Its failures have no pattern" in told
        assert "met in 4 of 10: a chain on target does so badly in 0.6 of 100 cases" in told


def test_a_criterion_has_the_answers_behind_it(cast: Cast, sign_in: SignIn, rated: Rated) -> None:
    made = rated("1 1 1", store=cast.second_store, changes=BAD)
    director, regional = sign_in("director"), sign_in("regional")
    page = regional.get("/criteria/COU-01").text
    assert "COU-01 · clause 1.1. Greeting" in page
    assert "Met in 40.0 %" in section(page, "whole")
    assert "It was met in 40.0 % of visits; there is too little before it to compare with." in words(page)
    assert f"/visits/{made[0]}#r-COU-01" in page
    assert rows(page, "stores") == [
        "Sadovaya Two 0.0 0.0–56.1 3 3",
        "Nevsky One 100.0 34.2–100.0 2 · too few visits 0",
    ]
    assert "Each visit earned all of its points or none: the mean is the share of those that earned all." in (
        behind := section(regional.get("/figure?facet=criterion&code=COU-01").text, "sum")
    )
    assert "2 of 5 visits: 2 / 5 = 40.00 %; Wilson's interval is 11.76–76.93 %." in behind.replace(
        "&#39;", "'"
    )
    assert "Sadovaya Two" not in director.get("/criteria/COU-01").text
    assert "No answers to it in this period" in regional.get("/criteria/XYZ-99").text


@pytest.mark.parametrize(
    ("after", "times", "told"),
    [
        (GOOD, 3, "It helped: 100.0 points more"),
        (BAD, 3, "Not shown"),
        (GOOD, 2, "There are too few visits before or after to say whether it helped."),
    ],
)
def test_what_was_done_is_held_against_the_other_stores(
    cast: Cast, sign_in: SignIn, rated: Rated, after: dict[str, object], times: int, told: str
) -> None:
    rated("1 1 1", store=cast.second_store, changes=BAD, days_ago=40)
    rated("1 " * times, store=cast.second_store, changes=after, days_ago=5)
    for day in (40, 5):
        rated("1 1 1", store=cast.far_store, changes=GOOD, days_ago=day)
    done = today() - timedelta(days=20)
    page = sign_in("regional").get(f"/criteria/COU-01?done={done}&where=S2").text
    assert told in section(page, "helped"), "the control is another region"
    assert "Met in the store before 0.0 % (0.0–56.1), n = 3" in section(page, "helped")
    behind = re.search(
        r'href="(/figure[^"]*)"', page[page.index('id="helped"') : page.index('id="helped"') + 6000]
    )
    assert behind
    visits = sign_in("regional").get(behind[1].replace("&amp;", "&")).text
    assert len(rows(visits, "visits")) == 3 + times, "those of the store, before and after"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (BAD, GOOD, "It was met in 100.0 % of visits, 100.0 points more than before."),
        (GOOD, BAD, "It was met in 25.0 % of visits, 75.0 points less than before."),
        (
            BAD,
            BAD,
            "No change from the last period can be shown: the difference of 25.0 points may be chance.",
        ),
    ],
)
def test_a_criterion_says_how_often_it_was_met_beside_the_last_period(
    cast: Cast, sign_in: SignIn, rated: Rated, before: dict[str, object], after: dict[str, object], told: str
) -> None:
    """Beside the three visits made here there is one in the cast, in which it was met."""
    rated("1 1 1", store=cast.far_store, changes=before, days_ago=100)
    rated("1 1 1", store=cast.far_store, changes=after)
    assert told in words(sign_in("other regional").get("/criteria/COU-01").text)
