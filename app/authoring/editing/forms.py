"""What an author types besides the fields of a part: where it moves to, its picture."""

from typing import Any

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, FileField, IntegerField, StringField
from wtforms.validators import DataRequired, InputRequired

from app.authoring.editing.pictures import picture_of
from app.web.forms import Form


class PlaceForm(Form):
    under = StringField(validators=[DataRequired()])
    at = IntegerField(validators=[InputRequired()])


class PictureForm(Form):
    picture = FileField(
        _l("Picture"), description=_l("A photo, or a drawing as SVG of shapes alone, up to 8 kB.")
    )
    alt_ru = StringField(_l("What is seen on it, in Russian"), render_kw={"lang": "ru"})
    alt_en = StringField(_l("What is seen on it, in English"), render_kw={"lang": "en"})
    remove = BooleanField()

    def value(
        self, before: dict[str, Any] | None, received: FileStorage | None, name: str
    ) -> dict[str, Any] | None:
        """The picture as the criterion of this name keeps it from now on; None for none. Raises Unfit."""
        alt = {"ru": (self.alt_ru.data or "").strip(), "en": (self.alt_en.data or "").strip()}
        if self.remove.data:
            return None
        if received and received.filename:
            return picture_of(received.stream, name=name, alt=alt)
        return {**before, "alt": alt} if before else None
