"""What a phone takes along before it goes where there is no network."""

import hashlib
from datetime import UTC, datetime, timedelta

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


def test_a_deadline_comes_in_words_of_the_companys_clock(field: Field, phone: Phone) -> None:
    with field.app.app_context():
        db.session.get_one(Visit, field.visit).deadline = datetime(2026, 5, 14, 21, 30, tzinfo=UTC)
        db.session.commit()
    (visit,) = phone.client.get("/api/assignments").json["assignments"]
    assert visit["deadline"] == "2026-05-14T21:30:00+00:00"
    assert visit["deadline_text"] == "15 May 2026, 00:30"  # in Moscow it is the next day


def test_what_was_sent_back_comes_first_then_by_deadline(field: Field, phone: Phone) -> None:
    with field.app.app_context():
        first = db.session.get_one(Visit, field.visit)
        same = {name: getattr(first, name) for name in ("store", "checklist", "assessor", "kind")}
        earlier = Visit(**same, deadline=first.deadline - timedelta(hours=1))
        back = Visit(**same, deadline=first.deadline + timedelta(days=5))
        db.session.add_all([earlier, back])
        earlier.become(states.ASSIGNED, by=None)
        for state in (states.ASSIGNED, states.SUBMITTED, states.RETURNED, states.STARTED):
            back.become(state, by=None, reason="photo")
        db.session.commit()
        expected = [back.id, earlier.id, first.id]
    assert [visit["id"] for visit in phone.client.get("/api/assignments").json["assignments"]] == expected


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
