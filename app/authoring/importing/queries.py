"""The files read beside a working copy, what was taken in from them, which of them were set aside."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.authoring.importing.models import Imported
from app.authoring.models import Edit, WorkingCopy
from app.authoring.queries import edits_by_verb, takings, took
from app.db import db


def imported(copy: WorkingCopy, imported_id: int) -> Imported | None:
    """One of the files read beside a copy."""
    found = db.session.get(Imported, imported_id)
    return found if found and found.copy_id == copy.id else None


def imports_of(copy: WorkingCopy) -> list[Imported]:
    """The files read beside a copy, the latest first."""
    query = select(Imported).where(Imported.copy_id == copy.id).options(joinedload(Imported.by))
    return list(db.session.scalars(query.order_by(Imported.id.desc())))


def taken(copy: WorkingCopy) -> dict[str, str]:
    """What was taken in from files and not put back: the code of the criterion that each offer became, by offer."""
    found: dict[str, str] = {}
    for edit in takings(copy):
        if edit.verb == "take_in":
            found |= took(edit)
        else:
            found = {offer: code for offer, code in found.items() if offer not in took(edit)}
    return found


def set_aside(copy: WorkingCopy) -> dict[int, Edit]:
    """The files from which nothing more is to be taken, by number: each with the edit that set it aside."""
    found: dict[int, Edit] = {}
    for edit in edits_by_verb(copy, "set_aside", "take_up"):
        if edit.after:
            found[edit.after["imported"]] = edit
        elif edit.before:
            found.pop(edit.before["imported"], None)
    return found
