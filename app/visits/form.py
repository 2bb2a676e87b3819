"""The fill form: a WTForms form made from a checklist, rendered once and used by the page and the phone alike.

One question is a small group of fields: the value, a reason why there is none, a comment, photos. In groups of
radio buttons the two non-answers stand among the values, so that one tap is one answer even without JavaScript;
their values are written "value:yes" and "non_answer:not_observed".
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    DecimalField,
    Field,
    IntegerField,
    MultipleFileField,
    RadioField,
    SelectMultipleField,
    TextAreaField,
    TimeField,
)
from wtforms.form import BaseForm
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, FileInput, ListWidget

from app import scoring
from app.checklists.checklist import Checklist, Question, Section
from app.standards.document import Text

NON_ANSWERS = {"not_applicable": _l("Not applicable"), "not_observed": _l("Could not see")}
LONGEST_TEXT = 5_000
LONGEST_NUMBER = 15  # digits before or after the point
PHOTO_TYPES = "image/jpeg,image/png,image/webp"


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
        return (
            value.strftime("%H:%M")
            if self.kind == "time"
            else format(value, "f")
            if isinstance(value, Decimal)
            else str(value)
        )

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


PICTURED = frozenset({"photo", "signature"})  # answered by pictures alone
RADIO_KINDS = frozenset({"yes_no", "scale", "choice", "recommendation"})


def field_name(question: str, part: str) -> str:
    """The name of a form field: the value carries the bare code of the criterion."""
    return question if part == "value" else f"{question}.{part}"


class FillForm(BaseForm):
    """The form of one checklist as one kind of visit asks it, in one language."""

    def __init__(self, checklist: Checklist, language: str) -> None:
        fields: dict[str, Any] = {}
        for question in checklist.questions():
            fields.update(_fields(question, language))
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
        """Find what is wrong, and when `complete` also what is missing. `photos` counts kept photos by question."""
        self.validate()
        rules = scoring.parse_checklist(self.checklist.model_dump(mode="json"))
        for code, fields in self.questions.items():
            fields.problem = _problem(fields, rules, photos.get(code, 0), complete=complete)
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


def _fields(question: Question, language: str) -> dict[str, Any]:
    """The unbound fields of a question by their names."""
    parts = _value_fields(question, language)
    if question.kind not in RADIO_KINDS | PICTURED and question.scored:
        parts["non_answer"] = RadioField(
            _l("Why there is no answer"),
            [Optional()],
            choices=list(NON_ANSWERS.items()),
            validate_choice=False,
        )
    if question.kind not in {"text", "date", "time"}:
        parts["comment"] = TextAreaField(_l("Comment"), [Optional(), Length(max=LONGEST_TEXT)])
    if question.evidence != "none" or question.kind in PICTURED:
        parts["photos"] = MultipleFileField(
            _l("Photo"), [Optional()], widget=FileInput(multiple=True), render_kw={"accept": PHOTO_TYPES}
        )
    return {field_name(question.id, part): field for part, field in parts.items()}


class Amount(DecimalField):
    """A number that can be counted with: not infinite, not "not a number", not of a million digits."""

    data: Decimal | None

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if self.data is not None and not (
            self.data.is_finite() and abs(self.data.adjusted()) <= LONGEST_NUMBER
        ):
            self.data = None
            raise ValueError(self.gettext("Not a valid decimal value."))


def _value_fields(question: Question, language: str) -> dict[str, Any]:
    label = question.text.in_(language)
    match question.kind:
        case "yes_no":
            return {"value": _radio(label, [("yes", _l("Yes")), ("no", _l("No"))])}
        case "scale":
            steps = range(question.min or 0, (question.max or 0) + 1)
            return {"value": _radio(label, [(str(step), str(step)) for step in steps])}
        case "recommendation":
            return {"value": _radio(label, [(str(step), str(step)) for step in range(11)])}
        case "choice":
            return {"value": _radio(label, _options(question, language))}
        case "choices":
            return {
                "value": SelectMultipleField(
                    label,
                    [Optional()],
                    choices=_options(question, language),
                    widget=ListWidget(prefix_label=False),
                    option_widget=CheckboxInput(),
                ),
                "none": BooleanField(_l("None of these")),
            }
        case "number":
            return {"value": Amount(label, [Optional(), NumberRange(min=0)], places=None)}
        case "duration":
            return {"value": Amount(label, [Optional(), NumberRange(min=0)], places=None)}
        case "found_of_sought":
            return {
                "found": IntegerField(_l("Found"), [Optional(), NumberRange(min=0)]),
                "sought": IntegerField(_l("of how many sought"), [Optional(), NumberRange(min=0)]),
            }
        case "text":
            return {"value": TextAreaField(label, [Optional(), Length(max=LONGEST_TEXT)])}
        case "date":
            return {"value": DateField(label, [Optional()])}
        case "time":
            return {"value": TimeField(label, [Optional()])}
        case _:
            return {}  # a photo or a signature is given by its pictures alone


def _radio(label: str, values: list[tuple[str, Any]]) -> RadioField:
    choices = [(f"value:{code}", title) for code, title in values]
    choices += [(f"non_answer:{code}", title) for code, title in NON_ANSWERS.items()]
    return RadioField(label, [Optional()], choices=choices, validate_choice=True)


def _options(question: Question, language: str) -> list[tuple[str, str]]:
    return [(option.code, option.title.in_(language)) for option in question.options or ()]


def in_language(text: Text | None, language: str) -> str:
    """The text in a language, empty when there is none."""
    return text.in_(language) if text else ""
