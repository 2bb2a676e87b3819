"""A selection laid on a new version of the standards: what of it still fits, and what somebody has to decide anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from app.checklists.selection import Selection
from app.standards.criterion import Text
from app.standards.document import Document

Kind = Literal["reworded_since", "reworded_gone", "left_out_gone", "added_gone", "added_asked"]


class Conflict(NamedTuple):
    """One point at which a selection and the standards no longer meet. Nothing is decided for anybody.

    "reworded_since": the standards ask the reworded question in other words than it replaced (`was`, `now`).
    "…_gone": the criterion is no longer asked here, or is no longer there. "added_asked": it is asked here anyway.
    """

    kind: Kind
    code: str
    here: Text | None = None
    was: Text | None = None
    now: Text | None = None


def conflicts(document: Document, selection: Selection, base: Document | None = None) -> list[Conflict]:
    """Give the conflicts of a selection with a document, for a position and channel that exist.

    `base` is the version the selection was made for: what a rewording replaced is read there where the selection
    does not say it.
    """
    asked = {each.code for each in document.criteria_for(selection.position, selection.channel)}
    known = {each.code for each in document.criteria()}
    found = [Conflict("left_out_gone", code) for code in selection.leave_out if code not in asked]
    for code in selection.added:
        if code not in known:
            found.append(Conflict("added_gone", code))
        elif code in asked:
            found.append(Conflict("added_asked", code))
    return [*found, *_rewordings(document, selection, asked | (known & set(selection.added)), base)]


def _rewordings(
    document: Document, selection: Selection, asked: set[str], base: Document | None
) -> Iterator[Conflict]:
    for code, here in selection.reworded.items():
        if code not in asked or code in selection.leave_out:
            yield Conflict("reworded_gone", code, here)
            continue
        was, now = selection.was.get(code) or _question(base, code), document.criterion(code).question
        if was is not None and was != now:
            yield Conflict("reworded_since", code, here, was, now)


def _question(base: Document | None, code: str) -> Text | None:
    try:
        return base.criterion(code).question if base else None
    except KeyError:
        return None


def settled(document: Document, selection: Selection) -> Selection:
    """Give the selection with the present questions as what its rewordings replace: somebody has looked at them.

    What speaks of criteria that are not asked here is taken off.
    """
    asked = {each.code for each in document.criteria_for(selection.position, selection.channel)}
    known = {each.code for each in document.criteria()}
    left_out = tuple(code for code in selection.leave_out if code in asked)
    added = tuple(code for code in selection.added if code in known - asked)
    questions = asked - set(left_out) | set(added)
    reworded = {code: text for code, text in selection.reworded.items() if code in questions}
    was = {code: document.criterion(code).question for code in reworded}
    return selection.model_copy(
        update={"leave_out": left_out, "added": added, "reworded": reworded, "was": was}
    )
