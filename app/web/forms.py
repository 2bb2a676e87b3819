"""The base of every form: plain WTForms whose own words follow the visitor's language."""

from collections.abc import Mapping
from typing import Any, Self

from flask import request
from wtforms import Form as WTForm
from wtforms.fields.choices import SelectChoice
from wtforms.i18n import get_translations

from app.web.languages import language


def choices(titles: Mapping[Any, Any], *, or_none: bool = False) -> list[SelectChoice]:
    """What a list offers: values with their titles, after a dash for "none" where that may be chosen."""
    nothing = [SelectChoice("", "—")] if or_none else []
    return nothing + [SelectChoice(value, title) for value, title in titles.items()]


class Form(WTForm):
    """A form filled from the request that posts it. Forged requests are refused before (`web/csrf.py`)."""

    class Meta:
        def get_translations(self, form: WTForm) -> Any:
            return get_translations([language()])

    @classmethod
    def from_request(cls, **kwargs: Any) -> Self:
        """The form with what was posted, or fresh when nothing was."""
        return cls(request.form if request.method == "POST" else None, **kwargs)

    def accepted(self) -> bool:
        """Whether something was posted and every field is right."""
        return request.method == "POST" and self.validate()
