"""What a reviewer types to return or reject a visit."""

from datetime import date, timedelta

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from app.clock import today
from app.visits.states import REJECTION_REASONS, RETURN_REASONS
from app.web.forms import Form, choices

NOTE = [DataRequired(), Length(max=2000)]


def _in_three_days() -> date:
    return today() + timedelta(days=3)


class ReturnForm(Form):
    reason = SelectField(_l("Why it goes back"), choices=choices(RETURN_REASONS))
    note = TextAreaField(_l("What the assessor should mend"), NOTE, render_kw={"rows": 3})
    deadline = DateField(_l("To be done by"), [InputRequired()], default=_in_three_days)


class RejectionForm(Form):
    reason = SelectField(_l("Why it does not count"), choices=choices(REJECTION_REASONS))
    note = TextAreaField(_l("What was found"), NOTE, render_kw={"rows": 3})


class HoldForm(Form):
    note = TextAreaField(_l("What has to be found out"), NOTE, render_kw={"rows": 3})


class ChoiceForm(Form):
    submission = IntegerField(validators=[InputRequired()])
