"""Published standards and checklists."""

from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from app.checklists.models import ChecklistVersion
from app.db import db
from app.standards.models import StandardVersion


def last_standard_number() -> int:
    """The number of the last published version; 0 before the first."""
    return db.session.scalar(select(func.max(StandardVersion.number))) or 0


def current_checklists() -> list[ChecklistVersion]:
    """The version in force of every checklist, in the order they were first published."""
    newest = (
        select(
            ChecklistVersion.position,
            ChecklistVersion.channel,
            func.max(ChecklistVersion.number).label("number"),
            func.min(ChecklistVersion.id).label("first"),
        )
        .group_by(ChecklistVersion.position, ChecklistVersion.channel)
        .subquery()
    )
    versions = (
        select(ChecklistVersion)
        .join(
            newest,
            (ChecklistVersion.position == newest.c.position)
            & (ChecklistVersion.channel == newest.c.channel)
            & (ChecklistVersion.number == newest.c.number),
        )
        .options(undefer(ChecklistVersion.content))
        .order_by(newest.c.first)
    )
    return list(db.session.scalars(versions))


def checklist_version(version_id: int) -> ChecklistVersion | None:
    """The version with this id."""
    return db.session.get(ChecklistVersion, version_id)
