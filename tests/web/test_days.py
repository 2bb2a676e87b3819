"""A day is the company's own: it begins and ends at its midnight, wherever the server stands."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from app import clock
from tests.days import today

EVENING = datetime(2026, 11, 22, 21, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/London", date(2026, 11, 22)),
        ("Europe/Moscow", date(2026, 11, 23)),
        ("Asia/Vladivostok", date(2026, 11, 23)),
        ("America/New_York", date(2026, 11, 22)),
    ],
)
def test_one_moment_is_of_two_days(app: Flask, monkeypatch: pytest.MonkeyPatch, zone: str, day: date) -> None:
    app.config["TIMEZONE"] = zone
    monkeypatch.setattr(clock, "now", lambda: EVENING)
    with app.app_context():
        assert clock.day_of(EVENING) == clock.today() == day


def test_the_tests_live_in_the_same_day(app: Flask) -> None:
    with app.app_context():
        assert clock.today() == today()
