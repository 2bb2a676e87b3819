"""Why a version is published, and what its author looked at."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import HiddenInput

from app.web.forms import Form


class PublicationForm(Form):
    reason = TextAreaField(
        _l("Why this version is published"),
        [DataRequired(), Length(max=500)],
        description=_l("Staff read it beside the number of the version."),
        render_kw={"rows": 3},
    )
    version = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    copy = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    rev = IntegerField(validators=[InputRequired()], widget=HiddenInput())
