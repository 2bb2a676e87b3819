"""A checklist to fill in by pen: room for every answer, conditions in words, and nothing given away on a covert one."""

import re

import pytest
from flask_babel import force_locale

from app.reports.pen import PenForm
from app.reports.printing import pen_form_pdf
from app.standards.conditions import EnableWhen
from tests.reports.printed import BASE, checklist_of, links, small_version


@pytest.fixture(scope="module")
def checklist(app, tmp_path_factory):
    small_version(tmp_path_factory.mktemp("small"))
    return checklist_of("cashier", "in_person")


def printed(form: PenForm) -> bytes:
    with force_locale(form.language):
        return pen_form_pdf(form)


@pytest.fixture(scope="module")
def audit(checklist) -> bytes:
    return printed(PenForm.of(checklist, "audit", "en", BASE))


@pytest.fixture(scope="module")
def covert(checklist) -> bytes:
    return printed(PenForm.of(checklist, "mystery", "en", BASE))


def test_every_question_is_numbered_through(paper, checklist, audit):
    text = paper(audit).text
    for number, question in enumerate(checklist.checklist.for_visit("audit").questions(), 1):
        assert re.search(rf"^ *{number} +.*{re.escape(question.text.en)}", text, re.MULTILINE) or (
            question.text.en in text
        ), question.id


@pytest.mark.parametrize(
    "room",
    [
        "Yes No not applicable not seen",
        "1 2 3 4 5",
        "0 1 2 3 4 5 6 7 8 9 10",
        "None of these",
        "min s",
        "found of sought (look for 10)",
        "taken photo No.",
        ". .",
        ":",
    ],
)
def test_there_is_room_for_every_kind_of_answer(paper, audit, room):
    assert room in paper(audit).words


def test_what_is_expected_stands_on_an_open_form_alone(paper, audit, covert):
    assert "Expectation 01." in paper(audit).words
    words = paper(covert).words
    assert "Expectation" not in words
    assert "critical" not in words
    assert "Employee has seen it" not in words


def test_a_condition_is_said_by_the_number_of_its_question(checklist):
    form = PenForm.of(checklist, "audit", "en", BASE)
    first, second, *others = form.checklist.sections[0].questions
    when = EnableWhen.model_validate({"all": [{"item": first.id, "op": "eq", "value": "no"}]})
    hanging = second.model_copy(update={"enable_when": when})
    sections = list(form.checklist.sections)
    sections[0] = sections[0].model_copy(update={"questions": (first, hanging, *others)})
    asked = form.checklist.model_copy(update={"sections": tuple(sections)})
    with force_locale("en"):
        rows = next(PenForm(1, 1, 1, "", asked, "audit", "en", BASE).sections())[1]
    assert [row.when for row in rows[:2]] == ["", "Only if № 1 is “No”"]


def test_it_says_of_which_words_it_was_made(paper, checklist, covert):
    read = paper(covert)
    assert checklist.digest in read.letters
    assert links(read.inside) == {f"{BASE}checklists/{checklist.id}?kind=mystery"}
