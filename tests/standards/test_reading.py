"""A folder of YAML becomes a document; whatever cannot be read is named by file, line and code."""

import time
from decimal import Decimal

import pytest

from app.standards.document import Document
from app.standards.reading import Reading, Refused, read_document
from app.standards.source import read_source
from tests.standards.small_folder import CHAPTER, SmallFolder

SHOWN = f"checklists/{CHAPTER}"


def test_a_right_folder_becomes_a_document(folder: SmallFolder) -> None:
    document = read_document(folder.path)
    assert document.title.in_("ru") == "Стандарты"
    assert document.title.in_("en") == "Standards"
    assert document.criterion("COU-03").kind == "choice"
    assert document.clause_of("COU-03").number == "1.1"


def test_groups_of_positions_are_written_out(folder: SmallFolder) -> None:
    folder.change_criterion(7, "[everyone]", "[seller, everyone]")
    document = read_document(folder.path)
    assert document.criterion("COU-01").positions == ("cashier", "seller")
    assert document.criterion("COU-07").positions == ("seller", "cashier")


def test_what_is_scored_is_required_unless_it_says_otherwise(folder: SmallFolder) -> None:
    folder.change_criterion(8, "weight: 3", "weight: 3\n        required: false")
    document = read_document(folder.path)
    assert document.criterion("COU-01").required
    assert not document.criterion("COU-06").required
    assert not document.criterion("COU-08").required


def test_a_document_survives_json_to_the_last_digit(folder: SmallFolder) -> None:
    document = read_document(folder.path)
    stored = document.model_dump(mode="json")
    again = Document.model_validate(stored)
    assert again == document
    assert again.digest() == document.digest()
    bands = again.criterion("COU-04").bands
    assert bands is not None
    assert bands[1].points == Decimal("0.35")
    assert [band["points"] for band in stored["chapters"][0]["clauses"][0]["criteria"][3]["bands"]] == [
        1,
        "0.35",
        0,
    ]


def test_criteria_come_in_the_order_of_the_journey(folder: SmallFolder) -> None:
    codes = [criterion.code for criterion in read_document(folder.path).criteria_for("cashier", "in_person")]
    assert codes[:4] == ["COU-01", "COU-02", "COU-03", "COU-07"]
    assert codes[-3:] == ["COU-04", "COU-05", "COU-06"]


def test_clauses_are_numbered_by_order(folder: SmallFolder) -> None:
    more = '  - {title: {ru: "Ещё", en: "More"}, text: {ru: "Ещё.", en: "More."}}\n'
    folder.write(CHAPTER, folder.text(CHAPTER) + more)
    assert [each.number for each in read_document(folder.path).references()] == ["1.1", "1.2"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('why: {ru: "Причина 07.", en: "Reason 07."}', "", "why is missing"),
        ('en: "Reason 07."', 'en: " "', "why.en is empty"),
        ('en: "Reason 07."', 'eng: "Reason 07."', "why.eng is not a key of this format"),
        ("kind: yes_no", "kind: maybe", "kind: input should be 'yes_no'"),
        ("weight: 3", "weight: true", "weight: value error, should be a number"),
        ("weight: 3", "weight: heavy", "weight: input should be a valid decimal"),
        (
            "nature: human",
            "nature: human\n        critical: 'yes'",
            "critical: input should be a valid boolean",
        ),
        ('{ru: "Причина 07.", en: "Reason 07."}', '"Причина"', "why needs keys, not a plain value"),
    ],
)
def test_a_criterion_in_the_wrong_shape_is_named(folder: SmallFolder, old: str, new: str, said: str) -> None:
    folder.change_criterion(7, old, new)
    found = folder.problems()
    assert any(problem.startswith(f"{SHOWN}:") and f" COU-07: {said}" in problem for problem in found), found


def test_the_problem_stands_on_its_very_line(folder: SmallFolder) -> None:
    folder.change_criterion(7, 'en: "Reason 07."', 'en: ""')
    line = folder.line(CHAPTER, "Причина 07")
    assert folder.problems() == [f"{SHOWN}:{line} COU-07: why.en is empty"]


def test_problems_of_all_files_come_together(folder: SmallFolder) -> None:
    folder.change_criterion(7, "weight: 3", "wait: 3")
    folder.change("stages.yaml", "code: deal", "code: no")
    folder.change("standards/document.yaml", "version: 1", "version: '1'")
    with pytest.raises(Refused) as refused:
        read_document(folder.path)
    assert {problem.file.rpartition("/")[2] for problem in refused.value.problems} == {
        "01-courtesy.yaml",
        "stages.yaml",
        "document.yaml",
    }


def test_a_missing_file_is_a_problem(folder: SmallFolder) -> None:
    (folder.path / "stages.yaml").unlink()
    assert folder.problems() == [
        "checklists/stages.yaml:1: the file cannot be read: No such file or directory"
    ]


def test_a_chapter_under_another_name_is_a_problem(folder: SmallFolder) -> None:
    folder.write("standards/goods.yaml", "code: goods")
    assert folder.problems() == [
        "checklists/standards/goods.yaml:1: no chapter is named so; name it NN-name.yaml"
    ]


def test_a_problem_before_anything_was_read_has_no_document(folder: SmallFolder) -> None:
    folder.write(CHAPTER, "")
    reading = Reading(folder.path)
    assert reading.document() is None
    assert reading.problems[0].line == 1


def test_reading_hostile_text_takes_no_time() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"k{n}: &k{n} [*a, *a, *a, *a]\n" for n in range(300))
    for text in (bomb, "[" * 1_000_000, "{a: " * 500_000, "- " * 500_000):
        began = time.monotonic()
        assert read_source(text.encode(), "hostile.yaml").problems
        assert time.monotonic() - began < 10
