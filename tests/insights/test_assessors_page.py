"""Assessors beside one another, for the quality manager alone: questions, never verdicts."""

import pytest

from app.insights.staff import assessor
from tests.cast import NAMES, Cast
from tests.conftest import SignIn
from tests.insights.conftest import Rated
from tests.insights.page import rows, section, words


@pytest.fixture
def milder(cast: Cast, rated: Rated, everybody_at_90: None) -> None:
    """The other auditor scores ten points above the auditor in three stores, give or take one."""
    for store, low, high in (
        (cast.store, "60 60", "71"),
        (cast.second_store, "70", "80"),
        (cast.far_store, "50", "59"),
    ):
        rated(low, store=store)
        rated(high, who="other auditor", store=store)


def test_an_assessor_is_held_against_the_others_in_the_same_stores(
    cast: Cast, sign_in: SignIn, milder: None
) -> None:
    quality = sign_in("quality")
    found = {row.split(" Open")[0]: row for row in rows(quality.get("/assessors").text, "assessors")}
    # The stores: 71 − (60 + 60 + 90) / 3 = 1, 80 − 70 = 10, (59 + 90) / 2 − 50 = 24.5; 35.5 / 3 = 11.8
    assert "Open audits 4 3 +11.8" in found[NAMES["other auditor"]]
    page = quality.get(f"/assessors/{cast.users['other auditor']}").text
    assert "Stores visited by others too: 3. The difference from them is 11.8 points" in section(
        page, "stores"
    )
    assert "Sadovaya Two 80.0 1 70.0 1 +10.0" in rows(page, "stores")
    assert "Nothing stands out." in section(page, "questions")


def test_of_very_many_stores_the_page_names_those_visited_most_and_the_file_all(
    cast: Cast, sign_in: SignIn, milder: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assessor, "SHOWN", 1)
    quality, address = sign_in("quality"), f"/assessors/{cast.users['auditor']}"
    page = quality.get(address).text
    assert len(rows(page, "stores")) == 1
    assert "Shown are the stores visited most; 2 more stand in the file." in section(page, "stores")
    file = quality.get(f"{address}?table=stores&format=csv").text
    assert len(file.strip().splitlines()) == 1 + 3


def test_a_form_filled_much_quicker_than_those_of_others_is_asked_about_and_not_judged(
    cast: Cast, sign_in: SignIn, rated: Rated
) -> None:
    rated("80 80 80 80 80", store=cast.second_store, minutes=30)
    usual, quick = rated("80", who="other auditor", minutes=12) + rated("80", who="other auditor", minutes=11)
    page = sign_in("quality").get(f"/assessors/{cast.users['other auditor']}").text
    assert f"under two fifths of the usual time: № {quick}. What made them so quick?" in section(
        page, "questions"
    )
    assert f"№ {usual}" not in section(page, "questions")
    seen = {row.split(" Nevsky")[0]: row for row in rows(page, "visits")}
    assert "80.0 11 30 1 of 1" in seen[f"№ {quick}"]
    assert "Questions to ask, not verdicts" in words(page)


def test_the_same_mark_in_nearly_every_scale_answer_is_asked_about(
    cast: Cast, sign_in: SignIn, rated: Rated
) -> None:
    """Each of these visits has one, and one visit of the cast another."""
    rated("50 " * 8, who="other auditor")
    address = f"/assessors/{cast.users['other auditor']}"
    assert "Was each of them looked at?" not in sign_in("quality").get(address).text
    rated("50", who="other auditor")
    assert "In 9 of 10 scale answers of the latest visits the mark is the same." in section(
        sign_in("quality").get(address).text, "questions"
    )


def test_doubled_visits_tell_how_far_assessors_agree(cast: Cast, sign_in: SignIn, rated: Rated) -> None:
    rated("1", store=cast.second_store, changes={"COU-01": {"value": "no"}})
    rated("1", who="other auditor", store=cast.second_store, changes={"COU-01": {"value": "yes"}})
    page = sign_in("quality").get("/assessors").text
    assert "1 doubled visit: the two agree in" in section(page, "doubled")
    assert len(rows(page, "pairs")) == 1


def test_without_doubled_visits_nobody_knows(sign_in: SignIn) -> None:
    assert "Without them nobody knows" in words(sign_in("quality").get("/assessors").text)


def test_only_the_quality_manager_reads_it(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in("quality").get(f"/assessors/{cast.users['director']}").status_code == 404
    for who in ("hr", "regional", "reviewer", "shopper"):
        assert sign_in(who).get(f"/assessors/{cast.users['auditor']}").status_code == 404
