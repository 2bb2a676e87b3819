"""What an employee answers to the result of an audit."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from app.web.forms import Form


class ReplyForm(Form):
    text = TextAreaField(_l("Your answer"), [DataRequired(), Length(max=2000)], render_kw={"rows": 4})
