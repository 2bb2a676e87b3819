"""Planning a wave, publishing its notice, acknowledging it on behalf of the staff."""

from datetime import date

from app.clock import now
from app.db import db
from app.people.models import User
from app.waves.models import Wave


def plan(
    *,
    name: str,
    purpose: str,
    notice: str,
    starts_on: date,
    ends_on: date,
    asks_position: bool = False,
    allows_voice: bool = False,
) -> Wave:
    """A new wave; covert visits wait until its notice was published and acknowledged.

    In one that `asks_position` assessors are asked where they begin and end a visit; they may refuse. In one that
    `allows_voice` they may record voice notes.
    """
    wave = Wave(name=name, purpose=purpose, notice=notice, starts_on=starts_on, ends_on=ends_on)
    wave.asks_position, wave.allows_voice = asks_position, allows_voice
    db.session.add(wave)
    return wave


def publish_notice(wave: Wave) -> None:
    """Let staff read the notice; publishing again changes nothing."""
    wave.published_at = wave.published_at or now()


def acknowledge(wave: Wave, *, by: User) -> None:
    """HR confirms that staff have been told. Raises ValueError before the notice was published."""
    if wave.published_at is None:
        raise ValueError("the notice was not published yet")
    if wave.acknowledged_at is None:
        wave.acknowledged_at, wave.acknowledged_by = now(), by
