"""The responses of one visit, each turned into its mark: given, not applicable, not observed, or unanswered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.scoring.checklist import Checklist
from app.scoring.kinds import NOT_APPLICABLE, Mark
from app.scoring.malformed import Malformed
from app.scoring.questions import Question
from app.scoring.reading import mapping, shown

NOT_OBSERVED, UNANSWERED = "not_observed", "unanswered"
NON_ANSWERS = {code: Mark(left_out=code) for code in (NOT_APPLICABLE, NOT_OBSERVED)}
NO_RESPONSE = Mark(left_out=UNANSWERED)


@dataclass(frozen=True, slots=True)
class Responses:
    """The marks of the questions that got a response."""

    marks: dict[str, Mark]  # by question id

    def mark(self, question: Question) -> Mark:
        """Give the question's mark; without a response it is left out as unanswered."""
        return self.marks.get(question.id, NO_RESPONSE)


def parse_responses(checklist: Checklist, data: dict[str, Any]) -> Responses:
    """Read responses by question id: `{"value": …}`, or `{"non_answer": "not_applicable" | "not_observed"}`.

    A response must be one of the two and to a question of this checklist. Raises Malformed.
    """
    questions = {question.id: question for question in checklist.questions()}
    try:
        given = mapping(data)
    except Malformed as wrong:
        raise wrong.within("responses") from None
    marks = {}
    for own_id, response in given.items():
        try:
            if own_id not in questions:
                raise Malformed("no such question")
            marks[own_id] = _mark(questions[own_id], mapping(response))
        except Malformed as wrong:
            raise wrong.within(f"response {shown(own_id)}") from None
    return Responses(marks)


def fitting_responses(checklist: Checklist, data: dict[str, dict[str, Any]]) -> Responses:
    """Read the responses that fit this checklist; one that does not is left out, as if nothing had been answered."""
    marks = {}
    for question in checklist.questions():
        try:
            if question.id in data:
                marks[question.id] = _mark(question, data[question.id])
        except Malformed:
            continue
    return Responses(marks)


def _mark(question: Question, response: dict[str, Any]) -> Mark:
    value, non_answer = response.get("value"), response.get("non_answer")
    if non_answer is None:
        if value is None:
            raise Malformed("value is missing")
        return question.kind.mark(value)
    if value is not None:
        raise Malformed("a value and a non-answer at once")
    if not isinstance(non_answer, str) or non_answer not in NON_ANSWERS:
        raise Malformed(f"non-answer {shown(non_answer)} is unknown")
    return NON_ANSWERS[non_answer]
