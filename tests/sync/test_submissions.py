"""What the server answers to a phone that sends a filled visit: each row of the protocol."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.clock import now
from app.db import db
from app.visits import states
from app.visits.models import Evidence, Scorecard, Submission, Visit
from tests.sync.conftest import Phone
from tests.sync.field import Field, written


def flags(field: Field) -> list[list[str]]:
    with field.app.app_context():
        return [each.flags for each in db.session.scalars(select(Submission).order_by(Submission.id))]


def test_a_visit_without_photos_is_sealed_at_once_and_submitted(field: Field, phone: Phone) -> None:
    answer = phone.announce(field.payload())
    assert (answer.status_code, answer.json["state"]) == (201, "sealed")
    with field.app.app_context():
        visit = db.session.get_one(Visit, field.visit)
        assert visit.state == states.SUBMITTED
        assert visit.scorecard is not None


def test_the_same_bytes_again_get_the_same_receipt(field: Field, phone: Phone) -> None:
    payload = field.payload()
    first, again = phone.announce(payload), phone.announce(payload)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json


def test_other_bytes_under_the_same_id_change_nothing(field: Field, phone: Phone) -> None:
    payload = field.payload()
    receipt = phone.announce(payload).json["receipt"]
    answer = phone.announce({**payload, "answers": {}})
    assert (answer.status_code, answer.json["code"]) == (409, "payload_conflict")
    assert answer.json["known"] == receipt["payload_sha256"] != answer.json["sent"]
    assert phone.announce(payload).json["receipt"] == receipt


def test_a_strangers_visit_does_not_exist(field: Field, strangers_phone: Phone) -> None:
    assert strangers_phone.announce(field.payload()).status_code == 404
    assert flags(field) == []


def test_a_strangers_submission_takes_no_photo_of_mine(
    field: Field, phone: Phone, strangers_phone: Phone
) -> None:
    payload = field.payload(photos=1)
    phone.announce(payload)
    assert strangers_phone.send_photo(payload, 0).status_code == 404


def test_signed_out_is_said_in_json(field: Field) -> None:
    answer = Phone(field, None).announce(field.payload())
    assert (answer.status_code, answer.json["code"]) == (401, "sign_in")


def test_a_stale_token_is_told_from_other_refusals(field: Field, phone: Phone) -> None:
    phone.csrf = "0" * 64
    answer = phone.announce(field.payload())
    assert (answer.status_code, answer.json["code"]) == (403, "csrf")


@pytest.mark.parametrize(
    "change", [{"format": 2}, {"answers": {"COU-01": {"non_answer": "shy"}}}, {"visit": "x"}]
)
def test_a_malformed_submission_says_where(field: Field, phone: Phone, change: dict) -> None:
    answer = phone.announce(field.payload(**change))
    assert (answer.status_code, answer.json["code"]) == (400, "malformed")
    assert next(iter(change)) in answer.json["message"]


def test_the_address_and_the_submission_must_agree(field: Field, phone: Phone) -> None:
    payload = field.payload()
    assert phone.put("00000000-0000-4000-8000-000000000000", written(payload)).status_code == 400


def test_an_empty_body_is_damage_on_the_way_not_a_fault_of_the_answers(field: Field, phone: Phone) -> None:
    answer = phone.put(field.payload()["id"], b"")
    assert (answer.status_code, answer.json["code"]) == (422, "damaged")


def test_a_late_visit_is_accepted_and_flagged(field: Field, phone: Phone) -> None:
    late = (now() + timedelta(days=3)).isoformat()
    assert phone.announce(field.payload(finished_at=late)).status_code == 201
    assert flags(field) == [["late"]]


def test_a_closed_visit_is_accepted_and_flagged(field: Field, phone: Phone) -> None:
    with field.app.app_context():
        db.session.get_one(Visit, field.visit).become(states.CANCELLED, by=None)
        db.session.commit()
    assert phone.announce(field.payload()).json["state"] == "sealed"
    assert flags(field) == [["closed"]]


def test_two_phones_on_one_visit_are_both_kept(field: Field, phone: Phone) -> None:
    phone.announce(field.payload())
    phone.announce(field.payload())
    assert flags(field) == [[], ["twin"]]


def test_eight_twins_at_once_make_one_submission(field: Field) -> None:
    payload = field.payload()
    phones = [Phone(field, field.auditor) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda phone: phone.announce(payload), phones))
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len({answer.json["receipt"]["sig"] for answer in answers}) == 1
    assert len(flags(field)) == 1


def test_photos_at_once_seal_the_submission_once(field: Field) -> None:
    payload = field.payload(photos=6)
    Phone(field, field.auditor).announce(payload)
    phones = [Phone(field, field.auditor) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda n: phones[n].send_photo(payload, n), range(6)))
    assert [answer.status_code for answer in answers] == [201] * 6
    assert "sealed" in {answer.json["state"] for answer in answers}
    with field.app.app_context():
        assert len(db.session.scalars(select(Evidence)).all()) == 6
        assert len(db.session.scalars(select(Scorecard)).all()) == 1
