"""The working copy and its edits, for the pages of its author."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.authoring.models import Edit, WorkingCopy
from app.db import db

EDITS_SHOWN = 50


def working_copy(*, locked: bool = False) -> WorkingCopy | None:
    """The copy being worked on; None when nobody has begun one. `locked` keeps other writers out until the commit."""
    query = select(WorkingCopy).where(WorkingCopy.open.is_(True))
    return db.session.scalar(query.with_for_update() if locked else query)


def latest_copy() -> WorkingCopy | None:
    """The copy begun last, open or not."""
    return db.session.scalar(select(WorkingCopy).order_by(WorkingCopy.id.desc()).limit(1))


def edit(edit_id: int) -> Edit | None:
    """One edit, with its working copy."""
    return db.session.get(Edit, edit_id)


def edits_of(copy: WorkingCopy, place: str | None = None, *, until: int | None = None) -> list[Edit]:
    """The latest edits of a copy, the newest first, one more than a page shows: of one place, before the rev `until`."""
    query = select(Edit).where(Edit.copy_id == copy.id).options(joinedload(Edit.by), joinedload(Edit.undoes))
    if place:
        query = query.where(Edit.place == place)
    if until is not None:
        query = query.where(Edit.rev < until)
    return list(db.session.scalars(query.order_by(Edit.rev.desc()).limit(EDITS_SHOWN + 1)))


def edits_since(copy: WorkingCopy, place: str, rev: int) -> list[Edit]:
    """What happened at a place after a rev, the newest first."""
    query = select(Edit).where(Edit.copy_id == copy.id, Edit.place == place, Edit.rev > rev)
    return list(db.session.scalars(query.options(joinedload(Edit.by)).order_by(Edit.rev.desc())))


def places_touched(copy: WorkingCopy) -> set[str]:
    """Every place an edit of this copy is about, and of every criterion that was ever taken in."""
    places = set(db.session.scalars(select(Edit.place).where(Edit.copy_id == copy.id).distinct()))
    return places | {f"criterion:{code}" for edit in takings(copy) for code in took(edit).values()}


def undone(edits: list[Edit]) -> set[int]:
    """Which of these edits were taken back, by id."""
    ids = [each.id for each in edits]
    return set(db.session.scalars(select(Edit.undoes_id).where(Edit.undoes_id.in_(ids))))


def takings(copy: WorkingCopy) -> list[Edit]:
    """Every edit that took criteria in from a file or put them back, the first one first."""
    return edits_by_verb(copy, "take_in", "put_back")


def edits_by_verb(copy: WorkingCopy, *verbs: str) -> list[Edit]:
    """Every edit of these verbs with whoever made it, the first one first."""
    query = select(Edit).where(Edit.copy_id == copy.id, Edit.verb.in_(verbs)).options(joinedload(Edit.by))
    return list(db.session.scalars(query.order_by(Edit.rev)))


def took(edit: Edit) -> dict[str, str]:
    """Which offer became which criterion, by one of these edits."""
    return (edit.after or edit.before or {})["took"]
