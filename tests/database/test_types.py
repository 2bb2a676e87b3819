"""Moments and exact numbers come out of the database as they went in."""

from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from app.db import Exact, db
from app.visits.models import Scorecard, Visit
from tests.cast import Cast

KAMCHATKA = timezone(timedelta(hours=12))


def stored_deadline(app: Flask, visit: int, moment: datetime) -> datetime:
    """The deadline after it went through the database."""
    with app.app_context():
        db.session.get_one(Visit, visit).deadline = moment
        db.session.commit()
        db.session.expire_all()
        return db.session.get_one(Visit, visit).deadline


def test_a_moment_of_any_zone_comes_back_as_the_same_moment_in_utc(app: Flask, cast: Cast) -> None:
    moment = datetime(2026, 5, 14, 3, 20, 59, 123456, KAMCHATKA)
    found = stored_deadline(app, cast.open_audit, moment)
    assert found == moment
    assert found.tzinfo is UTC
    assert found.isoformat() == "2026-05-13T15:20:59.123456+00:00"


def test_a_moment_without_its_zone_is_refused(app: Flask, cast: Cast) -> None:
    with pytest.raises(StatementError, match="a moment needs its time zone"):
        stored_deadline(app, cast.open_audit, datetime(2026, 5, 14, 3, 20))  # noqa: DTZ001


def test_moments_are_compared_by_when_they_are_not_by_how_they_are_written(app: Flask, cast: Cast) -> None:
    moment = datetime(2026, 5, 14, 3, 20, tzinfo=KAMCHATKA)
    stored_deadline(app, cast.open_audit, moment)
    with app.app_context():
        same = select(Visit.id).where(Visit.deadline == moment.astimezone(UTC))
        assert db.session.scalars(same).all() == [cast.open_audit]


def test_a_third_stays_a_third(app: Flask, cast: Cast) -> None:
    with app.app_context():
        card = db.session.scalars(select(Scorecard)).first()
        assert card is not None
        card.score, card.coverage = Fraction(200, 3), None
        db.session.commit()
        db.session.expire_all()
        assert (card.score, card.coverage) == (Fraction(200, 3), None)


@given(st.fractions())
def test_no_fraction_drifts_on_its_way(number: Fraction) -> None:
    column = Exact()
    written = column.process_bind_param(number, None)
    assert isinstance(written, str)
    assert column.process_result_value(written, None) == number
