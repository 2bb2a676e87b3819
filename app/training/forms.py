"""What is typed to answer, to sign, to be known on a tablet, to say a deadline, to find people."""

import re

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, Regexp

from app.clock import day_of
from app.people.models import Employee
from app.standards.models import StandardVersion
from app.training import pins
from app.training.checks import Check
from app.training.syllabus import DONE, OPEN, OVERDUE, PRESSING
from app.web.forms import Form, choices

FIGURES = {"inputmode": "numeric", "maxlength": str(pins.LONGEST)}
LEFT = "left"
STATES = {
    "": _l("All"),
    LEFT: _l("Not signed"),
    OVERDUE: _l("Overdue"),
    PRESSING: _l("Due in three days or sooner"),
    OPEN: _l("Still in time"),
    DONE: _l("Signed"),
}


class ChapterForm(Form):
    """The text that was read, by its digest."""

    text = HiddenField(validators=[InputRequired()])


class CheckForm(Form):
    asked = HiddenField()
    chosen = RadioField(_l("Your answer"), validate_choice=False)

    def offer(self, check: Check) -> "CheckForm":
        """Offer the answers of a check."""
        self.chosen.choices = choices(dict(check.answers))
        self.asked.data = self.asked.data or check.code
        self.check = check
        return self

    def validate_chosen(self, field: RadioField) -> None:
        if not self.check.knows(field.data or ""):
            raise ValidationError(_("Choose one of the answers."))


class SignForm(Form):
    text = HiddenField(validators=[InputRequired()])
    agreed = BooleanField(validators=[InputRequired(_l("Tick this to sign."))])
    name = StringField(
        _l("Your first and last name"), [InputRequired(), Length(max=200)], render_kw={"autocomplete": "off"}
    )

    def of(self, employee: Employee, statement: str, text: str) -> "SignForm":
        """The form of this person, who agrees to this statement about this text."""
        self.employee = employee
        self.agreed.label.text = statement.rstrip(".")  # its error is told after a colon
        self.text.data = self.text.data or text
        return self

    def validate_name(self, field: StringField) -> None:
        if not _words(field.data or "") & _words(self.employee.name):
            raise ValidationError(
                _("You are known here as %(name)s. If this is not you, do not sign.", name=self.employee.name)
            )


class PinForm(Form):
    pin = PasswordField(
        _l("PIN"), [InputRequired(), Length(max=pins.LONGEST)], render_kw={**FIGURES, "autocomplete": "off"}
    )


class NewPinForm(Form):
    pin = PasswordField(
        _l("New PIN"),
        [InputRequired(), Regexp(r"^[0-9]{4,6}$", message=_l("A PIN is four to six figures."))],
        description=_l("Four to six figures that only you know."),
        render_kw={**FIGURES, "autocomplete": "new-password"},
    )
    again = PasswordField(
        _l("The same PIN again"), [InputRequired()], render_kw={**FIGURES, "autocomplete": "new-password"}
    )

    def validate_pin(self, field: PasswordField) -> None:
        if pins.is_guessed_first(field.data or ""):
            raise ValidationError(_("This PIN is too easy to guess. Choose another."))

    def validate_again(self, field: PasswordField) -> None:
        if field.data != self.pin.data:
            raise ValidationError(_("The two PINs differ."))


class CodeForm(NewPinForm):
    code = StringField(
        _l("Code from the director"),
        [InputRequired(), Length(max=12)],
        render_kw={"inputmode": "numeric", "autocomplete": "one-time-code"},
    )


class DeadlineForm(Form):
    due_on = DateField(_l("Sign until"), [InputRequired()])

    def of(self, version: StandardVersion) -> "DeadlineForm":
        """The form about this version."""
        self.version = version
        return self

    def validate_due_on(self, field: DateField) -> None:
        if field.data and field.data < day_of(self.version.published_at):
            raise ValidationError(_("This day is before the version was published."))


class PeopleFilter(Form):
    store = SelectField(_l("Store"), default="")
    position = SelectField(_l("Position"), default="")
    state = SelectField(_l("State"), default="", choices=choices(STATES))


def _words(name: str) -> set[str]:
    """The words of a name, whatever the case; ё is typed as е by half of the country."""
    return set(re.findall(r"\w{2,}", name.casefold().replace("ё", "е")))
