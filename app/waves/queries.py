"""Waves, and those in which visits can be planned."""

from datetime import date

from sqlalchemy import select

from app.db import db
from app.waves.models import Wave


def waves() -> list[Wave]:
    """Every wave, the latest first."""
    return list(db.session.scalars(select(Wave).order_by(Wave.starts_on.desc(), Wave.id.desc())))


def wave(wave_id: int) -> Wave | None:
    """The wave with this id."""
    return db.session.get(Wave, wave_id)


def published_notices() -> list[Wave]:
    """Waves whose notice staff may read, the latest published first."""
    published = select(Wave).where(Wave.published_at.is_not(None))
    return list(db.session.scalars(published.order_by(Wave.published_at.desc(), Wave.id.desc())))


def covert_waves_open_on(day: date) -> list[Wave]:
    """Waves that have not ended by that day and in which covert visits may be assigned."""
    open_ones = db.session.scalars(select(Wave).where(Wave.ends_on >= day).order_by(Wave.name))
    return [wave for wave in open_ones if wave.may_be_covert]
