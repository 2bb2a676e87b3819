"""People of one position side by side on like visits: open audits only, and no difference claimed that is not there."""

from collections.abc import Callable

import pytest

from tests.cast import NAMES, Cast
from tests.conftest import SignIn
from tests.insights.conftest import Rated
from tests.insights.page import rows, section, words

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
    page = sign_in("hr").get("/people?position=cashier").text
    assert rows(page, "people") == [
        "Anna Onetill · Sadovaya Two 70.0 45.2–94.8 3 0",
        f"{NAMES['other employee']} · Krasnaya Three 90.0 — 1 · too few visits 0",
        f"{NAMES['employee']} · Nevsky One 90.0 — 1 · too few visits 0",
    ]
    assert "Cashier, in person" in section(page, "people")


def test_how_alike_the_visits_were_stands_beside_the_comparison(
    cast: Cast, sign_in: SignIn, rated: Rated, cashier: Hire
) -> None:
    audited(rated, cashier, "Anna Onetill", cast.second_store, "60 70 80")
    mix = rows(sign_in("hr").get("/people").text, "mix")[0]
    name, visits, *hours, auditors, _seen = mix.rsplit(" ", 6)
    assert (name, visits, auditors) == ("Anna Onetill · Sadovaya Two", "3", "1")
    assert sum(map(int, hours)) == 3


def test_months_of_service_stand_beside_the_score(
    cast: Cast, sign_in: SignIn, rated: Rated, cashier: Hire
) -> None:
    audited(rated, cashier, "Anna Onetill", cast.second_store, "60 70 80")
    page = sign_in("hr").get("/people").text
    assert rows(page, "tenure")[0] == "Anna Onetill · Sadovaya Two 0 70.0 45.2–94.8 3 —"
    assert "A slope here is a question, not a cause" in section(page, "tenure")


def test_a_mystery_visit_is_nobodys(cast: Cast, sign_in: SignIn, rated: Rated) -> None:
    hr = sign_in("hr")
    before = rows(hr.get("/people?position=cashier").text, "people")
    rated("10 10 10", who="shopper")
    assert rows(hr.get("/people?position=cashier").text, "people") == before


@pytest.mark.parametrize(
    ("anna", "boris", "told"),
    [
        ("60 70 80", "70 80 90", "All intervals overlap: these figures do not tell anybody apart."),
        ("40 41 42", "90 91 92", "Some intervals do not overlap. Among so many people that can be chance"),
        ("10 10", "90 91 92", "Too few audits"),
    ],
)
def test_a_difference_is_claimed_only_where_there_is_one(
    cast: Cast, sign_in: SignIn, rated: Rated, cashier: Hire, anna: str, boris: str, told: str
) -> None:
    audited(rated, cashier, "Anna Onetill", cast.second_store, anna)
    audited(rated, cashier, "Boris Twotill", cast.second_store, boris)
    assert told in words(sign_in("hr").get("/people?position=cashier").text)


def test_whom_nobody_audited_is_listed_apart(cast: Cast, sign_in: SignIn, cashier: Hire) -> None:
    cashier("Vera Unseen", cast.store)
    page = sign_in("hr").get("/people?position=cashier").text
    assert "Vera Unseen" not in " ".join(rows(page, "people"))
    assert "1 person without an audit" in page
    assert "Vera Unseen" in page


def test_an_unknown_position_shows_the_one_with_most_audits(cast: Cast, sign_in: SignIn) -> None:
    hr = sign_in("hr")
    asked = [hr.get(f"/people{query}").text for query in ("?position=wizard", "?position=cashier")]
    assert rows(asked[0], "people") == rows(asked[1], "people")


@pytest.mark.parametrize("who", ["director", "regional", "employee", "shopper", "auditor", "administrator"])
def test_nobody_else_compares_people(sign_in: SignIn, who: str) -> None:
    assert sign_in(who).get("/people").status_code == 404
