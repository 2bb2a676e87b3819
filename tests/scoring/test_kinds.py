"""What each kind of question is worth."""

from decimal import Decimal
from fractions import Fraction

import pytest

from app.scoring import Malformed, parse_checklist, parse_responses, score
from tests.scoring.build import explained_one, question, section

OPTIONS = [{"code": "best", "points": 4}, {"code": "fair", "points": 1}, {"code": "none", "excluded": True}]
BANDS = [{"max": 120, "points": 1}, {"max": 300, "points": 0.5}, {"points": 0}]


def x(value, **keys):
    """Give the exact x of one question answered with the value."""
    checklist = parse_checklist({"sections": [section("s", question(**keys))]})
    return score(checklist, parse_responses(checklist, {"q": {"value": value}})).lines[0].x


@pytest.mark.parametrize(
    ("fails_on", "value", "worth"), [(None, "yes", 1), (None, "no", 0), ("yes", "yes", 0), ("yes", "no", 1)]
)
def test_yes_is_good_unless_it_is_what_fails(fails_on, value, worth):
    assert x(value, kind="yes_no", fails_on=fails_on) == worth


@pytest.mark.parametrize(
    ("value", "worth"), [(1, 0), (5, 1), (4, Fraction(3, 4)), (Decimal("3.5"), Fraction(5, 8))]
)
def test_a_scale_is_worth_its_place_between_the_ends(value, worth):
    assert x(value, kind="scale", min=1, max=5) == worth


def test_a_choice_is_measured_by_the_best_points_on_offer():
    assert x("best", kind="choice", options=OPTIONS) == 1
    assert x("fair", kind="choice", options=OPTIONS) == Fraction(1, 4)


def test_points_of_an_excluded_option_are_not_on_offer():
    options = [
        {"code": "a", "points": 2},
        {"code": "b", "points": 1},
        {"code": "n", "points": 100, "excluded": True},
    ]
    assert x("b", kind="choice", options=options) == Fraction(1, 2)
    assert x(["b"], kind="choices", options=options) == Fraction(1, 3)


def test_choices_add_up_against_all_points_on_offer():
    assert x(["fair"], kind="choices", options=OPTIONS) == Fraction(1, 5)
    assert x(["fair", "best"], kind="choices", options=OPTIONS) == 1
    assert x([], kind="choices", options=OPTIONS) == 0


@pytest.mark.parametrize(
    ("kind", "value"), [("choice", "none"), ("choices", ["none"]), ("choices", ["best", "none"])]
)
def test_an_excluded_option_makes_the_question_not_applicable_whatever_else_is_chosen(kind, value):
    found = explained_one(value, kind=kind, options=OPTIONS)
    assert found["counts"] == {"scored": 0, "not_applicable": 1, "not_observed": 0, "unanswered": 0}
    assert found["arithmetic"][0]["left_out"] == "not_applicable"


@pytest.mark.parametrize("kind", ["number", "duration"])
@pytest.mark.parametrize(
    ("value", "worth"), [(0, 1), (120, 1), (120.5, Fraction(1, 2)), (300, Fraction(1, 2)), (301, 0)]
)
def test_a_number_falls_into_the_first_band_that_holds_it(kind, value, worth):
    assert x(value, kind=kind, bands=BANDS) == worth


def test_bands_are_tried_in_the_order_they_are_listed():
    assert x(10, kind="number", bands=[{"max": 50, "points": 0.2}, {"max": 20, "points": 1}]) == Fraction(
        1, 5
    )


def test_found_of_sought_is_a_share():
    assert x({"found": 2, "sought": 3}, kind="found_of_sought") == Fraction(2, 3)
    assert explained_one({"found": 0, "sought": 0}, kind="found_of_sought")["counts"]["not_applicable"] == 1


@pytest.mark.parametrize("tenth", [0.1, Decimal("0.1"), "0.1", "1e-1"])
def test_a_tenth_is_exactly_a_tenth_however_it_is_written(tenth):
    assert x(tenth, kind="scale", min=0, max=1) == Fraction(1, 10)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *(("recommendation", value) for value in (0, 10, 7.0)),
        *(("text", value) for value in ("", "Чисто")),
        *((kind, value) for kind in ("photo", "signature") for value in ("a.jpg", ["a.jpg", "b.jpg"])),
        ("date", "2024-02-29"),
        *(("time", value) for value in ("00:00", "23:59", "09:05:30")),
    ],
)
def test_recorded_kinds_are_answered_but_enter_no_sum(kind, value):
    found = explained_one(value, kind=kind)
    assert found["score"] is None
    assert found["reasons"] == [{"code": "coverage"}]
    assert [line["line"] for line in found["arithmetic"]] == ["section", "coverage", "score"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *(("recommendation", value) for value in (11, -1, 7.5, True)),
        ("text", 5),
        *(("photo", value) for value in ("", [], [""], 7)),
        *(("date", value) for value in ("2023-02-29", "20240229", "2024-2-9", "2024-02-29T10:00", 20240229)),
        *(("time", value) for value in ("24:00", "9:05", "0905", "09:05+03:00")),
    ],
)
def test_recorded_kinds_refuse_what_they_cannot_be(kind, value):
    with pytest.raises(Malformed, match=r"^response 'q': value"):
        explained_one(value, kind=kind)
