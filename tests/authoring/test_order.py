"""Chapters, clauses and criteria are added, moved and removed; a code is never given twice."""

import pytest

from app.authoring import queries
from app.authoring.content.parts import Gone
from tests.authoring.conftest import JSON, Desk, address

CLAUSE = "clause:c1"


def test_a_criterion_moves_up_by_its_button(desk: Desk) -> None:
    before = desk.codes(CLAUSE)
    desk.author.post("/authoring/criteria/COU-02/place", under=CLAUSE, at="0")
    assert desk.codes(CLAUSE) == ["COU-02", "COU-01", *before[2:]]


def test_pressing_twice_on_a_slow_connection_moves_once(desk: Desk) -> None:
    for _press in range(2):
        answer = desk.author.send(
            "POST", "/authoring/criteria/COU-01/place", data={"under": CLAUSE, "at": "1"}, headers=JSON
        )
        assert answer.status_code == 200
    assert desk.codes(CLAUSE)[:2] == ["COU-02", "COU-01"]
    assert [verb for verb, _place in desk.history()].count("move") == 1


def test_a_new_criterion_takes_the_next_code_and_is_asked_of_the_same_people(desk: Desk) -> None:
    answer = desk.author.post("/authoring/clauses/c1/criteria")
    assert answer.headers["Location"] == "/authoring/criteria/COU-14"
    new, neighbour = desk.part("criterion:COU-14"), desk.part("criterion:COU-13")
    assert new["positions"] == neighbour["positions"]
    assert new["question"] == {"ru": "", "en": ""}
    assert "the Russian text is missing" in desk.problems("criterion:COU-14")


def test_a_code_that_was_given_and_removed_is_not_given_again(desk: Desk) -> None:
    desk.author.post("/authoring/clauses/c1/criteria")
    desk.author.post("/authoring/criteria/COU-14/removal")
    desk.author.post("/authoring/criteria/COU-13/removal")
    desk.author.post("/authoring/clauses/c1/criteria")
    assert desk.codes(CLAUSE)[-1] == "COU-15"


def test_a_removed_published_code_retires_and_one_never_published_does_not(desk: Desk) -> None:
    desk.author.post("/authoring/clauses/c1/criteria")
    desk.author.post("/authoring/criteria/COU-14/removal")
    desk.author.post("/authoring/criteria/COU-12/removal")
    assert desk.document().retired == ("COU-12",)
    assert all("COU-12" not in each.reworded for each in selections(desk))


def test_a_chapter_is_added_with_its_letters_and_a_criterion_of_it_begins_with_them(desk: Desk) -> None:
    typed = {"title_ru": "Касса", "title_en": "The till", "prefix": "til"}
    assert (
        desk.author.post("/authoring/chapters", typed).headers["Location"] == "/authoring/chapters/the_till"
    )
    assert desk.problems("chapter:the_till") == {"the chapter has no clause"}
    clause = desk.author.post("/authoring/chapters/the_till/clauses").headers["Location"]
    criterion = desk.author.post(f"{clause}/criteria").headers["Location"]
    assert criterion == "/authoring/criteria/TIL-01"


@pytest.mark.parametrize("prefix", ["COU", "T", "КАС", ""])
def test_letters_that_are_taken_or_no_letters_are_refused_and_the_title_stays(
    desk: Desk, prefix: str
) -> None:
    answer = desk.author.post("/authoring/chapters", title_ru="Касса", title_en="The till", prefix=prefix)
    assert answer.status_code == 422
    assert "The till" in answer.text


def test_a_criterion_moves_to_another_clause(desk: Desk) -> None:
    clause = desk.author.post("/authoring/chapters/courtesy/clauses").headers["Location"].rsplit("/", 1)[1]
    desk.author.post("/authoring/criteria/COU-05/place", under=f"clause:{clause}", at="100000")
    assert desk.codes(f"clause:{clause}") == ["COU-05"]
    assert "COU-05" not in desk.codes(CLAUSE)


def test_a_criterion_cannot_stand_in_a_chapter(desk: Desk) -> None:
    answer = desk.author.post("/authoring/criteria/COU-05/place", under="chapter:courtesy", at="0")
    assert answer.status_code == 404
    assert "COU-05" in desk.codes(CLAUSE)


def test_a_removed_clause_goes_with_its_criteria_and_comes_back_with_them(desk: Desk) -> None:
    codes = desk.codes(CLAUSE)
    desk.author.post(f"{address(CLAUSE)}/removal")
    with pytest.raises(Gone):
        desk.part(CLAUSE)
    desk.undo_last()
    assert desk.codes(CLAUSE) == codes


def selections(desk: Desk) -> tuple[object, ...]:
    with desk.app.app_context():
        copy = queries.working_copy()
        assert copy is not None
        return copy.selections()
