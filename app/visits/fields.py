"""The fields of one question: its value by its kind, why there is none, a comment, photos."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    DecimalField,
    IntegerField,
    MultipleFileField,
    RadioField,
    SelectMultipleField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, FileInput, ListWidget

from app.checklists.checklist import Question
from app.web.forms import choices

NON_ANSWERS = {"not_applicable": _l("Not applicable"), "not_observed": _l("Could not see")}
PICTURED = frozenset({"photo", "signature"})  # answered by pictures alone
RADIO_KINDS = frozenset({"yes_no", "scale", "choice", "recommendation"})
LONGEST_TEXT = 5_000
LONGEST_NUMBER = 15  # digits before or after the point
PHOTO_TYPES = "image/jpeg,image/png,image/webp"


def field_name(question: str, part: str) -> str:
    """The name of a form field: the value carries the bare code of the criterion."""
    return question if part == "value" else f"{question}.{part}"


def fields_of(question: Question, language: str) -> dict[str, Any]:
    """The unbound fields of a question by their names."""
    parts = _value_fields(question, language)
    if question.kind not in RADIO_KINDS | PICTURED and question.scored:
        parts["non_answer"] = RadioField(
            _l("Why there is no answer"),
            [Optional()],
            choices=choices(NON_ANSWERS),
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
            return {"value": _radio(label, {"yes": _l("Yes"), "no": _l("No")})}
        case "scale":
            steps = range(question.min or 0, (question.max or 0) + 1)
            return {"value": _radio(label, {step: str(step) for step in steps})}
        case "recommendation":
            return {"value": _radio(label, {step: str(step) for step in range(11)})}
        case "choice":
            return {"value": _radio(label, _options(question, language))}
        case "choices":
            return {
                "value": SelectMultipleField(
                    label,
                    [Optional()],
                    choices=choices(_options(question, language)),
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


def _radio(label: str, values: Mapping[Any, Any]) -> RadioField:
    titles = {f"value:{code}": title for code, title in values.items()}
    titles |= {f"non_answer:{code}": title for code, title in NON_ANSWERS.items()}
    return RadioField(label, [Optional()], choices=choices(titles))


def _options(question: Question, language: str) -> dict[str, str]:
    return {option.code: option.title.in_(language) for option in question.options or ()}
