"""A wave and its notice: first published, then acknowledged by HR, and only then mystery visits."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.people.models import User
from app.waves import operations
from app.waves.models import Wave
from tests.cast import NAMES, Cast
from tests.conftest import SignIn
from tests.days import today


def planned(**changes: Any) -> dict[str, Any]:
    """What the quality manager types."""
    return {
        "name": "Summer",
        "purpose": "To learn how long people wait.",
        "notice": "Mystery visits may take place in summer. They punish nobody.",
        "starts_on": today().isoformat(),
        "ends_on": (today() + timedelta(days=30)).isoformat(),
    } | changes


def waves(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Wave)) or 0


def may_be_covert(app: Flask, address: str) -> bool:
    with app.app_context():
        return db.session.get_one(Wave, int(address.rsplit("/", 1)[1])).may_be_covert


def test_a_wave_goes_from_plan_to_notice_to_acknowledgement(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    quality, hr = sign_in("quality"), sign_in("hr")
    address = quality.post("/waves/new", planned()).location
    assert "Waiting for the quality manager to publish it." in hr.get(address).text
    assert not may_be_covert(app, address)
    quality.post(f"{address}/notice")
    assert "Waiting for HR to acknowledge it." in quality.get(address).text
    assert not may_be_covert(app, address)
    hr.post(f"{address}/acknowledgement")
    page = quality.get(address).text
    assert f"Acknowledged by {NAMES['hr']}" in page
    assert "Mystery visits can be assigned." in page
    assert may_be_covert(app, address)


def test_a_notice_that_was_not_published_cannot_be_acknowledged(
    app: Flask, cast: Cast, sign_in: SignIn
) -> None:
    address = sign_in("quality").post("/waves/new", planned()).location
    hr = sign_in("hr")
    answer = hr.post(f"{address}/acknowledgement")
    assert "The notice has to be published first." in hr.get(answer.location).text
    assert not may_be_covert(app, address)


def test_publishing_and_acknowledging_again_change_nothing(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    def stamps() -> tuple[Any, ...]:
        with app.app_context():
            wave = db.session.get_one(Wave, cast.wave)
            return wave.published_at, wave.acknowledged_at, wave.acknowledged_by_id

    before = stamps()
    assert None not in before
    sign_in("quality").post(f"/waves/{cast.wave}/notice")
    sign_in("hr").post(f"/waves/{cast.wave}/acknowledgement")
    assert stamps() == before


def test_without_a_purpose_no_visit_is_covert(app: Flask, cast: Cast) -> None:
    with app.app_context():
        wave = db.session.get_one(Wave, cast.wave)
        assert wave.may_be_covert
        wave.purpose = "  "
        assert not wave.may_be_covert


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": " "}, "required"),
        ({"purpose": "  "}, "required"),
        ({"notice": ""}, "required"),
        ({"ends_on": (today() - timedelta(days=1)).isoformat()}, "The wave ends before it starts."),
        ({"starts_on": "in spring"}, "please look at these"),
    ],
)
def test_a_wave_needs_its_words_and_its_days(
    app: Flask, cast: Cast, sign_in: SignIn, change: dict[str, str], told: str
) -> None:
    before = waves(app)
    answer = sign_in("quality").post("/waves/new", planned(**change))
    assert (answer.status_code, told in answer.text) == (422, True)
    assert waves(app) == before


def test_a_wave_is_offered_for_visits_until_its_last_day(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    quality = sign_in("quality")
    with app.app_context():
        hr, yesterday = db.session.get_one(User, cast.users["hr"]), today() - timedelta(days=1)
        for name, last in (("Ends today", today()), ("Long over", yesterday), ("Not told", today())):
            wave = operations.plan(name=name, purpose="-", notice="-", starts_on=yesterday, ends_on=last)
            operations.publish_notice(wave)
            if name != "Not told":
                operations.acknowledge(wave, by=hr)
        db.session.commit()
    offered = quality.get("/visits/new").text
    assert "Ends today" in offered
    assert "Long over" not in offered
    assert "Not told" not in offered
    assert "Long over" in quality.get("/waves").text


@pytest.mark.parametrize("who", [who for who in NAMES if who not in ("quality", "hr")])
def test_nobody_else_sees_or_touches_a_wave(app: Flask, cast: Cast, sign_in: SignIn, who: str) -> None:
    visitor = sign_in(who)
    for path in ("/waves", "/waves/new", f"/waves/{cast.wave}"):
        assert visitor.get(path).status_code == 404
    for path in ("/waves/new", f"/waves/{cast.wave}/notice", f"/waves/{cast.wave}/acknowledgement"):
        assert visitor.post(path, planned()).status_code == 404


def test_hr_plans_and_publishes_nothing_and_quality_acknowledges_nothing(
    app: Flask, cast: Cast, sign_in: SignIn
) -> None:
    """Who plans covert visits cannot also confirm for the staff that they were told."""
    quality, hr = sign_in("quality"), sign_in("hr")
    address = quality.post("/waves/new", planned()).location
    assert hr.post("/waves/new", planned()).status_code == 404
    assert hr.post(f"{address}/notice").status_code == 404
    quality.post(f"{address}/notice")
    assert quality.post(f"{address}/acknowledgement").status_code == 404
    assert not may_be_covert(app, address)
    assert waves(app) == 2
