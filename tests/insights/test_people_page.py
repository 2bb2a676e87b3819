"""People of one position side by side: open audits only, and no difference claimed that is not there."""

from collections.abc import Callable

import pytest

from tests.cast import NAMES, Cast
from tests.conftest import SignIn
from tests.insights.conftest import Rated
from tests.insights.test_store_page import rows, words

Hire = Callable[[str, int], int]


def audited(rated: Rated, hire: Hire, name: str, store: int, scores: str) -> int:
    """One more cashier with open audits of these scores."""
    employee = hire(name, store)
    rated(scores, store=store, employee=employee)
    return employee


def test_each_person_has_mean_interval_and_n(
    cast: Cast, sign_in: SignIn, rated: Rated, cashier: Hire, everybody_at_90: None
) -> None:
    audited(rated, cashier, "Anna Onetill", cast.second_store, "60 70 80")
    found = rows(sign_in("hr").get("/people?position=cashier").text)
    assert found == [
        "Anna Onetill · Sadovaya Two 70.0 % 45.2–94.8 3 0",
        f"{NAMES['other employee']} · Krasnaya Three 90.0 % — 1 · too few visits 0",
        f"{NAMES['employee']} · Nevsky One 90.0 % — 1 · too few visits 0",
    ]


def test_a_mystery_visit_is_nobodys(cast: Cast, sign_in: SignIn, rated: Rated) -> None:
    hr = sign_in("hr")
    before = rows(hr.get("/people?position=cashier").text)
    rated("10 10 10", who="shopper")
    assert rows(hr.get("/people?position=cashier").text) == before


def test_where_intervals_overlap_nobody_is_told_apart(
    cast: Cast, sign_in: SignIn, rated: Rated, cashier: Hire
) -> None:
    audited(rated, cashier, "Anna Onetill", cast.second_store, "60 70 80")
    audited(rated, cashier, "Boris Twotill", cast.second_store, "70 80 90")
    page = words(sign_in("hr").get("/people?position=cashier").text)
    assert "All intervals overlap: these figures do not tell anybody apart." in page


def test_where_they_do_not_overlap_it_is_said(
    cast: Cast, sign_in: SignIn, rated: Rated, cashier: Hire
) -> None:
    audited(rated, cashier, "Anna Onetill", cast.second_store, "40 41 42")  # 38.5 to 43.5
    audited(rated, cashier, "Boris Twotill", cast.second_store, "90 91 92")  # 88.5 to 93.5
    page = words(sign_in("hr").get("/people?position=cashier").text)
    assert "Some intervals do not overlap. Among so many people that can be chance" in page


def test_two_audits_tell_nobody_apart_however_far_off(
    cast: Cast, sign_in: SignIn, rated: Rated, cashier: Hire
) -> None:
    audited(rated, cashier, "Anna Onetill", cast.second_store, "10 10")
    audited(rated, cashier, "Boris Twotill", cast.second_store, "90 91 92")
    assert "Too few audits" in words(sign_in("hr").get("/people?position=cashier").text)


def test_whom_nobody_audited_is_listed_apart(cast: Cast, sign_in: SignIn, cashier: Hire) -> None:
    cashier("Vera Unseen", cast.store)
    page = sign_in("hr").get("/people?position=cashier").text
    assert "Vera Unseen" not in " ".join(rows(page))
    assert "1 person without an audit" in page
    assert "Vera Unseen" in page


def test_an_unknown_position_shows_the_first_one(cast: Cast, sign_in: SignIn) -> None:
    hr = sign_in("hr")
    assert rows(hr.get("/people?position=wizard").text) == rows(hr.get("/people?position=cashier").text)


def test_a_persons_page_holds_the_audits_behind_the_mean(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in("hr").get(f"/people/{cast.employee}").text
    assert f"/visits/{cast.approved_audit}" in page
    assert f"/visits/{cast.approved_mystery}" not in page
    assert f"/visits/{cast.submitted_audit}" not in page
    assert "A score never decides by itself" in page


@pytest.mark.parametrize(
    ("who", "own", "others"),
    [
        ("director", ["employee"], ["colleague", "far_employee"]),
        ("regional", ["employee", "colleague"], ["far_employee"]),
    ],
)
def test_directors_and_regional_managers_see_their_own_people(
    cast: Cast, sign_in: SignIn, who: str, own: list[str], others: list[str]
) -> None:
    visitor = sign_in(who)
    found = {name: visitor.get(f"/people/{getattr(cast, name)}").status_code for name in own + others}
    assert found == dict.fromkeys(own, 200) | dict.fromkeys(others, 404)
    assert visitor.get("/people").status_code == 404


@pytest.mark.parametrize("who", ["employee", "shopper", "auditor", "reviewer", "administrator"])
def test_nobody_else_compares_people(cast: Cast, sign_in: SignIn, who: str) -> None:
    visitor = sign_in(who)
    assert visitor.get("/people").status_code == 404
    assert visitor.get(f"/people/{cast.employee}").status_code == 404
