"""Remarks on a part, field by field, in the reader's language: what is wrong with it, and advice, which hinders nobody."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from app.authoring.content.document import filled
from app.authoring.content.parts import Part
from app.authoring.content.problems import troubles_of
from app.authoring.content.sentences import told
from app.authoring.models import WorkingCopy
from app.standards.criterion import Criterion
from app.standards.document import Document
from app.standards.lint import lint
from app.standards.noun import Text

TEXTS = ("question", "expected", "why")


def troubles_told(copy: WorkingCopy, part: Part) -> dict[str, list[str]]:
    """What is wrong with a part, by field, in the reader's language; "" is the part as a whole."""
    found: dict[str, list[str]] = {}
    for trouble in troubles_of(copy.content, copy.ledger, part):
        found.setdefault(trouble.field, []).append(told(trouble.message))
    return found


def advice_told(copy: WorkingCopy, part: Part, language: str) -> dict[str, list[str]]:
    """The advice on a part, by field; only criteria get any."""
    return advice_on(part.value, copy.base.document, language) if part.sort == "criterion" else {}


def advice_on(criterion: dict[str, Any], document: Document, language: str) -> dict[str, list[str]]:
    """The advice on a criterion as the copy keeps it, by field, told to a reader of `language`.

    `document` says what the channels are called.
    """
    found: dict[str, list[str]] = {}
    for advice in lint(_as_far_as_it_is(criterion), document):
        if criterion[advice.field][advice.language].strip():
            reason = advice.reason.in_(language)
            found.setdefault(advice.field, []).append(_told(advice.language, reason))
    return found


def _told(language: str, reason: str) -> str:
    if language == "ru":
        return _("Advice on the Russian words: %(reason)s", reason=reason)
    return _("Advice on the English words: %(reason)s", reason=reason)


def _as_far_as_it_is(criterion: dict[str, Any]) -> Criterion:
    """What advice looks at, also of a criterion that cannot be published yet."""
    known: dict[str, Any] = {name: Text(**filled(criterion[name])) for name in TEXTS}
    known |= {name: tuple(criterion[name]) for name in ("channels", "visits")}
    return Criterion.model_construct(kind=criterion["kind"], fails_on=criterion.get("fails_on"), **known)
