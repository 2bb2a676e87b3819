"""The standards in force, for those who read them."""

from sqlalchemy import select

from app.db import db
from app.standards.models import StandardVersion


def current_standard() -> StandardVersion | None:
    """The version in force: the last published one."""
    return db.session.scalar(select(StandardVersion).order_by(StandardVersion.number.desc()).limit(1))
