"""Published standards and checklists."""

from typing import NamedTuple

from pydantic import TypeAdapter
from sqlalchemy import Subquery, func, select
from sqlalchemy.orm import undefer

from app.checklists.models import ChecklistVersion
from app.checklists.selection import Selections
from app.checklists.traces import traces
from app.db import db
from app.standards.models import StandardVersion

SELECTIONS = TypeAdapter(Selections)


class Printed(NamedTuple):
    """What was published last of a checklist."""

    number: int
    digest: str


def last_standard_number() -> int:
    """The number of the last published version; 0 before the first."""
    return db.session.scalar(select(func.max(StandardVersion.number))) or 0


def last_printed() -> dict[tuple[str, str], Printed]:
    """The last version of every checklist there ever was, by position and channel."""
    newest = _newest(None)
    columns = ChecklistVersion.position, ChecklistVersion.channel
    rows = db.session.execute(
        select(*columns, ChecklistVersion.number, ChecklistVersion.digest).join(
            newest, ChecklistVersion.id == newest.c.id
        )
    )
    return {(row.position, row.channel): Printed(row.number, row.digest) for row in rows}


def current_checklists() -> list[ChecklistVersion]:
    """The version in force of every checklist, in the order they were first published."""
    last = last_standard_number()
    return checklists_of(last) if last else []


def checklists_of(standard: int) -> list[ChecklistVersion]:
    """The checklists that were in force with the version of the standards of this number; none where there is none.

    The checklist of a position on a channel that the version no longer knows is not in force.
    """
    newest = _newest(standard)
    versions = (
        select(ChecklistVersion)
        .join(newest, ChecklistVersion.id == newest.c.id)
        .options(undefer(ChecklistVersion.content))
        .order_by(newest.c.first)
    )
    found = list(db.session.scalars(versions))
    in_force = db.session.scalar(select(StandardVersion).where(StandardVersion.number == standard))
    known = in_force.document.positions if in_force else ()
    addresses = {(position.code, channel) for position in known for channel in position.channels}
    return [each for each in found if (each.position, each.channel) in addresses]


def checklist_version(version_id: int) -> ChecklistVersion | None:
    """The version with this id."""
    return db.session.get(ChecklistVersion, version_id)


def changed_checklists() -> dict[int, int]:
    """How many checklists each version of the standards gave a new version, by its number."""
    counted = select(StandardVersion.number, func.count(ChecklistVersion.id)).join(ChecklistVersion.standard)
    rows = db.session.execute(counted.group_by(StandardVersion.number))
    return {row[0]: row[1] for row in rows}


def selections_of(version: StandardVersion) -> Selections:
    """What was chosen in the checklists of a version; read off them where it was not kept."""
    if version.selections is not None:
        return SELECTIONS.validate_python(version.selections)
    return traces(version.document, [each.checklist for each in checklists_of(version.number)])


def _newest(standard: int | None) -> Subquery:
    """The id of the last version of every checklist, with the id of its `first`: until one of the standards, or of all."""
    one = select(
        func.max(ChecklistVersion.id).label("id"), func.min(ChecklistVersion.id).label("first")
    ).group_by(ChecklistVersion.position, ChecklistVersion.channel)
    if standard is not None:
        one = one.join(ChecklistVersion.standard).where(StandardVersion.number <= standard)
    return one.subquery()
