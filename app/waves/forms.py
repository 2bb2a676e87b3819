"""What a quality manager types to plan a wave."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length

from app.web.forms import Form


class WaveForm(Form):
    name = StringField(_l("Name of the wave"), [DataRequired(), Length(max=200)])
    purpose = TextAreaField(
        _l("Purpose: what the company wants to learn"),
        [DataRequired(), Length(max=2000)],
        render_kw={"rows": 3},
    )
    notice = TextAreaField(
        _l("Notice to staff"),
        [DataRequired(), Length(max=5000)],
        description=_l(
            "Say that mystery visits may take place, what they are for and what they are not used for."
        ),
        render_kw={"rows": 6},
    )
    starts_on = DateField(_l("First day"), [InputRequired()])
    ends_on = DateField(_l("Last day"), [InputRequired()])
    asks_position = BooleanField(
        _l("Ask assessors for their position at the start and at the end of a visit"),
        description=_l(
            "Only after the company has told them so in writing. They may refuse and still send the visit; only the reviewer and the quality manager see the position."
        ),
    )
    allows_voice = BooleanField(
        _l("Let assessors record voice notes"),
        description=_l(
            "Only where the law and your rules allow it: a note may hold other people’s voices. At most two minutes each, kept as recorded; a shopper’s notes are heard by the reviewer and the quality manager alone."
        ),
    )

    def validate_ends_on(self, field: DateField) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("The wave ends before it starts."))
