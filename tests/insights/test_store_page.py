"""A store's page and the list of stores: what stands on them, over which days, and who may look."""

import re

import pytest

from tests.cast import NAMES, Cast
from tests.conftest import SignIn
from tests.insights.conftest import Rated

BAD = {"COU-01": {"value": "no"}, "COU-02": {"value": 3}, "COU-08": {"value": 9}}


def words(page: str) -> str:
    """What can be read on the page, on one line."""
    return " ".join(re.sub(r"<(style|script)[^>]*>.*?</\1>|<[^>]*>", " ", page, flags=re.S).split())


def section(page: str, name: str) -> str:
    """The part of the page under this heading."""
    found = re.search(rf'aria-labelledby="{name}".*?</section>', page, re.S)
    return words(found[0]) if found else ""


def rows(page: str) -> list[str]:
    """The rows of the page's first table, in order."""
    body = re.search(r"<tbody>(.*?)</tbody>", page, re.S)
    assert body, "there is no table"
    return [words(row) for row in re.findall(r"<tr.*?</tr>", body[1], re.S)]


def test_a_store_shows_its_mean_with_interval_and_n_beside_the_chain(
    cast: Cast, sign_in: SignIn, rated: Rated, everybody_at_90: None
) -> None:
    rated("60 70 80", store=cast.second_store)
    told = section(sign_in("regional").get(f"/stores/{cast.second_store}").text, "whole")
    assert "70.0 %" in told
    assert "medium 45.2–94.8, n = 3" in told  # 70 ± 4.302653 × 10 / √3
    assert "The chain as a whole: 80.0 %, n = 6." in told  # (3 × 90 + 60 + 70 + 80) / 6


def test_under_three_visits_a_store_has_neither_colour_nor_word(
    cast: Cast, sign_in: SignIn, rated: Rated
) -> None:
    rated("95 97", store=cast.second_store)
    page = sign_in("regional").get(f"/stores/{cast.second_store}").text
    told = section(page, "whole")
    assert "96.0 %" in told
    assert "too few visits, n = 2" in told
    shown = page[page.index('id="whole"') : page.index('id="positions"')]
    assert "mean-few" in shown
    for ranked in ("score-high", "score-word", "score-shape"):
        assert ranked not in shown


def test_mystery_visits_and_audits_are_told_apart(cast: Cast, sign_in: SignIn, everybody_at_90: None) -> None:
    told = section(sign_in("director").get("/stores").text, "whole")
    assert re.search(r"Mystery visits 90.0 % too few visits, n = 1 Open audits 90.0 % too few", told)


def test_the_weakest_criteria_come_with_their_proof(cast: Cast, sign_in: SignIn, rated: Rated) -> None:
    latest = rated("60 60 60", store=cast.second_store, changes=BAD)[-1]
    page = sign_in("regional").get(f"/stores/{cast.second_store}").text
    told = section(page, "worst")
    order = [told.index(f"Was question {number} asked?") for number in ("01", "08", "02")]
    assert order == sorted(order)
    assert "0 % of its points, n = 3 Expected: Expectation 01. Clause 1.1. Greeting" in told
    assert "50 % of its points, n = 3 Expected: Expectation 02." in told
    assert "/visits/photos/" in page
    assert f"/visits/{latest}#r-COU-01" in page


def test_what_two_visits_saw_is_not_yet_a_weakness(cast: Cast, sign_in: SignIn, rated: Rated) -> None:
    rated("60 60", store=cast.second_store, changes=BAD)
    assert section(sign_in("regional").get(f"/stores/{cast.second_store}").text, "worst") == ""


@pytest.mark.parametrize(
    ("asked", "counted"),
    [("?days=30", 1), ("?days=90", 2), ("?days=365", 3), ("", 2), ("?days=7", 2), ("?days=x", 2)],
)
def test_only_visits_approved_in_the_period_count(
    cast: Cast, sign_in: SignIn, rated: Rated, asked: str, counted: int
) -> None:
    for days_ago in (10, 60, 200):
        rated("80", store=cast.second_store, days_ago=days_ago)
    told = section(sign_in("regional").get(f"/stores/{cast.second_store}{asked}").text, "whole")
    assert f"n = {counted}" in told.split("The chain")[0]


def test_a_store_nobody_visited_says_so(cast: Cast, sign_in: SignIn) -> None:
    assert "No approved visits in this period" in sign_in("regional").get(f"/stores/{cast.second_store}").text


def test_the_list_ranks_whoever_can_be_ranked_and_names_the_rest_after(
    cast: Cast, sign_in: SignIn, rated: Rated, everybody_at_90: None
) -> None:
    rated("60 70 80", store=cast.second_store)
    ranked, *few = rows(sign_in("hr").get("/stores").text)
    assert ranked == "Sadovaya Two 70.0 % 45.2–94.8 3 0"
    assert few == [
        "Krasnaya Three 90.0 % — 1 · too few visits 0",
        "Nevsky One 90.0 % 90.0–90.0 2 · too few visits 0",
    ]


def test_a_director_sees_only_the_own_store(cast: Cast, sign_in: SignIn) -> None:
    director = sign_in("director")
    assert "Nevsky One" in director.get("/stores").text
    assert director.get(f"/stores/{cast.store}").status_code == 200
    for other in (cast.second_store, cast.far_store):
        assert director.get(f"/stores/{other}").status_code == 404
    for name in ("Sadovaya Two", "Krasnaya Three"):
        assert name not in director.get("/stores").text


def test_a_regional_manager_sees_the_stores_of_the_region(cast: Cast, sign_in: SignIn) -> None:
    regional = sign_in("regional")
    listed = regional.get("/stores").text
    assert ("Nevsky One" in listed, "Sadovaya Two" in listed, "Krasnaya Three" in listed) == (
        True,
        True,
        False,
    )
    assert regional.get(f"/stores/{cast.far_store}").status_code == 404


@pytest.mark.parametrize(
    "who", [who for who in NAMES if who.split()[-1] not in ("director", "regional", "hr", "quality")]
)
def test_nobody_else_compares_stores(cast: Cast, sign_in: SignIn, who: str) -> None:
    visitor = sign_in(who)
    for path in ("/stores", f"/stores/{cast.store}"):
        assert visitor.get(path).status_code == 404
