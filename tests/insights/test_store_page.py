"""A store's page and the list of stores: what stands on them, over which months, and who may look."""

import re

import pytest
from flask import Flask

from app.insights.periods import Period, written
from app.insights.selection import month_after, month_of
from tests.cast import NAMES, Cast
from tests.conftest import SignIn
from tests.days import today
from tests.insights.conftest import Rated
from tests.insights.page import links, rows, section, words

BAD = {"COU-01": {"value": "no"}, "COU-02": {"value": 3}, "COU-08": {"value": 9}}


def months(back: int, to: int = 0) -> str:
    """The address of the months from so many back up to so many back."""
    present = month_of(today())
    return f"from={written(month_after(present, -back))}&to={written(month_after(present, -to))}"


def test_a_store_shows_its_mean_with_interval_and_n_beside_the_chain(
    cast: Cast, sign_in: SignIn, rated: Rated, everybody_at_90: None
) -> None:
    rated("60 70 80", store=cast.second_store)
    page = sign_in("regional").get(f"/stores/{cast.second_store}").text
    told = section(page, "whole")
    assert "70.0 % medium 45.2–94.8, n = 3" in told  # 70 ± 4.302653 × 10 / √3
    assert "The chain as a whole 80.0 %, n = 6" in told  # (3 × 90 + 60 + 70 + 80) / 6
    assert "Open audits 70.0 %" in told
    assert "Mean of visits, each counted once" in told
    assert "/method#mean" in page


def test_under_three_visits_a_store_has_neither_colour_nor_word(
    cast: Cast, sign_in: SignIn, rated: Rated
) -> None:
    rated("95 97", store=cast.second_store)
    page = sign_in("regional").get(f"/stores/{cast.second_store}").text
    assert "96.0 % too few visits, n = 2" in section(page, "whole")
    shown = page[page.index('id="whole"') : page.index('id="positions"')]
    for ranked in ("score-high", "score-word", "score-shape"):
        assert ranked not in shown


def test_the_first_sentence_says_what_changed_and_the_second_what_to_do(
    cast: Cast, sign_in: SignIn, rated: Rated
) -> None:
    there = {"store": cast.second_store}
    rated("60 61 62", changes=BAD, **there)
    page = words(sign_in("regional").get(f"/stores/{cast.second_store}?{months(1)}").text)
    assert "there is too little before it to compare with" in page
    assert "Begin with clause 1.1: “Was question 01 asked?” earned 0 % of its points." in page


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ("40 41 42", "80 81 82", "rose by 40.0 points, to 81.0 %"),
        ("80 81 82", "40 41 42", "fell by 40.0 points, to 41.0 %"),
        ("60 70 80", "65 75 85", "No change from the last period can be shown"),
    ],
)
def test_a_change_is_told_only_where_it_is_shown(
    cast: Cast, sign_in: SignIn, rated: Rated, before: str, now: str, told: str
) -> None:
    rated(before, store=cast.second_store, days_ago=120)
    rated(now, store=cast.second_store)
    page = sign_in("regional").get(f"/stores/{cast.second_store}?{months(2)}").text
    assert told in words(page)


def test_the_weakest_criteria_come_with_their_proof(cast: Cast, sign_in: SignIn, rated: Rated) -> None:
    latest = rated("60 60 60", store=cast.second_store, changes=BAD)[-1]
    page = sign_in("regional").get(f"/stores/{cast.second_store}").text
    told = section(page, "worst")
    order = [told.index(f"Was question {number} asked?") for number in ("01", "08", "02")]
    assert order == sorted(order)
    assert "0 % of its points, n = 3 Expected: Expectation 01. Clause 1.1. Greeting" in told
    assert "/visits/photos/" in page
    assert f"/visits/{latest}#r-COU-01" in page


def test_what_two_visits_saw_is_not_yet_a_weakness(cast: Cast, sign_in: SignIn, rated: Rated) -> None:
    rated("60 60", store=cast.second_store, changes=BAD)
    assert section(sign_in("regional").get(f"/stores/{cast.second_store}").text, "worst") == ""


def test_what_is_due_names_who_has_still_to_sign(cast: Cast, sign_in: SignIn) -> None:
    due = section(sign_in("director").get("/stores").text, "due")
    assert "1 person has to read and sign the standards." in due
    assert NAMES["employee"] in due


def test_eight_visits_make_limits_and_a_rule_is_named(cast: Cast, sign_in: SignIn, rated: Rated) -> None:
    for days_ago, score in enumerate(["70", "80", "81", "80", "81", "80", "81", "80", "81"]):
        rated(score, store=cast.second_store, days_ago=days_ago + 1)
    page = sign_in("regional").get(f"/stores/{cast.second_store}").text
    told = section(page, "control")
    assert "Open audits: where a number stands, look for a reason." in told
    assert re.search(r"1 \. .*, 70\.0 % : beyond a limit", told) or re.search(
        r"1\. .*70\.0 %.*beyond a limit", told
    )
    assert "/method#control" in page


@pytest.mark.parametrize(("asked", "counted"), [("", 2), (months(0), 1), (months(11), 3), ("from=x&to=y", 2)])
def test_only_visits_approved_in_the_months_count(
    cast: Cast, sign_in: SignIn, rated: Rated, asked: str, counted: int
) -> None:
    for days_ago in (0.001, today().day + 10, today().day + 200):
        rated("80", store=cast.second_store, days_ago=days_ago)
    told = section(sign_in("regional").get(f"/stores/{cast.second_store}?{asked}").text, "whole")
    assert f"n = {counted}" in told.split("The chain")[0]


def test_filters_stay_in_the_address_of_every_way_on(cast: Cast, sign_in: SignIn, rated: Rated) -> None:
    rated("60 70 80", store=cast.second_store)
    page = sign_in("regional").get(f"/stores/{cast.second_store}?{months(1)}&kind=audit").text
    behind = links(page, "/figure")
    assert behind
    assert all("kind=audit" in link and f"store={cast.second_store}" in link for link in behind)


def test_the_list_ranks_whoever_can_be_ranked_and_names_the_rest_after(
    cast: Cast, sign_in: SignIn, rated: Rated, everybody_at_90: None
) -> None:
    rated("60 70 80", store=cast.second_store)
    ranked, *few = rows(sign_in("hr").get("/stores").text, "stores")
    assert ranked == "Sadovaya Two 70.0 45.2–94.8 3 0 Cashier 70.0"
    assert few == [
        "Krasnaya Three 90.0 — 1 · too few visits 0 — —",
        "Nevsky One 90.0 90.0–90.0 2 · too few visits 0 — —",
    ]


def test_a_store_nobody_visited_says_so(cast: Cast, sign_in: SignIn) -> None:
    assert "No approved visits in this period" in sign_in("regional").get(f"/stores/{cast.second_store}").text


def test_everybody_sees_the_stores_he_answers_for(cast: Cast, sign_in: SignIn) -> None:
    stores = {"Nevsky One": cast.store, "Sadovaya Two": cast.second_store, "Krasnaya Three": cast.far_store}
    own = {"director": ["Nevsky One"], "regional": ["Nevsky One", "Sadovaya Two"]}
    for who, seen in own.items():
        visitor = sign_in(who)
        listed = visitor.get("/stores").text
        assert not {name for name in stores if name in listed} - set(seen)
        found = {name: visitor.get(f"/stores/{store}").status_code for name, store in stores.items()}
        assert found == {name: 200 if name in seen else 404 for name in stores}
        assert visitor.get(f"/figure?store={cast.far_store}").status_code == 404


@pytest.mark.parametrize(
    "who", [who for who in NAMES if who.split()[-1] not in ("director", "regional", "hr", "quality")]
)
def test_nobody_else_compares_stores(cast: Cast, sign_in: SignIn, who: str) -> None:
    visitor = sign_in(who)
    for path in (
        "/stores",
        f"/stores/{cast.store}",
        "/overview",
        "/criteria/COU-01",
        "/answers",
        "/assessors",
    ):
        assert visitor.get(path).status_code == 404


def test_a_period_and_the_one_before_it_are_of_one_length(app: Flask) -> None:
    period = Period.of({"from": "2026-01", "to": "2026-03"}, today())
    assert (period.months, period.before) == ([202601, 202602, 202603], Period(202510, 202512))
    for wrong in (
        {"from": "2026-03", "to": "2026-01"},
        {"from": "2026-13", "to": "2026-14"},
        {"to": "2026-01"},
    ):
        assert Period.of(wrong, today()) == Period.lasting(3, today())
