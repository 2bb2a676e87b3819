"""The fill form: a WTForms form made from a checklist, rendered once and used by the page and the phone alike.

One question is a small group of fields: the value, a reason why there is none, a comment, photos. In groups of
radio buttons the two non-answers stand among the values, so that one tap is one answer even without JavaScript;
their values are written "value:yes" and "non_answer:not_observed".
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from wtforms import Field
from wtforms.form import BaseForm

from app import scoring
from app.checklists.checklist import Checklist, Question, Section
from app.checklists.conditions import shown
from app.visits.conditions import told_when
from app.visits.fields import PICTURED, RADIO_KINDS, field_name, fields_of


class QuestionFields:
    """The fields of one question, and how they become a response and back."""

    def __init__(self, question: Question, form: "FillForm") -> None:
        self.question = question
        self.id = question.id
        self.kind = question.kind
        self.form = form
        self.problem: str | None = None

    def __getitem__(self, part: str) -> Field:
        """The field of a part: "value", "found", "sought", "non_answer", "comment" or "photos"."""
        return self.form[field_name(self.id, part)]

    def has(self, part: str) -> bool:
        """Whether the question has this part."""
        return field_name(self.id, part) in self.form

    @property
    def when(self) -> str:
        """When the question is to be answered, in words; empty when always."""
        return told_when(self.question, self.form.checklist, self.form.language)

    @property
    def takes_non_answer(self) -> bool:
        """Whether the non-answers stand apart from the value, not among radio buttons."""
        return self.has("non_answer")

    def shown(self, part: str) -> str:
        """What an input shows: the typed text when it was refused, otherwise the value."""
        field = self[part]
        if field.raw_data and field.errors:
            return str(field.raw_data[0])
        value = field.data
        if value is None:
            return ""
        if self.kind == "time":
            return value.strftime("%H:%M")
        return format(value, "f") if isinstance(value, Decimal) else str(value)

    @property
    def said_none(self) -> bool:
        """Whether "none of these" was ticked."""
        return bool(self["none"].data) and not self["value"].data

    def answer(self) -> dict[str, Any]:
        """What was answered: value or non_answer, and comment; empty when nothing was said."""
        given: dict[str, Any] = {}
        value, non_answer = self._value(), None
        if self.kind in RADIO_KINDS and isinstance(value, str):
            sort, _colon, value = value.partition(":")
            if sort == "non_answer":
                value, non_answer = None, value
            elif self.kind in {"scale", "recommendation"}:
                value = int(value)
        elif self.takes_non_answer:
            non_answer = self["non_answer"].data or None
        if non_answer:
            given["non_answer"] = non_answer
        elif value is not None:
            given["value"] = value
        if self.has("comment") and (self["comment"].data or "").strip():
            given["comment"] = self["comment"].data.strip()
        return given

    def _value(self) -> Any:
        if self.kind == "found_of_sought":
            found, sought = self["found"].data, self["sought"].data
            return None if found is None and sought is None else {"found": found, "sought": sought}
        if self.kind in PICTURED:
            return None
        value = self["value"].data
        if self.kind == "choices":
            return value or ([] if self["none"].data else None)
        if isinstance(value, Decimal):
            return int(value) if value == value.to_integral_value() else str(value)
        if self.kind == "date" and value:
            return value.isoformat()
        if self.kind == "time" and value:
            return value.strftime("%H:%M")
        return value if value not in ("", None) else None


class FillForm(BaseForm):
    """The form of one checklist as one kind of visit asks it, in one language."""

    def __init__(self, checklist: Checklist, language: str) -> None:
        fields: dict[str, Any] = {}
        for question in checklist.questions():
            fields.update(fields_of(question, language))
        super().__init__(fields)
        self.process()
        self.checklist = checklist
        self.language = language
        self.questions = {question.id: QuestionFields(question, self) for question in checklist.questions()}

    def sections(self) -> list[tuple[Section, list[QuestionFields]]]:
        """Each section with the fields of its questions, in the order of the contact."""
        return [
            (section, [self.questions[each.id] for each in section.questions])
            for section in self.checklist.sections
        ]

    def fill(self, answers: Mapping[str, Mapping[str, Any]]) -> None:
        """Show answers that were kept before."""
        for code, answer in answers.items():
            if code in self.questions:
                _show(self.questions[code], answer)

    def answers(self) -> dict[str, dict[str, Any]]:
        """Everything that was answered, by criterion code."""
        given = {code: fields.answer() for code, fields in self.questions.items()}
        return {code: answer for code, answer in given.items() if answer}

    def check(self, photos: Mapping[str, int], *, complete: bool) -> bool:
        """Find what is wrong, and when `complete` also what is missing. `photos` counts kept photos by question.

        With a question that is not asked nothing is wrong, whatever stands in it.
        """
        self.validate()
        rules = scoring.parse_checklist(self.checklist.model_dump(mode="json"))
        asked = shown(self.checklist.questions(), self.answers(), photos)
        for code, fields in self.questions.items():
            problem = _problem(fields, rules, photos.get(code, 0), complete=complete)
            fields.problem = problem if code in asked else None
        return not any(fields.problem for fields in self.questions.values())

    def problems(self) -> list[QuestionFields]:
        """The questions that something is wrong with, in order."""
        return [fields for fields in self.questions.values() if fields.problem]


def _problem(fields: QuestionFields, rules: scoring.Checklist, photos: int, *, complete: bool) -> str | None:
    if any(fields[part].errors for part in ("value", "found", "sought", "comment") if fields.has(part)):
        return _("This answer does not fit the question.")
    answer = fields.answer()
    response = {key: answer[key] for key in ("value", "non_answer") if key in answer}
    if fields.takes_non_answer and fields["non_answer"].data and fields._value() is not None:
        return _("There is an answer and also a reason why there is none. Keep one of them.")
    if response:
        try:
            scoring.parse_responses(rules, {fields.id: response})
        except scoring.Malformed:
            return _("This answer does not fit the question.")
    if not complete:
        return None
    if fields.kind in PICTURED:
        missing = fields.question.required and not photos
        return _("A photo is needed here.") if missing else None
    if fields.question.required and not response:
        return _("There is no answer yet.")
    if fields.question.evidence == "required" and not photos and "value" in response:
        return _("A photo is needed here.")
    return None


def _show(fields: QuestionFields, answer: Mapping[str, Any]) -> None:
    value, non_answer = answer.get("value"), answer.get("non_answer")
    if fields.has("comment"):
        fields["comment"].data = answer.get("comment", "")
    if fields.kind in RADIO_KINDS:
        if non_answer or value is not None:
            fields["value"].data = f"non_answer:{non_answer}" if non_answer else f"value:{value}"
    elif non_answer:
        fields["non_answer"].data = non_answer
    elif fields.kind == "found_of_sought" and isinstance(value, Mapping):
        fields["found"].data, fields["sought"].data = value.get("found"), value.get("sought")
    elif fields.kind in {"date", "time"} and value:
        fields["value"].process_formdata([value])
    elif fields.kind in {"number", "duration"} and value is not None:
        fields["value"].data = Decimal(str(value))
    elif fields.has("value"):
        fields["value"].data = value
        if fields.kind == "choices":
            fields["none"].data = value == []
