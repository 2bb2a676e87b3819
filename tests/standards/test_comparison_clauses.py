"""Clauses, chapters and lists of two versions side by side: a clause has no code and is known all the same."""

from typing import Any

import pytest

from app.standards.comparing import compare
from app.standards.document import Document
from tests.standards.compared import after, clause, text, told, wider_document


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return wider_document(tmp_path_factory.mktemp("small"))


def test_what_a_new_clause_pushes_down_has_not_moved(before: Document) -> None:
    def change(plain: dict[str, Any]) -> None:
        new = {"title": text("Новый", "New"), "text": text("Так.", "So."), "criteria": []}
        plain["chapters"][0]["clauses"].insert(0, new)

    found = after(before, change)
    assert found.criteria == ()
    (only,) = found.clauses
    assert (only.kinds, only.after and only.after.number) == (("added",), "1.1")


def test_a_clause_with_another_title_and_text_is_known_by_its_criteria(before: Document) -> None:
    def change(plain: dict[str, Any]) -> None:
        clause(plain, 0, 1).update(title=text("Конец", "The end"), text=text("Скажите.", "Say it."))

    found = after(before, change)
    (only,) = found.clauses
    assert only.kinds == ("reworded",)
    assert [each.field for each in only.wordings] == ["title", "text"]


def test_a_clause_keeps_its_words_though_its_criteria_are_swapped_with_another(before: Document) -> None:
    def change(plain: dict[str, Any]) -> None:
        one, other = clause(plain, 0, 1), clause(plain, 1, 0)
        one["criteria"], other["criteria"] = other["criteria"], one["criteria"]

    found = after(before, change)
    assert [each.kinds for each in found.clauses] == [(), ()]
    assert set(found.counts.items()) >= {("moved", 6), ("added", 0)}


def test_a_clause_moves_within_and_between_chapters(before: Document) -> None:
    def turn(plain: dict[str, Any]) -> None:
        plain["chapters"][0]["clauses"].reverse()

    def carry(plain: dict[str, Any]) -> None:
        plain["chapters"][1]["clauses"].append(plain["chapters"][0]["clauses"].pop())

    for change, numbers in ((turn, {("1.2", "1.1"), ("1.1", "1.2")}), (carry, {("1.2", "2.2")})):
        found = after(before, change)
        (only,) = found.clauses
        assert only.kinds == ("moved",)
        assert only.criteria == ()
        assert (only.before and only.before.number, only.after and only.after.number) in numbers


def test_a_chapter_and_a_list_differ_by_their_codes(before: Document) -> None:
    def change(plain: dict[str, Any]) -> None:
        plain["chapters"][1]["title"]["en"] = "The shop floor"
        plain["positions"].append({"code": "guard", "channels": ["chat"], "title": text("О", "Guard")})
        plain["frameworks"][0]["dimensions"]["empathy"]["en"] = "Care"
        plain["title"]["ru"] = "Наши стандарты"

    found = after(before, change)
    assert [(each.code, each.kinds) for each in found.chapters] == [("space", ("reworded",))]
    assert [(each.list, each.code, each.kinds) for each in found.lists] == [
        ("positions", "guard", ("added",)),
        ("frameworks", "rater", ("reworded",)),
    ]
    assert [(each.field, each.languages) for each in found.page] == [("title", ("ru",))]


def test_a_copy_of_a_document_finds_its_own_criteria(before: Document) -> None:
    assert before.criterion("COU-12")
    shorter = before.model_copy(update={"chapters": before.chapters[:1]})
    with pytest.raises(KeyError):
        shorter.criterion("COU-12")
    assert told(compare(before, shorter)) == dict.fromkeys(("COU-10", "COU-11", "COU-12"), ("removed",))
