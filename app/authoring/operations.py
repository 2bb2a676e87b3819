"""What an author does with the working copy: begin, change, add, remove, move, take back, end. Each is an edit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from app.authoring import queries
from app.authoring.codes import new_criterion_code
from app.authoring.content import steps
from app.authoring.content.document import content_of
from app.authoring.content.parts import DOCUMENT, Part
from app.authoring.content.steps import Step
from app.authoring.models import Edit, WorkingCopy
from app.checklists.queries import selections_of
from app.clock import now
from app.db import db
from app.people.models import User
from app.standards.models import StandardVersion
from app.standards.queries import current_standard, standard_versions


class NothingPublished(LookupError):
    """There is no version to begin from."""


class AlreadyOpen(ValueError):
    """Somebody is working on a copy already."""


class CannotUndo(ValueError):
    """Later steps stand in the way."""


class UndoneAlready(CannotUndo):
    """The step was taken back already."""


class Ended(CannotUndo):
    """The copy was published, or discarded and something newer was begun or published since."""


@dataclass
class Conflict(ValueError):
    """Somebody else changed the same fields meanwhile: `theirs` and `mine` by field, `by` and `at` of the other."""

    theirs: dict[str, Any]
    mine: dict[str, Any]
    by: User | None
    at: datetime
    rev: int


def begin(*, by: User) -> WorkingCopy:
    """Begin a working copy of the version in force. Raises NothingPublished, AlreadyOpen."""
    base = current_standard()
    if base is None:
        raise NothingPublished
    if queries.working_copy():
        raise AlreadyOpen
    ledger = {code for version in standard_versions() for code in _codes(version)}
    copy = WorkingCopy(base=base, content=content_of(base, selections_of(base)), ledger=sorted(ledger))
    db.session.add(copy)
    _record(copy, Step("begin", DOCUMENT, None, {"version": base.number}), by)
    return copy


def change(copy: WorkingCopy, part: Part, fields: Mapping[str, Any], *, rev: int, by: User) -> Edit | None:
    """Give a part these fields, as somebody saw it at `rev`; None when nothing is new in them.

    A field that stands as it did at that rev was not touched by this author, whoever else changed it since.
    Raises Conflict when both changed the same field; then nothing is changed.
    """
    since = queries.edits_since(copy, part.place, rev)
    seen = dict(part.value)
    for edit in since:
        if edit.verb == "change":
            seen.update(edit.before or {})
    mine = {name: value for name, value in fields.items() if value != seen.get(name)}
    theirs = {
        name: part.value.get(name)
        for name, value in mine.items()
        if part.value.get(name) not in (seen.get(name), value)
    }
    if theirs:
        last = next(each for each in since if set(theirs) & set(each.after or {}))
        clashing = {name: mine[name] for name in theirs}
        raise Conflict(theirs, clashing, last.by, last.at, copy.rev)
    return _take(copy, steps.changed(part, mine), by)


def add(copy: WorkingCopy, under: Part, value: dict[str, Any], *, by: User | None, sort: str = "") -> Edit:
    """Put a new part at the end of another. A clause gets its key, a criterion its code, never used before.

    In a document that is a chapter, unless the `sort` is "scenario".
    """
    if under.sort == "chapter":
        value = {"key": f"n{copy.rev + 1}", **value}
    if under.sort == "clause":
        assert under.under is not None  # noqa: S101  (a clause stands in a chapter)
        value = {"code": new_criterion_code(copy, under.under.value["prefix"]), **value}
    edit = _take(copy, steps.added(under, value, sort=sort), by)
    assert edit is not None  # noqa: S101  (adding always changes something)
    return edit


def take_in(copy: WorkingCopy, step: Step | None, *, by: User) -> Edit | None:
    """Take in what was chosen of a file, all by one step; None if nothing was."""
    return _take(copy, step, by)


def set_aside(copy: WorkingCopy, imported: int, name: str, *, by: User) -> Edit | None:
    """Take nothing more from a file that was read beside the copy; what was taken in stays."""
    return _take(copy, steps.set_aside(imported, name), by)


def remove(copy: WorkingCopy, part: Part, *, by: User) -> Edit | None:
    """Take a part out with all that stands in it; codes that were published retire, and none is given again."""
    return _take(copy, steps.removed(part), by)


def move(copy: WorkingCopy, part: Part, under: Part, at: int, *, by: User) -> Edit | None:
    """Let a part stand `at` (from 0) under another; None if it stands there. Raises Gone if it cannot."""
    return _take(copy, steps.moved(part, under, at), by)


def undo(edit: Edit, *, by: User) -> Edit:
    """Take an edit back by a new one. Raises CannotUndo, UndoneAlready, Ended."""
    copy = edit.copy
    if queries.undone([edit]):
        raise UndoneAlready
    if edit.verb == "discard":
        return _reopen(copy, edit, by)
    if not copy.open or edit.verb in {"begin", "publish"}:
        raise Ended
    try:
        back = steps.take_back(copy.content, step_of(edit))
    except steps.Stale:
        raise CannotUndo from None
    flag_modified(copy, "content")
    return _record(copy, back, by, undoes=edit)


def discard(copy: WorkingCopy, *, by: User) -> Edit:
    """End the copy without publishing it; its content and every edit are kept."""
    copy.open = None
    return _record(copy, Step("discard", DOCUMENT, None, None), by)


def end(copy: WorkingCopy, version: StandardVersion, *, by: User | None) -> Edit:
    """End the copy: it was published as this version."""
    copy.open = None
    return _record(copy, Step("publish", DOCUMENT, None, {"version": version.number}), by)


def step_of(edit: Edit) -> Step:
    """The step that an edit recorded."""
    return Step(edit.verb, edit.place, edit.before, edit.after)


def _take(copy: WorkingCopy, step: Step | None, by: User | None) -> Edit | None:
    if step is None:
        return None
    steps.take(copy.content, step)
    flag_modified(copy, "content")
    return _record(copy, step, by)


def _record(copy: WorkingCopy, step: Step, by: User | None, undoes: Edit | None = None) -> Edit:
    copy.rev = (copy.rev or 0) + 1
    edit = Edit(
        copy=copy,
        rev=copy.rev,
        by=by,
        at=now(),
        verb=step.verb,
        place=step.place,
        before=step.before,
        after=step.after,
        undoes=undoes,
    )
    db.session.add(edit)
    return edit


def _reopen(copy: WorkingCopy, edit: Edit, by: User) -> Edit:
    if queries.working_copy() or copy.base is not current_standard():
        raise Ended
    copy.open = True
    return _record(copy, Step("reopen", DOCUMENT, None, None), by, undoes=edit)


def _codes(version: StandardVersion) -> set[str]:
    document = version.document
    return {criterion.code for criterion in document.criteria()} | set(document.retired)
