"""Whatever of a form is not read is refused by sheet, row and column, in one sentence, in the reader's language."""

from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from app.exchange.refusals import Refusal
from app.exchange.xlsform.reading import Refused, read_xlsform
from tests.exchange.book import CHOICES, SURVEY, book

HEADINGS = (*SURVEY, "required", "relevant", "constraint", "calculation", "etalon::kind", "etalon::weight")
FIRST = ("select_one mood", "first", "How?")


def told(content: bytes) -> list[str]:
    with pytest.raises(Refused) as wrong:
        read_xlsform(content)
    return [str(sentence) for sentence in wrong.value.sentences]


def row(sort: str, /, name: str = "q", label: str | None = "Words", **cells: Any) -> tuple[Any, ...]:
    return (sort, name, label, *(cells.get(heading.replace("etalon::", "")) for heading in HEADINGS[3:]))


@pytest.mark.parametrize(
    ("wrong", "place", "reason"),
    [
        (row("note"), "type", "the type “note” is not read"),
        (row("begin repeat"), "type", "the type “begin repeat” is not read"),
        (row("select_one mood or_other"), "type", "the type “select_one mood or_other” is not read"),
        (row("select_one nowhere"), "type", "there is no list “nowhere” on the sheet of choices"),
        (row("end group", name=""), "type", "no group is open here"),
        (row("text", name="first"), "name", "the name is there twice"),
        (row("text", name="two words"), "name", "a name begins with a letter and holds letters, digits, _ . and -"),
        (row("text", label=None), "label", "the question has no words"),
        (row("text", required="sometimes"), "required", "“sometimes” cannot be read here"),
        (row("text", relevant="today() > 1"), "relevant", "“today() > 1” is not read here"),
        (row("text", relevant="${first} = 'glad'"), "relevant", "this is no answer to the question it looks at"),
        (row("text", relevant="${q} = 'a'"), "relevant", "“${q} = 'a'” is not read here"),
        (row("integer", constraint=". < 9"), "constraint", "constraints are not read"),
        (row("text", calculation="1 + 1"), "calculation", "a column of this name is not read"),
        (row("text", kind="scale"), "etalon::kind", "“scale” is no kind of this type"),
        (row("integer", weight="heavy"), "etalon::weight", "“heavy” cannot be read here"),
    ],
)  # fmt: skip
def test_a_cell_that_is_not_read_is_named(wrong: tuple[Any, ...], place: str, reason: str) -> None:
    assert told(book((HEADINGS, FIRST, wrong))) == [f"Sheet “survey”, row 3, column “{place}”: {reason}"]


@pytest.mark.parametrize(
    ("choices", "number", "reason"),
    [
        ([("1", "Badly"), ("2", "So so"), ("3", "Well")], 2, "the label of a step is its number, or its number, a dash and words"),
        ([("1", "1"), ("2", "2 - middling"), ("3", "3")], 3, "a scale has words at its two ends only; give the others their number"),
        ([("1", "1"), ("3", "3")], 2, "the steps of a scale rise by one"),
        ([("Yes!", "Yes")], 2, "“Yes!” is no name of an option: small Latin letters, digits and _"),
        ([("a", "A"), ("a", "B")], 3, "the list has a choice of this name already"),
    ],
)  # fmt: skip
def test_a_choice_that_is_not_read_is_named(choices: list[tuple[str, str]], number: int, reason: str) -> None:
    rows = (CHOICES[0], *(("mood", *choice) for choice in choices))
    assert told(book((SURVEY, FIRST), rows))[0] == f"Sheet “choices”, row {number}, column “name”: {reason}"


def test_every_mistake_is_told_at_once() -> None:
    assert len(told(book((SURVEY, ("note", "a", "A"), ("range", "b", "B"), ("text", "c", None))))) == 3


def test_a_third_language_is_refused_where_it_has_words() -> None:
    content = book(((*SURVEY, "label::Français (fr)"), ("text", "q", "Word", "Mot")))
    assert told(content) == [
        "Sheet “survey”, row 2, column “label::Français (fr)”: texts are read in Russian and in English only"
    ]
    assert read_xlsform(book(((*SURVEY, "label::Français (fr)"), ("text", "q", "Word"))))


@pytest.mark.parametrize("value", ["=1+1", "=HYPERLINK(A1)"])
def test_a_formula_is_refused(value: str) -> None:
    assert told(book((SURVEY, ("text", "q", value)))) == [
        "Sheet “survey”, row 2, column “label”: a formula, a date or an error stands here; write it as text"
    ]


def test_groups_within_groups_and_open_groups_are_refused() -> None:
    nested = told(book((SURVEY, ("begin_group", "a", "A"), ("begin_group", "b", "B"))))
    assert nested[0] == "Sheet “survey”, row 3, column “type”: a group within a group is not read"
    assert nested[1] == "Sheet “survey”, row 2, column “type”: the group is never closed"


def test_a_row_that_completes_another_stays_as_it_is() -> None:
    headings = (*SURVEY, "constraint", "etalon::kind", "etalon::part")
    survey = (
        headings,
        ("integer", "q", "Found", None, "found_of_sought"),
        ("integer", "q_of", "Of", None, None, "sought"),
    )
    assert told(book(survey)) == [
        "Sheet “survey”, row 3, column “name”: this row completes q and stays as it is written"
    ]


@pytest.mark.parametrize("survey", [(SURVEY,), ((),)])
def test_a_form_that_asks_nothing_is_refused(survey: Any) -> None:
    with pytest.raises(Refusal, match="The form asks nothing"):
        read_xlsform(book(survey))


def test_a_sheet_by_which_a_form_does_more_is_refused() -> None:
    extra = told(book((SURVEY, FIRST), entities=(("list_name",), ("people",))))
    assert extra == ["Sheet “entities”, row 2, column “A”: a sheet of this name is not read; take it out"]


def test_the_sentence_is_told_in_russian_too(app: Flask) -> None:
    with app.test_request_context(), force_locale("ru"):
        (sentence,) = told(book((SURVEY, ("note", "q", "Words"))))
    assert sentence == "Лист «survey», строка 2, столбец «type»: тип «note» не читается"
