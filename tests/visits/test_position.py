"""Where a visit was made: asked only if the wave says so, refused without loss, seen by those who review and nobody else."""

import json
import uuid
from datetime import timedelta

import pytest
from flask import Flask

from app.db import db
from app.people.models import User
from app.sync import assignments
from app.visits import intake
from app.visits.models import Visit
from app.visits.payload import Unreadable, read_payload
from tests.cast import Cast
from tests.conftest import SignIn
from tests.days import today
from tests.visits.test_payload import written

AT = "2026-03-04T14:02:00+00:00"
HERE = {"lat": 59.93428, "lon": 30.3351, "accuracy_m": 34.6, "at": AT}


def test_a_visit_asks_for_the_position_as_its_wave_says(app: Flask, cast: Cast, open_mystery: int) -> None:
    with app.test_request_context():
        covert, audit = db.session.get_one(Visit, open_mystery), db.session.get_one(Visit, cast.open_audit)
        assert not assignments.as_json(covert, "en")["asks_position"]
        assert covert.wave
        covert.wave.asks_position = True
        assert assignments.as_json(covert, "en")["asks_position"]
        assert not assignments.as_json(audit, "en")["asks_position"]


def test_the_wave_is_planned_with_it_only_when_ticked(sign_in: SignIn) -> None:
    quality = sign_in("quality")
    assert "Only after the company has told them" in quality.get("/waves/new").text
    days = {"starts_on": today(), "ends_on": today() + timedelta(days=9)}
    words = {"name": "Spring", "purpose": "To learn", "notice": "Visits may take place."}
    for asks, told in ({}, "not asked"), ({"asks_position": "y"}, "asked at the start"):
        made = quality.post("/waves/new", {**words, **days, **asks})
        assert told in quality.get(made.location).text


@pytest.mark.parametrize("fix", [HERE, {"why": "refused", "at": AT}, {"why": "unavailable", "at": AT}])
def test_a_position_or_the_reason_for_none_is_read(fix: dict) -> None:
    position = read_payload(written(position={"start": fix})).position
    assert position and position.start and position.finish is None
    assert position.start.lat == fix.get("lat")


@pytest.mark.parametrize(
    "wrong", [{"lat": 91}, {"lon": -181}, {"accuracy_m": -1}, {"at": None}, {"why": "lazy"}]
)
def test_a_place_that_is_not_on_earth_is_refused_by_name(wrong: dict) -> None:
    with pytest.raises(Unreadable, match=r"position\.start"):
        read_payload(written(position={"start": {**HERE, **wrong}}))


def test_only_who_reviews_sees_it_and_only_how_exactly(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    with app.app_context():
        visit = db.session.get_one(Visit, cast.open_audit)
        body = {
            "format": 1,
            "id": str(uuid.uuid4()),
            "visit": visit.id,
            "checklist": {"id": visit.checklist_id, "digest": visit.checklist.digest},
            "answers": {"COU-01": {"value": "yes"}},
            "position": {"start": HERE, "finish": {"why": "refused", "at": AT}},
        }
        intake.announce(json.dumps(body).encode(), by=db.session.get_one(User, visit.assessor_id))
        db.session.commit()
    page = sign_in("reviewer").get(f"/reviews/{cast.open_audit}").text
    assert "known to 35 m" in page
    assert "the assessor refused" in page
    for who, address in (("reviewer", "/reviews/"), ("auditor", "/visits/"), ("quality", "/visits/")):
        seen = sign_in(who).get(f"{address}{cast.open_audit}")
        assert seen.status_code == 200
        assert "59.9" not in seen.text
        assert ("known to" in seen.text) == (address == "/reviews/")
