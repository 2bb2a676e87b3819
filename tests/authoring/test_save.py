"""Saving: field by field as an author leaves it, or the whole page; whatever it is, it is kept, and each step is recorded."""

import re

import pytest

from app.authoring import queries
from app.authoring.content.parts import find
from app.authoring.editing.typed import read
from tests.authoring.conftest import Desk, address
from tests.authoring.typed import form_of
from tests.cast import NAMES

COU_01 = "criterion:COU-01"


def test_a_field_that_was_left_is_saved_and_answers_with_what_is_wrong_in_it(desk: Desk) -> None:
    answer = desk.save(COU_01, "question", ru="Вам кивнули?", en="")
    assert answer.json is not None
    assert answer.json["problems"] == {"question": ["the English text is missing"]}
    assert desk.part(COU_01)["question"] == {"ru": "Вам кивнули?", "en": ""}
    assert desk.save(COU_01, "question", ru="Вам кивнули?", en="Did they nod?").json["problems"] == {}


def test_every_save_says_who_changed_what_and_when(desk: Desk) -> None:
    desk.save(COU_01, "weight", weight="5")
    page = desk.author.get("/authoring/history").text
    assert NAMES["quality"] in page
    assert re.search(r"<del.*3</del>.*<ins.*5</ins>", page, re.DOTALL)


def test_leaving_a_field_as_it_was_is_no_step(desk: Desk) -> None:
    desk.save(COU_01, "weight", weight="3")
    assert desk.history() == [("begin", "document")]


def test_without_a_script_the_whole_page_is_saved_at_once(desk: Desk) -> None:
    typed = form_of(desk, COU_01)
    typed.setlist("why-en", ["So that nobody stands alone."])
    typed.setlist("weight", ["2.5"])
    answer = desk.author.post(address(COU_01), typed.to_dict(flat=False))
    assert answer.status_code == 302
    assert desk.part(COU_01)["why"]["en"] == "So that nobody stands alone."
    assert desk.part(COU_01)["weight"] == "2.5"
    assert desk.history()[1:] == [("change", COU_01)], "both fields are one step"


@pytest.mark.parametrize("number", range(1, 14))
def test_a_page_that_is_sent_as_it_was_shown_changes_nothing(desk: Desk, number: int) -> None:
    place = f"criterion:COU-{number:02}"
    with desk.app.app_context():
        copy = queries.working_copy()
        assert copy is not None
        value = find(copy.content, place).value
    given = read("criterion", form_of(desk, place))
    assert len(given) > 20
    assert {name: value.get(name) for name in given} == given


def test_a_number_that_is_none_stays_as_typed_and_is_told(desk: Desk) -> None:
    answer = desk.save(COU_01, "weight", weight="heavy")
    assert desk.part(COU_01)["weight"] == "heavy"
    assert answer.json["problems"] == {"weight": ["is not a number that fits here"]}
    assert desk.author.get("/authoring").status_code == 200


def test_options_are_typed_in_rows_and_an_empty_row_is_none(desk: Desk) -> None:
    rows = {"options-0-title-ru": "Да", "options-0-title-en": "Yes, at once", "options-0-points": "1"}
    rows |= {
        "options-1-title-ru": "Нет",
        "options-1-title-en": "No",
        "options-1-points": "0",
        "options-1-code": "no",
    }
    desk.save("criterion:COU-03", "options", **rows, **{"options-2-code": ""})
    assert desk.part("criterion:COU-03")["options"] == [
        {"code": "yes_at_once", "points": 1, "title": {"ru": "Да", "en": "Yes, at once"}, "excluded": False},
        {"code": "no", "points": 0, "title": {"ru": "Нет", "en": "No"}, "excluded": False},
    ]


def test_what_another_kind_would_use_waits_for_its_return(desk: Desk) -> None:
    options = desk.part("criterion:COU-03")["options"]
    desk.save("criterion:COU-03", "kind", kind="yes_no")
    assert desk.document().criterion("COU-03").options is None
    assert desk.problems("criterion:COU-03") == set()
    desk.save("criterion:COU-03", "kind", kind="choice")
    assert [each.code for each in desk.document().criterion("COU-03").options or ()] == [
        each["code"] for each in options
    ]


def test_a_condition_is_typed_as_code_comparison_and_value(desk: Desk) -> None:
    row = {"enable_when-0-item": "cou-01", "enable_when-0-op": "eq", "enable_when-0-value": "yes"}
    assert desk.save("criterion:COU-04", "enable_when", **row).json["problems"] == {}
    when = desk.document().criterion("COU-04").enable_when
    assert when is not None and (when.conditions[0].item, when.conditions[0].values) == ("COU-01", ("yes",))
    answer = desk.save("criterion:COU-04", "enable_when", **{**row, "enable_when-0-value": "perhaps"})
    assert answer.json["problems"] == {"enable_when": ["perhaps is not an answer to COU-01"]}


def test_a_part_that_is_not_there_is_not_found(desk: Desk) -> None:
    assert desk.author.get("/authoring/criteria/COU-99").status_code == 404
    assert desk.author.get("/authoring/document/other").status_code == 404
    assert desk.author.post("/authoring/criteria/COU-99", field="why").status_code == 404


@pytest.mark.parametrize("typed", ["1e9999", "-1e-9999", "9" * 5000])
def test_a_number_beyond_all_numbers_stays_as_typed_and_is_told(desk: Desk, typed: str) -> None:
    answer = desk.save(COU_01, "weight", weight=typed)
    assert answer.json["problems"]["weight"] == ["is not a number that fits here"]
    assert desk.part(COU_01)["weight"] == typed
