"""What papers ask besides figures: how far the visits of a wave are, and bulks with what is in them."""

from sqlalchemy import ColumnElement, func, select

from app.db import db
from app.reports.models import Bulk, BulkReport
from app.visits.models import Visit


def states_of_wave(wave_id: int) -> dict[str, int]:
    """How many visits of a wave are in which state."""
    state = Visit.state.label("state")
    one = select(state).where(Visit.wave_id == wave_id).subquery()
    counted = select(one.c.state, func.count()).group_by(one.c.state)
    return dict(iter(db.session.execute(counted)))


def bulk(bulk_id: int) -> Bulk | None:
    """A bulk by its id."""
    return db.session.get(Bulk, bulk_id)


def size_of(bulk_id: int) -> int:
    """How many reports a bulk is of."""
    return db.session.scalar(select(func.count()).where(BulkReport.bulk_id == bulk_id)) or 0


def left_of(bulk_id: int) -> int:
    """How many of them are neither made nor given up."""
    return db.session.scalar(select(func.count()).where(*_left(bulk_id))) or 0


def next_of(bulk_id: int) -> BulkReport | None:
    """The next report of a bulk that is neither made nor given up."""
    left = select(BulkReport).where(*_left(bulk_id))
    return db.session.scalar(left.order_by(BulkReport.id).limit(1))


def _left(bulk_id: int) -> tuple[ColumnElement[bool], ...]:
    return (BulkReport.bulk_id == bulk_id, BulkReport.key.is_(None), BulkReport.problem == "")
