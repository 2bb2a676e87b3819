"""A person's card: open audits only, who may see it, who has looked, and what the person answers."""

import pytest

from tests.cast import NAMES, Cast
from tests.conftest import SignIn
from tests.insights.conftest import Rated
from tests.insights.page import section, words


def test_a_card_holds_the_audits_behind_the_mean(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in("hr").get(f"/people/{cast.employee}").text
    assert f"/visits/{cast.approved_audit}" in page
    assert f"/visits/{cast.approved_mystery}" not in page
    assert f"/visits/{cast.submitted_audit}" not in page
    assert "A score never decides by itself" in page
    assert "To read and sign until" in section(page, "signed")


def test_strengths_and_gaps_are_told_of_three_audits_or_more(
    cast: Cast, sign_in: SignIn, rated: Rated
) -> None:
    rated("1 1", employee=cast.employee, changes={"COU-02": {"value": 1}})
    page = sign_in("hr").get(f"/people/{cast.employee}").text
    assert "Was question 02 asked?" in section(page, "worst")
    assert "Was question 01 asked?" in section(page, "strengths")
    assert "Was question 02 asked?" not in section(page, "strengths")


@pytest.mark.parametrize(
    ("who", "own", "others"),
    [
        ("director", ["employee"], ["colleague", "far_employee"]),
        ("regional", ["employee", "colleague"], ["far_employee"]),
        ("employee", ["employee"], ["colleague", "far_employee"]),
        ("shopper", [], ["employee"]),
        ("auditor", [], ["employee"]),
        ("administrator", [], ["employee"]),
    ],
)
def test_everybody_sees_the_cards_that_concern_him(
    cast: Cast, sign_in: SignIn, who: str, own: list[str], others: list[str]
) -> None:
    visitor = sign_in(who)
    found = {name: visitor.get(f"/people/{getattr(cast, name)}").status_code for name in own + others}
    assert found == dict.fromkeys(own, 200) | dict.fromkeys(others, 404)


def test_each_look_is_written_down_and_the_person_sees_it(cast: Cast, sign_in: SignIn) -> None:
    card = f"/people/{cast.employee}"
    assert "Who has looked at this card" not in sign_in("employee").get(card).text
    sign_in("director").get(card)
    sign_in("hr").get(card)
    sign_in("hr").get(f"{card}?table=months&format=csv")
    seen = words(sign_in("employee").get("/people/me", follow_redirects=True).text)
    looked = seen[seen.index("Who has looked at this card") :]
    assert (looked.count(NAMES["hr"]), looked.count(NAMES["director"])) == (2, 1)
    assert NAMES["employee"] not in looked


def test_the_person_sees_the_same_and_answers(cast: Cast, sign_in: SignIn) -> None:
    employee = sign_in("employee")
    own, hr = (sign_in(who).get(f"/people/{cast.employee}").text for who in ("employee", "hr"))
    assert section(own, "mean") == section(hr, "mean")
    result = f"/visits/{cast.approved_audit}"
    assert f"{result}/replies" in employee.get(result).text
    employee.post(f"{result}/replies", text="The till was being changed.")
    for who in ("director", "hr", "employee"):
        assert "The till was being changed." in sign_in(who).get(result).text
        assert "The till was being changed." in sign_in(who).get(f"/people/{cast.employee}").text


def test_an_empty_answer_is_refused_and_nobody_answers_for_another(cast: Cast, sign_in: SignIn) -> None:
    result = f"/visits/{cast.approved_audit}/replies"
    assert sign_in("employee").post(result, text=" ").status_code == 422
    for who in ("other employee", "director", "hr"):
        assert sign_in(who).post(result, text="Not mine.").status_code == 404
    assert (
        sign_in("employee").post(f"/visits/{cast.submitted_audit}/replies", text="Too early.").status_code
        == 404
    )
