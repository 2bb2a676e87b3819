"""What a phone takes along before it goes where there is no network."""

import hashlib

from app.db import db
from app.people.models import User
from app.visits import states
from app.visits.models import Visit
from tests.sync.conftest import Phone
from tests.sync.field import Field


def test_the_phone_learns_who_is_signed_in(field: Field, phone: Phone) -> None:
    answer = phone.client.get("/api/ping").json
    assert answer["user"] == {"id": field.auditor}
    assert answer["csrf"] and answer["now"] and answer["build"] and answer["language"] == "en"


def test_open_visits_come_with_everything_to_fill_them(field: Field, phone: Phone) -> None:
    (visit,) = phone.client.get("/api/assignments").json["assignments"]
    assert visit["store"] == {"name": "Nevsky 1", "address": "Nevsky prospekt 1"}
    assert (visit["position"], visit["channel"], visit["kind"]) == ("Cashier", "In person", "audit")
    assert (visit["scenario"], visit["state"], visit["returned"]) == ("Buy a bolt.", "assigned", None)
    form = phone.client.get(visit["fragment"]["url"])
    assert hashlib.sha256(form.data).hexdigest() == visit["fragment"]["digest"]
    assert "immutable" in form.headers["Cache-Control"]
    assert b"csrf" not in form.data


def test_a_returned_visit_says_why(field: Field, phone: Phone) -> None:
    with field.app.app_context():
        visit = db.session.get_one(Visit, field.visit)
        visit.become(states.SUBMITTED, by=None)
        visit.become(states.RETURNED, by=None, reason="photo", note="The shelf is dark.")
        db.session.commit()
    (visit,) = phone.client.get("/api/assignments").json["assignments"]
    assert visit["returned"] == {"reason": "A photo is missing or unclear", "note": "The shelf is dark."}


def test_nobody_takes_along_the_visits_of_others(field: Field, phone: Phone, strangers_phone: Phone) -> None:
    (visit,) = phone.client.get("/api/assignments").json["assignments"]
    assert strangers_phone.client.get("/api/assignments").json["assignments"] == []
    assert strangers_phone.client.get(visit["fragment"]["url"]).status_code == 404


def test_a_form_is_only_had_under_the_hash_of_its_bytes(field: Field, phone: Phone) -> None:
    (visit,) = phone.client.get("/api/assignments").json["assignments"]
    wrong = visit["fragment"]["url"].replace(visit["fragment"]["digest"], "0" * 64)
    assert phone.client.get(wrong).status_code == 404


def test_the_door_is_for_assessors_only(field: Field, phone: Phone) -> None:
    with field.app.app_context():
        db.session.get_one(User, field.auditor).role = "hr"
        db.session.commit()
    assert phone.client.get("/api/ping").status_code == 404
    assert phone.announce(field.payload()).status_code == 404
