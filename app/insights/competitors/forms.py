"""What a quality manager types to put a competitor's store beside ours."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from app.stores.queries import regions
from app.web.forms import Form, choices


class StoreForm(Form):
    competitor = StringField(
        _l("Competitor"), [DataRequired(), Length(max=80)], render_kw={"list": "known", "autocomplete": "off"}
    )
    place = StringField(
        _l("Which of its stores"),
        [DataRequired(), Length(max=80)],
        description=_l("A street or a shopping centre, so that an assessor finds the right one."),
    )
    address = StringField(_l("Address"), [DataRequired(), Length(max=400)])
    region_id = SelectField(
        _l("Region"),
        [InputRequired()],
        coerce=int,
        description=_l("Ours: there it is held against our stores."),
    )

    def offer(self) -> "StoreForm":
        """Fill the list of regions."""
        self.region_id.choices = choices({region.id: region.name for region in regions()})
        return self
