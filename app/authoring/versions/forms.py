"""What is chosen to be compared."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, SelectField

from app.authoring.versions.beside import KINDS
from app.authoring.versions.edition import COPY, Edition
from app.checklists.comparison import KINDS as QUESTION_KINDS
from app.standards.comparison import KINDS as CRITERION_KINDS
from app.standards.document import Document
from app.web.filters import words
from app.web.forms import Form, choices

DOCUMENT, CHECKLISTS = "document", "checklists"
ALL = {"": _l("All")}


class ComparisonForm(Form):
    before = SelectField(_l("Before"))
    after = SelectField(_l("After"))
    of = HiddenField()
    kind = SelectField(_l("What happened"), default="")
    chapter = SelectField(_l("Chapter"), default="")
    position = SelectField(_l("Position"), default="")

    @classmethod
    def of_address(
        cls, address: MultiDict[str, str], known: dict[str, Edition], *, checklists: bool
    ) -> "ComparisonForm":
        """The form as the address has it; unless told, the two latest editions. What is unknown is as if not there."""
        codes = list(known)
        latest = {"after": codes[0], "before": codes[min(1, len(codes) - 1)]}
        named = {name: value for name, value in address.items() if value and value in known}
        form = cls(MultiDict({**address.to_dict(), **latest, **named}))
        of_checklists = checklists and address.get("of") == CHECKLISTS
        form.of.data = CHECKLISTS if of_checklists else DOCUMENT
        titles = {code: _("Working copy") if code == COPY else f"{code}" for code in codes}
        form.before.choices = form.after.choices = choices(titles)
        kinds = QUESTION_KINDS if of_checklists else CRITERION_KINDS
        form.kind.choices = choices(ALL | {kind: KINDS[kind] for kind in kinds})
        return form

    def offer(self, *documents: Document) -> None:
        """Offer the chapters and positions of these documents; only questions of checklists have no chapter."""
        for name in ("chapter", "position"):
            titles = {each.code: words(each.title) for of in documents for each in getattr(of, f"{name}s")}
            field = self[name]
            field.choices = choices(ALL | titles)
            field.data = field.data if field.data in titles else ""
        self.kind.data = self.kind.data if self.kind.data in dict.fromkeys(_values(self.kind)) else ""
        if self.of.data == CHECKLISTS:
            del self.chapter


def _values(field: SelectField) -> list[str]:
    return [choice.value for choice in field.choices]
