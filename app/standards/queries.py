"""The standards in force and those before them, for those who read them."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.db import db
from app.standards.criterion import Text
from app.standards.models import StandardVersion
from app.standards.scenario import Scenario


class WordingChange(NamedTuple):
    """A version in which a criterion began to be asked in other words."""

    version: int
    at: datetime
    before: Text
    after: Text


def current_standard() -> StandardVersion | None:
    """The version in force: the last published one."""
    return db.session.scalar(select(StandardVersion).order_by(StandardVersion.number.desc()).limit(1))


def standard_versions() -> list[StandardVersion]:
    """Every published version with whoever published it, the newest first."""
    every = select(StandardVersion).options(joinedload(StandardVersion.by))
    return list(db.session.scalars(every.order_by(StandardVersion.number.desc())))


def standard_version(number: int) -> StandardVersion | None:
    """The version of this number."""
    return db.session.scalar(select(StandardVersion).where(StandardVersion.number == number))


def wording_changes(code: str) -> list[WordingChange]:
    """The versions in which the question of a criterion was reworded, the oldest first: what a trend runs across."""
    found: list[WordingChange] = []
    before: Text | None = None
    for version in reversed(standard_versions()):
        try:
            after = version.document.criterion(code).question
        except KeyError:
            continue  # not asked in this version; it may come back, in the same words or not
        if before is not None and before != after:
            found.append(WordingChange(version.number, version.published_at, before, after))
        before = after
    return found


def scenario_of(code: str | None) -> Scenario | None:
    """The scenario of this code in the version in force."""
    standard = current_standard()
    known = standard.document.scenarios if standard else ()
    return next((each for each in known if each.code == code), None)
