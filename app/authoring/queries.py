"""The working copy and its edits, for the pages of its author."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.authoring.models import Edit, Imported, WorkingCopy
from app.db import db
from app.standards.models import StandardVersion

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
    """The latest edits of a copy, the newest first: at one place only, and only those before the rev `until`."""
    query = select(Edit).where(Edit.copy_id == copy.id).options(joinedload(Edit.by), joinedload(Edit.undoes))
    if place:
        query = query.where(Edit.place == place)
    if until is not None:
        query = query.where(Edit.rev < until)
    return list(db.session.scalars(query.order_by(Edit.rev.desc()).limit(EDITS_SHOWN)))


def edits_since(copy: WorkingCopy, place: str, rev: int) -> list[Edit]:
    """What happened at a place after a rev, the newest first."""
    query = select(Edit).where(Edit.copy_id == copy.id, Edit.place == place, Edit.rev > rev)
    return list(db.session.scalars(query.options(joinedload(Edit.by)).order_by(Edit.rev.desc())))


def places_touched(copy: WorkingCopy) -> set[str]:
    """Every place an edit of this copy is about, and of every criterion that was ever taken in."""
    places = set(db.session.scalars(select(Edit.place).where(Edit.copy_id == copy.id).distinct()))
    return places | {f"criterion:{code}" for edit in _takings(copy) for code in _took(edit).values()}


def taken(copy: WorkingCopy) -> dict[str, str]:
    """What was taken in from files and not put back: the code of the criterion that each offer became, by offer."""
    found: dict[str, str] = {}
    for edit in _takings(copy):
        if edit.verb == "take_in":
            found |= _took(edit)
        else:
            found = {offer: code for offer, code in found.items() if offer not in _took(edit)}
    return found


def imported(copy: WorkingCopy, imported_id: int) -> Imported | None:
    """One of the files read beside a copy."""
    found = db.session.get(Imported, imported_id)
    return found if found and found.copy_id == copy.id else None


def imports_of(copy: WorkingCopy) -> list[Imported]:
    """The files read beside a copy, the latest first."""
    query = select(Imported).where(Imported.copy_id == copy.id).options(joinedload(Imported.by))
    return list(db.session.scalars(query.order_by(Imported.id.desc())))


def undone(edits: list[Edit]) -> set[int]:
    """Which of these edits were taken back, by id."""
    ids = [each.id for each in edits]
    return set(db.session.scalars(select(Edit.undoes_id).where(Edit.undoes_id.in_(ids))))


def versions() -> list[StandardVersion]:
    """Every published version, the oldest first."""
    return list(db.session.scalars(select(StandardVersion).order_by(StandardVersion.number)))


def _takings(copy: WorkingCopy) -> list[Edit]:
    query = select(Edit).where(Edit.copy_id == copy.id, Edit.verb.in_(["take_in", "put_back"]))
    return list(db.session.scalars(query.order_by(Edit.rev)))


def _took(edit: Edit) -> dict[str, str]:
    return (edit.after or edit.before or {})["took"]
