"""A checklist as XLSForm: pyxform takes it, and every kind of question is asked as a survey programme asks it."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from app.checklists.derivation import derive, derive_all
from app.exchange.xlsform.form import form_of
from app.exchange.xlsform.writing import Unwritable, write_xlsform
from tests.built_in import built_in
from tests.standards.small_folder import HUMAN, SmallFolder

Sheet = dict[str, dict[str, Any]]


def written(folder: SmallFolder) -> bytes:
    return write_xlsform(form_of(derive(folder.read().document, "cashier", "in_person"), 3))


def sheet(content: bytes, name: str = "survey", key: str = "name") -> Sheet:
    """The rows of a sheet by what stands under `key`, without empty cells."""
    headings, *rows = load_workbook(io.BytesIO(content))[name].iter_rows(values_only=True)
    told = [{word: cell for word, cell in zip(headings, row, strict=True) if cell} for row in rows]
    return {row.get(key, row.get("type", "")): row for row in told}


def test_every_built_in_checklist_is_accepted_without_a_warning() -> None:
    for checklist in derive_all(*built_in()):
        done = convert(write_xlsform(form_of(checklist, 1)))
        assert done.warnings == [], f"{checklist.position} {checklist.channel}"
        assert done.xform.count("<bind nodeset") >= checklist.asked


def test_each_kind_is_asked_by_a_type_of_its_own(folder: SmallFolder) -> None:
    folder.change_criterion(
        7,
        HUMAN + "        kind: yes_no\n",
        HUMAN.replace("weight: 3", "weight: 0") + "        kind: recommendation\n",
    )
    folder.change_criterion(
        8, "kind: yes_no", 'kind: number\n        bands: [{points: 1}]\n        unit: {ru: "м", en: "m"}'
    )
    folder.change_criterion(
        9, "kind: yes_no", 'kind: choices\n        options: [{code: a, points: 1, title: {ru: "А", en: "A"}}]'
    )
    for number, kind in ((10, "photo"), (11, "signature"), (12, "date")):
        own = HUMAN.replace("weight: 3", "weight: 0") + f"        kind: {kind}\n"
        folder.change_criterion(number, HUMAN + "        kind: yes_no\n", own)
    rows = sheet(written(folder))
    assert {name: row["type"] for name, row in rows.items() if name.startswith("COU")} == {
        "COU_01": "select_one yes_no",
        "COU_02": "select_one of_COU_02",
        "COU_03": "select_one of_COU_03",
        "COU_04": "integer",
        "COU_04_none": "select_one non_answers",
        "COU_05": "integer",
        "COU_05_sought": "integer",
        "COU_05_none": "select_one non_answers",
        "COU_06": "text",
        "COU_07": "select_one recommendation",
        "COU_08": "decimal",
        "COU_08_none": "select_one non_answers",
        "COU_09": "select_multiple of_COU_09",
        "COU_09_none": "select_one non_answers",
        "COU_10": "image",
        "COU_11": "image",
        "COU_12": "date",
    }
    assert rows["COU_11"]["appearance"] == "signature"
    assert rows["COU_08"]["hint::Русский (ru)"] == "м"
    assert rows["COU_05_sought"]["constraint"] == ". >= ${COU_05}"
    assert rows["COU_04"]["required"] == "${COU_04_none} = ''"


def test_both_languages_and_our_own_meaning_stand_in_their_columns(folder: SmallFolder) -> None:
    row = sheet(written(folder))["COU_03"]
    assert row["label::English (en)"] == "Was question 03 asked?"
    assert row["label::Русский (ru)"] == "Вопрос 03 задан?"
    assert row["guidance_hint::English (en)"] == "Expectation 03."
    assert row["etalon::points"] == "customer: 0; employee: 0.5"
    assert row["etalon::dimensions"] == "rater: empathy"
    assert sheet(written(folder))["COU_04"]["etalon::bands"] == "60: 1; 180: 0.35; else: 0"
    assert sheet(written(folder))["COU_01"]["etalon::critical"] == "yes"


def test_sections_are_groups_and_the_form_says_which_checklist_it_is(folder: SmallFolder) -> None:
    content = written(folder)
    assert sheet(content)["stage_deal"]["type"] == "begin_group"
    (settings,) = sheet(content, "settings", "form_id").values()
    assert (settings["form_id"], settings["version"]) == ("cashier_in_person", "3")


def test_not_applicable_and_could_not_see_are_offered_where_they_are_allowed(folder: SmallFolder) -> None:
    headings, *rows = load_workbook(io.BytesIO(written(folder)))["choices"].iter_rows(values_only=True)
    assert headings[:2] == ("list_name", "name")
    offered: dict[str, list[str]] = {}
    for row in rows:
        offered.setdefault(row[0], []).append(row[1])
    assert offered["yes_no"] == ["yes", "no", "not_applicable", "not_observed"]
    assert offered["of_COU_02"] == ["1", "2", "3", "4", "5", "not_applicable", "not_observed"]
    assert offered["non_answers"] == ["not_applicable", "not_observed"]


def test_no_cell_is_a_formula_and_no_word_a_reference(folder: SmallFolder) -> None:
    folder.change_criterion(1, 'en: "Was question 01 asked?"', 'en: "=2+2 or ${COU_02}?"')
    content = written(folder)
    (cell,) = (
        each
        for row in load_workbook(io.BytesIO(content))["survey"].iter_rows()
        for each in row
        if str(each.value).startswith("=2+2")
    )
    assert cell.data_type == "s"
    assert "=2+2 or $\u2060{COU_02}?" in convert(content).xform


def test_the_same_form_is_the_same_bytes(folder: SmallFolder) -> None:
    assert written(folder) == written(folder)


def test_a_text_that_no_cell_holds_is_refused_by_its_question(folder: SmallFolder) -> None:
    folder.change_criterion(4, 'en: "Reason 04."', f'en: "{"long " * 7000}"')
    with pytest.raises(Unwritable, match=r"COU_04: etalon::why::English .en. has 34999 characters"):
        written(folder)
