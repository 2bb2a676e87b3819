"""What differs, as it is read: a line for each field and language, before beside after, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.authoring.content.fields import label
from app.authoring.content.values import said
from app.checklists.comparison import QuestionDifference
from app.standards.comparison import ClauseDifference, CriterionDifference, PartDifference
from app.standards.criterion import Criterion, Text
from app.standards.differences import Setting, Wording
from app.standards.document import Document
from app.standards.noun import shortest
from app.standards.wording import Piece, sides

KINDS = {
    "added": _l("Added"),
    "removed": _l("Removed"),
    "moved": _l("Moved"),
    "reworded": _l("Reworded"),
    "reweighted": _l("Weighed otherwise"),
    "reordered": _l("In another place"),
    "critical": _l("Became critical"),
    "uncritical": _l("No longer critical"),
    "changed": _l("Other details"),
}
LISTS = {
    "chapters": _l("Chapter"),
    "positions": _l("Position"),
    "channels": _l("Channel"),
    "stages": _l("Stage of the visit"),
    "frameworks": _l("Framework"),
    "scenarios": _l("Scenario"),
}


class Line(NamedTuple):
    """One field before and after; `language` is "ru" or "en" for a text, empty for anything else."""

    label: str
    language: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True)
class Beside:
    """Writes differences for a reader of `language`; codes are told by the titles of the two documents."""

    before: Document
    after: Document
    language: str

    def __post_init__(self) -> None:
        lists = {"positions", "channels", "stages", "frameworks"}
        plain = tuple(each.model_dump(mode="json", include=lists) for each in (self.before, self.after))
        object.__setattr__(self, "plain", plain)

    def lines(
        self, difference: ClauseDifference | CriterionDifference | PartDifference | QuestionDifference
    ) -> list[Line]:
        """A line for everything that differs in what was there before and is there still."""
        weights = list(self._weights(difference))
        return [
            *(line for wording in difference.wordings for line in worded(wording, _sort(difference))),
            *weights,
            *(self._set(setting, _sort(difference)) for setting in difference.settings),
        ]

    def _weights(self, difference: Any) -> Iterator[Line]:
        if "reweighted" not in difference.kinds:
            return
        was, now = (getattr(each, "criterion", each) for each in (difference.before, difference.after))
        yield _line(_("Weight"), str(shortest(was.weight)), str(shortest(now.weight)))

    def _set(self, setting: Setting, sort: str) -> Line:
        was, now = (
            said(setting.name, value, plain, self.language)
            for value, plain in zip((setting.before, setting.after), self.plain, strict=True)  # type: ignore[attr-defined]
        )
        if was == now:  # told by its name alone: another file under the same name
            now = _("another")
        return _line(label(setting.name, sort), was, now)


def worded(wording: Wording, sort: str = "criterion") -> Iterator[Line]:
    """A line for each language in which a text of a part reads differently; `sort` says what sort of part it is."""
    for language in wording.languages:
        found = sides(_in(wording.before, language), _in(wording.after, language))
        yield Line(label(wording.field, sort), language, found.before, found.after)


def asked(criterion: Criterion, position: str) -> bool:
    """Whether a criterion concerns a position; every one concerns the position ""."""
    return not position or position in criterion.positions


def _sort(difference: object) -> str:
    if isinstance(difference, PartDifference):
        return difference.list.removesuffix("s")
    return "clause" if isinstance(difference, ClauseDifference) else "criterion"


def _line(name: str, was: str, now: str) -> Line:
    return Line(name, "", (Piece("removed", was),), (Piece("added", now),))


def _in(text: Text | None, language: str) -> str:
    return text.in_(language) if text else ""
