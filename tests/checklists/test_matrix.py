"""The matrix of positions and channels counts by hand what is asked, and names every gap."""

import json
from typing import Any

from app.checklists.derivation import derive_all
from app.checklists.matrix import Matrix, matrix, minutes
from app.checklists.selection import Selection
from app.standards.criterion import Text
from app.standards.document import Document
from tests.standards.small_folder import SmallFolder


def matrix_of(folder: SmallFolder, change: Any = None, **chosen: Any) -> Matrix:
    content = json.loads(folder.read().document.canonical())
    if change:
        change(content)
    document = Document.model_validate(content)
    because = Text(ru="Так.", en="So.")
    selections = [Selection(because=because, **chosen)] if chosen else []
    return matrix(document, derive_all(document, selections))


def test_a_cell_says_what_its_checklist_comes_to(folder: SmallFolder) -> None:
    cell = matrix_of(folder).cells["seller", "in_person"]
    assert (cell.questions, cell.critical) == (12, 1)
    assert round(float(cell.human_share), 3) == 0.968


def test_minutes_are_reckoned_from_the_kinds_of_question(folder: SmallFolder) -> None:
    checklist = derive_all(folder.read().document)[0]
    # Nine at a tap, one stopwatch, one search, one sentence: 9 × 10 + 30 + 60 + 60 = 240 seconds.
    assert minutes(checklist) == 4
    folder.change_criterion(7, "weight: 3", "weight: 3\n        evidence: required")
    assert minutes(derive_all(folder.read().document)[0]) == 5


def test_a_whole_document_has_no_gaps(folder: SmallFolder) -> None:
    assert not matrix_of(folder).gaps


def test_a_criterion_left_out_everywhere_is_asked_by_nobody(folder: SmallFolder) -> None:
    def change(content: dict[str, Any]) -> None:
        asked = content["chapters"][0]["clauses"][0]["criteria"][6]
        asked.update(positions=["seller"], channels=["chat"])

    found = matrix_of(folder, change, position="seller", channel="chat", leave_out=("COU-07",))
    assert [each.code for each in found.gaps.never_asked] == ["COU-07"]


def test_a_position_of_which_nothing_is_asked_stands_without_a_checklist(folder: SmallFolder) -> None:
    def change(content: dict[str, Any]) -> None:
        content["positions"].append(
            {"code": "guard", "channels": ["chat"], "title": {"ru": "Охранник", "en": "Guard"}}
        )

    found = matrix_of(folder, change)
    assert [each.code for each in found.gaps.positions] == ["guard"]
    assert found.gaps.cells == (("guard", "chat"),)


def test_a_dimension_that_no_question_speaks_of_is_not_covered(folder: SmallFolder) -> None:
    def change(content: dict[str, Any]) -> None:
        content["frameworks"][0]["dimensions"]["assurance"] = {"ru": "Уверенность", "en": "Assurance"}

    found = matrix_of(folder, change).gaps.dimensions
    assert [(framework.code, dimension) for framework, dimension in found] == [("rater", "assurance")]


def test_a_chapter_without_criteria_and_a_checklist_about_things_are_told(folder: SmallFolder) -> None:
    def change(content: dict[str, Any]) -> None:
        words = {"ru": "Пусто", "en": "Empty"}
        clause = {"title": words, "text": words, "criteria": []}
        content["chapters"].append({"code": "empty", "prefix": "EMP", "title": words, "clauses": [clause]})
        for criterion in content["chapters"][0]["clauses"][0]["criteria"][:6]:
            criterion["nature"] = "conditions"

    gaps = matrix_of(folder, change).gaps
    assert [each.code for each in gaps.chapters] == ["empty"]
    assert {(each.position, each.channel) for each in gaps.unbalanced} == {
        ("cashier", "in_person"),
        ("seller", "in_person"),
        ("seller", "chat"),
    }
