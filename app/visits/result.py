"""What became of a visit, ready to be read: answers beside what was expected, reasons in words, the arithmetic."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from flask_babel import format_date, format_decimal
from flask_babel import gettext as _

from app.checklists.checklist import Question, Section
from app.visits.asked import asked
from app.visits.fields import NON_ANSWERS, PICTURED
from app.visits.models import Evidence, Visit
from app.visits.payload import Answer, Payload, read_payload


@dataclass(frozen=True)
class Response:
    """One question with what was answered, its share x of the points (0 to 1 or None), its photos and voice notes."""

    question: Question
    section: Section
    said: str
    comment: str
    x: float | None
    weight: float
    photos: tuple[Evidence, ...]
    answered: bool
    voices: tuple[Evidence, ...] = ()

    @property
    def lost(self) -> float:
        """Weight lost on this question; what makes it one of the worst things."""
        return 0.0 if self.x is None else self.weight * (1 - self.x)


class VisitResult:
    """A scored visit in one language."""

    def __init__(self, visit: Visit, language: str) -> None:
        assert visit.submission is not None and visit.scorecard is not None  # noqa: S101  (callers ask for scored visits)
        self.visit = visit
        self.language = language
        self.checklist = visit.checklist.checklist.for_visit(visit.kind)
        self.payload: Payload = read_payload(visit.submission.body)
        self.asked = {question.id for question in asked(visit, self.payload).questions()}
        self.submission = visit.submission
        self.scorecard = visit.scorecard
        self.card: dict[str, Any] = visit.scorecard.card

    @cached_property
    def responses(self) -> list[Response]:
        """Every question in the order of the contact."""
        lines = {line["question"]: line for line in self.card["arithmetic"] if line.get("question")}
        return [
            self._response(question, section, lines.get(question.id, {}))
            for section in self.checklist.sections
            for question in section.questions
        ]

    @cached_property
    def _photos(self) -> dict[str, list[Evidence]]:
        return by_question(self.submission.photos)

    @cached_property
    def _voices(self) -> dict[str, list[Evidence]]:
        return by_question(self.submission.voices)

    def _response(self, question: Question, section: Section, line: dict[str, Any]) -> Response:
        if question.id not in self.asked:
            return Response(
                question, section, _("Not asked"), "", None, float(question.weight), (), answered=False
            )
        answer = answer_to(question, self.payload)
        x = line.get("x")
        photos = tuple(self._photos.get(question.id, ()))
        return Response(
            question=question,
            section=section,
            said=said(question, answer, self.language),
            comment=answer.comment,
            x=None if x is None else float(Fraction(str(x))),
            weight=float(question.weight),
            photos=photos,
            answered=answer.for_scoring() is not None or bool(photos),
            voices=tuple(self._voices.get(question.id, ())),
        )

    @property
    def worst(self) -> list[Response]:
        """The three things that cost most: failed critical ones first, then by lost weight."""
        failed = [each for each in self.responses if each.lost > 0]
        failed.sort(key=lambda each: (not (each.question.critical and each.x == 0), -each.lost))
        return failed[:3]

    @property
    def failed(self) -> list[Response]:
        """Everything that did not earn all its points, the costliest first."""
        return sorted((each for each in self.responses if each.lost > 0), key=lambda each: -each.lost)

    def by_section(self) -> list[tuple[Section, list[Response]]]:
        """The responses under their sections."""
        return [
            (section, [each for each in self.responses if each.section.id == section.id])
            for section in self.checklist.sections
        ]

    @property
    def reasons(self) -> list[str]:
        """Why the verdict is what it is, one sentence each."""
        return [self._reason(reason) for reason in self.card["reasons"]]

    def _reason(self, reason: dict[str, str]) -> str:
        names = {section.id: section.title.in_(self.language) for section in self.checklist.sections}
        match reason["code"]:
            case "unanswered":
                return _("No answer: %(question)s", question=self._text(reason["question"]))
            case "critical":
                return _("Critical and failed: %(question)s", question=self._text(reason["question"]))
            case "section_pass_mark":
                return _("Section under its pass mark: %(section)s", section=names[reason["section"]])
            case "pass_mark":
                return _("The score is under the pass mark of %(mark)s %%", mark=self.checklist.pass_mark)
            case _:
                return _("Too little could be seen to judge")

    def _text(self, code: str) -> str:
        return self.checklist.question(code).text.in_(self.language)


def by_question(evidence: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    """Photos or voice notes by the question they belong to."""
    found: dict[str, list[Evidence]] = {}
    for each in evidence:
        found.setdefault(each.question, []).append(each)
    return found


def answer_to(question: Question, payload: Payload) -> Answer:
    """What was answered to a question; photos answer only where a picture is asked for."""
    if question.kind in PICTURED:
        return payload.answer(question.id)
    return payload.answers.get(question.id, Answer())


def said(question: Question, answer: Answer, language: str) -> str:
    """An answer in words; a dash when there is none. What does not fit its question is shown as it was sent."""
    if answer.non_answer:
        return str(NON_ANSWERS[answer.non_answer])
    if answer.value is None:
        return "—"
    try:
        return _worded(question, answer.value, language)
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return str(answer.value)


def _worded(question: Question, value: Any, language: str) -> str:
    titles = {option.code: option.title.in_(language) for option in question.options or ()}
    match question.kind:
        case "yes_no":
            return {"yes": _("Yes"), "no": _("No")}[value]
        case "choice":
            return titles[value]
        case "choices":
            return ", ".join(titles[code] for code in value) or _("None of these")
        case "scale":
            return _("%(value)s of %(best)s", value=value, best=question.max)
        case "recommendation":
            return _("%(value)s of %(best)s", value=value, best=10)
        case "found_of_sought":
            return _("%(found)s of %(sought)s", found=value["found"], sought=value["sought"])
        case "duration":
            return _("%(seconds)s s", seconds=format_decimal(Decimal(str(value))))
        case "number":
            number = format_decimal(Decimal(str(value)))
            if question.unit:  # “times: 1” reads right of every number, “1 times” does not
                return f"{question.unit.in_(language)}: {number}"
            return number
        case "date":
            return format_date(date.fromisoformat(value), "long")
        case "photo" | "signature":
            return _("given")
        case _:
            return str(value)
