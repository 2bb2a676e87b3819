"""Criteria of two versions side by side: whatever an author may do to one is told as what it is, and as nothing else."""

from typing import Any

import pytest

from app.standards.document import Document
from tests.standards.compared import after, clause, text, told, wider_document


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return wider_document(tmp_path_factory.mktemp("small"))


def test_a_document_does_not_differ_from_itself(before: Document) -> None:
    same = after(before, lambda plain: None)
    assert not same
    assert set(same.counts.values()) == {0}


def test_a_criterion_is_added_where_it_stands(before: Document) -> None:
    def change(plain: dict[str, Any]) -> None:
        new = {**clause(plain, 0, 0)["criteria"][0], "code": "COU-50"}
        clause(plain, 0, 1)["criteria"].insert(1, new)

    found = after(before, change)
    assert told(found) == {"COU-50": ("added",)}
    (only,) = found.criteria
    assert only.before is None
    assert only.after is not None
    assert only.after.clause.number == "1.2"


def test_a_removed_criterion_is_told_with_the_clause_it_stood_in(before: Document) -> None:
    found = after(before, lambda plain: clause(plain, 0, 1)["criteria"].pop(0))
    assert told(found) == {"COU-07": ("removed",)}
    (only,) = found.criteria
    assert only.before is not None
    assert only.before.clause.number == "1.2"


def test_a_reworded_question_says_in_which_language(before: Document) -> None:
    def change(plain: dict[str, Any]) -> None:
        clause(plain, 0, 0)["criteria"][2]["question"]["en"] = "Who asked question 03?"
        clause(plain, 0, 0)["criteria"][2]["why"] = text("Потому.", "Because.")

    (only,) = after(before, change).criteria
    assert only.kinds == ("reworded",)
    assert [(each.field, each.languages) for each in only.wordings] == [
        ("question", ("en",)),
        ("why", ("ru", "en")),
    ]


def test_answers_to_choose_are_reworded_one_by_one_and_set_otherwise(before: Document) -> None:
    def change(plain: dict[str, Any]) -> None:
        options = clause(plain, 0, 0)["criteria"][2]["options"]
        options[0]["title"]["en"] = "The customer"
        options[1]["points"] = 1

    (only,) = after(before, change).criteria
    assert only.kinds == ("reworded", "changed")
    assert [each.field for each in only.wordings] == ["options.customer"]
    assert [(each.name, each.before[1]["points"], each.after[1]["points"]) for each in only.settings] == [
        ("options", "0.5", 1)
    ]


def test_a_weight_is_told_apart_from_other_settings(before: Document) -> None:
    def change(plain: dict[str, Any]) -> None:
        clause(plain, 0, 0)["criteria"][0]["weight"] = 5
        clause(plain, 0, 1)["criteria"][0]["critical"] = True

    assert told(after(before, change)) == {"COU-01": ("reweighted",), "COU-07": ("changed",)}


def test_a_criterion_moved_to_another_clause_is_told_there_once(before: Document) -> None:
    def change(plain: dict[str, Any]) -> None:
        clause(plain, 1, 0)["criteria"].append(clause(plain, 0, 0)["criteria"].pop(0))

    (only,) = after(before, change).criteria
    assert (only.code, only.kinds) == ("COU-01", ("moved",))
    assert only.before is not None
    assert only.after is not None
    assert (only.before.clause.number, only.after.clause.number) == ("1.1", "2.1")


def test_of_two_that_change_places_one_has_moved(before: Document) -> None:
    def change(plain: dict[str, Any]) -> None:
        criteria = clause(plain, 0, 0)["criteria"]
        criteria.append(criteria.pop(0))

    assert told(after(before, change)) == {"COU-01": ("moved",)}
