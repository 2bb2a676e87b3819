"""A question with a condition on a visit: on the page, in the score, in what is read of it afterwards."""

import json
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale
from werkzeug.datastructures import MultiDict

from app.checklists.checklist import Checklist
from app.checklists.models import ChecklistVersion
from app.db import db
from app.reports.gathering import gather
from app.visits.fragment import form_of, sections
from app.visits.models import Visit
from app.visits.result import VisitResult
from tests.cast import Cast
from tests.visits.made import assigned, sent

ITEM, CONDITIONAL = "COU-01", "COU-08"
WHEN = {"all": [{"item": ITEM, "op": "eq", "value": "no"}]}
MISSED = {CONDITIONAL: {"non_answer": "not_observed"}}
TOLD = {
    '{"item": "COU-01", "op": "ne", "value": "no"}': "any answer but “No”",
    '{"item": "COU-02", "op": "ge", "value": 3}': "at least 3 of 5",
    '{"item": "COU-03", "op": "in", "value": ["customer", "employee"]}': " or ",
    '{"item": "COU-04", "op": "gt", "value": "90.5"}': "more than 90.5 s",
    '{"item": "COU-05", "op": "lt", "value": 2}': "less than 2",
    '{"item": "COU-07", "op": "contains", "value": "bag"}': "among the answers",
    '{"item": "COU-04", "op": "answered", "value": true}': "— any answer",
}


@pytest.fixture
def inside(app: Flask):
    with app.test_request_context(), force_locale("en"):
        yield


def version(cast: Cast, when: dict[str, Any] = WHEN) -> ChecklistVersion:
    """The next version of the cast's checklist, in which one question, required, has a condition."""
    before = db.session.get_one(ChecklistVersion, cast.checklist)
    content = before.checklist.model_dump(mode="json")
    for section in content["sections"]:
        for question in section["questions"]:
            if question["id"] == CONDITIONAL:
                question |= {"enable_when": when, "required": True}
    checklist = Checklist.model_validate(content)
    made = ChecklistVersion(
        position=before.position,
        channel=before.channel,
        number=before.number + 1,
        standard=before.standard,
        content=content,
        digest=checklist.digest(),
    )
    db.session.add(made)
    db.session.flush()
    return made


def visit(cast: Cast, changes: dict[str, Any], on: ChecklistVersion | None = None) -> Visit:
    made = assigned(cast, checklist=(on or version(cast)).id)
    sent(made, changes=changes)
    return made


def test_a_hidden_question_is_neither_missing_nor_wrong(inside, cast: Cast) -> None:
    form = form_of(version(cast), "audit", "en")
    form.process(MultiDict({ITEM: "value:no"}))
    form.check({}, complete=True)
    assert form.questions[CONDITIONAL].problem == "There is no answer yet."
    form.process(MultiDict({ITEM: "value:yes", CONDITIONAL: "plenty"}))
    form.check({}, complete=True)
    assert form.questions[CONDITIONAL].problem is None


def test_the_page_says_when_to_answer_in_both_languages(inside, cast: Cast) -> None:
    own = version(cast)
    form = form_of(own, "audit", "en")
    english = "".join(sections(form, covert=False))
    assert english.count("question-when") == english.count("data-conditional") == 1
    assert f"Answer if: “{form.questions[ITEM].question.text.en}” — No" in english
    with force_locale("ru"):
        russian = form_of(own, "audit", "ru").questions[CONDITIONAL].when
    assert russian == f"Отвечайте, если: «{form.questions[ITEM].question.text.ru}» — Нет"


@pytest.mark.parametrize(("condition", "told"), TOLD.items())
def test_every_comparison_has_its_words(inside, cast: Cast, condition: str, told: str) -> None:
    form = form_of(version(cast, {"any": [json.loads(condition)]}), "audit", "en")
    assert told in form.questions[CONDITIONAL].when


def test_a_hidden_question_is_no_part_of_the_score(inside, cast: Cast) -> None:
    card = visit(cast, {CONDITIONAL: None}).scorecard
    assert card is not None
    assert (card.score, card.coverage, card.card["reasons"]) == (100, 1, [])
    assert CONDITIONAL not in [line.get("question") for line in card.card["arithmetic"]]


def test_what_was_answered_before_the_question_was_hidden_counts_for_nothing(inside, cast: Cast) -> None:
    own = version(cast)
    left, given = visit(cast, {CONDITIONAL: None}, own), visit(cast, {CONDITIONAL: {"value": 99}}, own)
    assert left.scorecard and given.scorecard
    assert given.scorecard.card == left.scorecard.card


def test_a_question_that_is_asked_and_left_out_leaves_the_visit_incomplete(inside, cast: Cast) -> None:
    card = visit(cast, {ITEM: {"value": "no"}, CONDITIONAL: None}).scorecard
    assert card is not None
    assert {"code": "unanswered", "question": CONDITIONAL} in card.card["reasons"]


def test_what_could_not_be_seen_lowers_coverage_only_where_it_is_asked(inside, cast: Cast) -> None:
    own = version(cast)
    asked = visit(cast, {ITEM: {"value": "no"}, **MISSED}, own).scorecard
    hidden = visit(cast, MISSED, own).scorecard
    assert asked and hidden and asked.coverage is not None
    assert asked.coverage < 1 == hidden.coverage


def test_the_result_says_that_it_was_not_asked(inside, cast: Cast) -> None:
    result = VisitResult(visit(cast, {CONDITIONAL: {"value": 99, "comment": "Before."}}), "en")
    response = next(each for each in result.responses if each.question.id == CONDITIONAL)
    assert (response.said, response.comment, response.lost, response.answered) == ("Not asked", "", 0, False)


def test_the_report_says_so_too_and_its_arithmetic_adds_up(inside, cast: Cast) -> None:
    report = gather(visit(cast, {CONDITIONAL: {"value": 99, "comment": "Before."}}))
    response = next(each for each in report.responses() if each.id == CONDITIONAL)
    assert (response.answer, response.comment, response.x, response.scored) == ("Not asked", "", None, False)
    assert response not in report.left_out
    counted = [each for each in report.responses() if each.x is not None]
    assert sum(each.weight for each in counted) == report.closing.weights
    assert sum(each.points or 0 for each in counted) == report.closing.points
