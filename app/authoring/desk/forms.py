"""What an author types on the desk: a new chapter or scenario, the word that discards everything."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import DataRequired, Length, Regexp, ValidationError

from app.web.forms import Form


class TitleForm(Form):
    """A title in both languages: what a new scenario begins with."""

    title_ru = StringField(
        _l("Title in Russian"), [DataRequired(), Length(max=200)], render_kw={"lang": "ru"}
    )
    title_en = StringField(
        _l("Title in English"), [DataRequired(), Length(max=200)], render_kw={"lang": "en"}
    )

    @property
    def title(self) -> dict[str, str]:
        """The title as the document keeps it."""
        return {"ru": self.title_ru.data or "", "en": self.title_en.data or ""}


class ChapterForm(TitleForm):
    prefix = StringField(
        _l("Letters its criteria begin with"),
        [DataRequired(), Regexp(r"^[A-Z]{2,4}$", message=_l("Two to four capital Latin letters."))],
        filters=[lambda typed: (typed or "").strip().upper()],
        description=_l("COU makes COU-01, COU-02 and so on. They never change."),
    )
    taken: Iterable[str] = ()

    def validate_prefix(self, field: StringField) -> None:
        if field.data in self.taken:
            raise ValidationError(_("These letters belong to another chapter."))


class DiscardForm(Form):
    word = StringField(_l("Type this word"), [DataRequired()], render_kw={"autocomplete": "off"})

    def validate_word(self, field: StringField) -> None:
        if (field.data or "").strip().lower() != self.expected():
            raise ValidationError(_("Type “%(word)s” to discard everything.", word=self.expected()))

    @staticmethod
    def expected() -> str:
        """The word that has to be typed, in the reader's language."""
        return _("discard")
