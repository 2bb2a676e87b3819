"""What a checklist asks, as somebody chose it on the page: read from what was typed, with what is wrong in it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from app.authoring.models import WorkingCopy
from app.checklists.patch import Conflict, conflicts, settled
from app.checklists.queries import SELECTIONS
from app.checklists.selection import Selection, Selections
from app.standards.checks import LONGEST_QUESTION
from app.standards.criterion import Criterion, Text
from app.standards.document import Document

LANGUAGES = ("ru", "en")
OURS, THEIRS = "here", "standards"  # whose words are asked after a conflict


def kept_selections(copy: WorkingCopy) -> Selections:
    """What is chosen in the copy as it was written, also where it speaks of criteria that are gone."""
    return SELECTIONS.validate_python(copy.content["selections"])


def selection_for(selections: Selections, position: str, channel: str) -> Selection | None:
    """The selection of a checklist."""
    return next((each for each in selections if (each.position, each.channel) == (position, channel)), None)


def mark(selection: Selection | None) -> str:
    """What a form carries to say which selection its author saw."""
    return hashlib.sha256(selection.canonical()).hexdigest() if selection else ""


@dataclass
class Choice:
    """One checklist of a document with what was chosen in it, and what was typed to choose otherwise."""

    document: Document
    position: str
    channel: str
    selection: Selection | None
    base: Document | None = None
    typed: Any = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def conflicts(self) -> list[Conflict]:
        """Where the selection and the document no longer meet."""
        return conflicts(self.document, self.selection, self.base) if self.selection else []

    @property
    def asked(self) -> tuple[Criterion, ...]:
        """What the standards ask here, in the order of the contact."""
        return self.document.criteria_for(self.position, self.channel)

    @property
    def added(self) -> list[Criterion]:
        """What is asked here besides."""
        known = {each.code: each for each in self.document.criteria()}
        asked = {each.code for each in self.asked}
        chosen = self.selection.added if self.selection else ()
        return [known[code] for code in chosen if code in known and code not in asked]

    @property
    def others(self) -> list[Criterion]:
        """What could be added."""
        here = {each.code for each in (*self.asked, *self.added)}
        return [each for each in self.document.criteria() if each.code not in here]

    def is_asked(self, code: str) -> bool:
        """Whether a criterion of the standards is asked here, as typed last or as chosen."""
        if self.typed is not None:
            return code in self.typed.getlist("ask")
        return not self.selection or code not in self.selection.leave_out

    def words(self, code: str, language: str) -> str:
        """The words a question is asked in here instead of those of the standards; empty for none."""
        if self.typed is not None:
            return self.typed.get(f"text-{code}-{language}", "")
        text = self.selection.reworded.get(code) if self.selection else None
        return text.in_(language) if text else ""

    def because(self, language: str) -> str:
        """The reason."""
        if self.typed is not None:
            return self.typed.get(f"because-{language}", "")
        return self.selection.because.in_(language) if self.selection else ""

    def read(self, typed: Any) -> Selection | None:
        """The selection that was typed, None when nothing differs from the standards; what is wrong goes into `errors`."""
        self.typed = typed
        codes = [each.code for each in (*self.asked, *self.added)]
        added = [code for code in codes[len(self.asked) :] if self.is_asked(code)]
        if typed.get("add") in {each.code for each in self.others}:
            added.append(typed["add"])
        reworded = {code: text for code in codes if (text := self._reworded(code))}
        self._settle(reworded)
        left_out = [each.code for each in self.asked if not self.is_asked(each.code)]
        if not (left_out or added or reworded):
            return None
        reason = {each: typed.get(f"because-{each}", "").strip() for each in LANGUAGES}
        if not all(reason.values()):
            self.errors["because"] = _("Say in both languages why this checklist differs.")
        if self.errors:
            return None
        selection = Selection(
            position=self.position,
            channel=self.channel,
            leave_out=tuple(left_out),
            added=tuple(added),
            reworded={code: text for code, text in reworded.items() if self.is_asked(code)},
            because=Text(**reason),
        )
        return settled(self.document, selection)

    def _reworded(self, code: str) -> Text | None:
        words = {each: self.typed.get(f"text-{code}-{each}", "").strip() for each in LANGUAGES}
        if not any(words.values()):
            return None
        if not all(words.values()):
            self.errors[code] = _("Give the words in both languages, or in none.")
            return None
        if any(len(each) > LONGEST_QUESTION for each in words.values()):
            self.errors[code] = _("At most %(most)s characters fit on a phone.", most=LONGEST_QUESTION)
            return None
        text = Text(**words)
        return text if text != self.document.criterion(code).question else None

    def _settle(self, reworded: dict[str, Text]) -> None:
        """Let every conflict of words be decided by somebody."""
        for conflict in self.conflicts:
            if conflict.kind != "reworded_since" or not self.is_asked(conflict.code):
                continue
            decided = self.typed.get(f"settle-{conflict.code}")
            if decided == THEIRS:
                reworded.pop(conflict.code, None)
            elif decided != OURS:
                self.errors[conflict.code] = _("Choose which words are asked here.")


def replaced(selections: Selections, position: str, channel: str, chosen: Selection | None) -> Selections:
    """The selections with this one in the place of what was chosen for the checklist before."""
    others = [each for each in selections if (each.position, each.channel) != (position, channel)]
    return (*others, chosen) if chosen else tuple(others)


def by_checklist(selections: Selections) -> Mapping[tuple[str, str], Selection]:
    """The selections by position and channel."""
    return {(each.position, each.channel): each for each in selections}
