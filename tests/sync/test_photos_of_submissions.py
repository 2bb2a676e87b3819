"""A submission is whole only when every announced photo is here, byte for byte."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, select

from app.db import db
from app.storage import storage
from app.visits.models import Evidence, Scorecard, Visit
from tests.sync.conftest import Phone
from tests.sync.field import Field, picture


def test_it_is_sealed_only_when_whole(field: Field, phone: Phone) -> None:
    payload = field.payload(photos=2)
    ids = [photo["id"] for photo in payload["photos"]]
    assert phone.announce(payload).json == {"state": "arriving", "missing": ids}
    assert phone.send_photo(payload, 0).json == {"state": "arriving", "missing": ids[1:]}
    with field.app.app_context():
        assert db.session.get_one(Visit, field.visit).submission is None
    answer = phone.send_photo(payload, 1)
    assert (answer.status_code, answer.json["state"]) == (201, "sealed")


def test_what_was_announced_to_the_build_before_is_scored_when_it_is_whole(
    field: Field, phone: Phone
) -> None:
    payload = field.payload(photos=1)
    phone.announce(payload)
    with field.app.app_context():  # it scored at the end
        db.session.execute(delete(Scorecard))
        db.session.commit()
    assert phone.send_photo(payload, 0).json["state"] == "sealed"
    with field.app.app_context():
        assert db.session.get_one(Visit, field.visit).scorecard is not None


def test_the_receipt_names_what_was_received(field: Field, phone: Phone) -> None:
    payload = field.payload(photos=1)
    phone.announce(payload)
    receipt = phone.send_photo(payload, 0).json["receipt"]
    sent = payload["photos"][0]
    assert receipt["photos"] == [{"id": sent["id"], "sha256": sent["sha256"]}]
    assert (
        receipt["payload_sha256"]
        == hashlib.sha256(json.dumps(payload, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    )
    assert phone.announce(payload).json["receipt"] == receipt


def test_a_photo_sent_again_is_the_same_photo(field: Field, phone: Phone) -> None:
    payload = field.payload(photos=2)
    phone.announce(payload)
    first, again = phone.send_photo(payload, 0), phone.send_photo(payload, 0)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    with field.app.app_context():
        assert len(db.session.scalars(select(Evidence)).all()) == 1


def test_other_bytes_than_announced_are_refused(field: Field, phone: Phone) -> None:
    payload = field.payload(photos=1)
    phone.announce(payload)
    answer = phone.send_photo(payload, 0, picture(7))
    assert (answer.status_code, answer.json["code"]) == (409, "photo_conflict")
    assert phone.announce(payload).json["missing"] == [payload["photos"][0]["id"]]


def test_bytes_damaged_on_the_way_are_asked_for_again(field: Field, phone: Phone) -> None:
    payload = field.payload(photos=1)
    phone.announce(payload)
    path = f"{payload['id']}/photos/{payload['photos'][0]['id']}"
    wrong = phone.put(path, picture(0)[:-9], **{"Content-Digest": "sha-256=:AAAA:"})
    assert (wrong.status_code, wrong.json["code"]) == (422, "damaged")


def test_a_photo_that_was_not_announced_has_no_place(field: Field, phone: Phone) -> None:
    payload = field.payload(photos=1)
    phone.announce(payload)
    assert (
        phone.put(f"{payload['id']}/photos/00000000-0000-4000-8000-000000000000", picture()).status_code
        == 404
    )


def test_something_that_is_no_photo_is_refused(field: Field, phone: Phone) -> None:
    payload = field.payload(photos=1)
    fake = b"%PDF-1.7 not a photo"
    payload["photos"][0] |= {"sha256": hashlib.sha256(fake).hexdigest(), "size": len(fake)}
    phone.announce(payload)
    answer = phone.send_photo(payload, 0, fake)
    assert (answer.status_code, answer.json["code"]) == (422, "unusable")


@pytest.mark.parametrize("size, status", [(2_000, 413), (1_000_000, 201)])
def test_a_photo_may_not_be_larger_than_allowed(field: Field, phone: Phone, size: int, status: int) -> None:
    field.app.config["MAX_PHOTO_BYTES"] = size
    payload = field.payload(photos=1)
    content = picture() + b"\0" * 5_000
    field.photos[payload["photos"][0]["id"]] = content
    payload["photos"][0] |= {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
    phone.announce(payload)
    assert phone.send_photo(payload, 0).status_code == status


def test_a_photo_stays_with_the_submission_it_came_with(field: Field, phone: Phone) -> None:
    payload = field.payload(photos=1)
    phone.announce(payload)
    phone.send_photo(payload, 0)
    second = field.payload(photos=1)
    second["photos"] = payload["photos"]
    phone.announce(second)
    assert phone.send_photo(second, 0).status_code == 409


@pytest.mark.parametrize("fails", range(4))
def test_whichever_photo_fails_it_is_never_whole_before_that_one_came(
    field: Field, phone: Phone, fails: int
) -> None:
    payload = field.payload(photos=4)
    phone.announce(payload)
    for number in range(4):
        body = picture(99) if number == fails else None
        answer = phone.send_photo(payload, number, body)
        assert answer.status_code == (409 if number == fails else 201)
        assert "receipt" not in answer.json
    missing = payload["photos"][fails]["id"]
    assert phone.announce(payload).json == {"state": "arriving", "missing": [missing]}
    assert phone.send_photo(payload, fails).json["state"] == "sealed"


def test_the_same_photo_at_the_same_moment_is_kept_once(field: Field) -> None:
    payload = field.payload(photos=1)
    Phone(field, field.auditor).announce(payload)
    phones = [Phone(field, field.auditor) for _ in range(6)]
    with ThreadPoolExecutor(6) as hands:
        answers = list(hands.map(lambda phone: phone.send_photo(payload, 0), phones))
    assert sorted(answer.status_code for answer in answers) == [200] * 5 + [201]
    assert len({answer.json["receipt"]["sig"] for answer in answers}) == 1
    with field.app.app_context():
        assert len(db.session.scalars(select(Evidence)).all()) == 1


def test_a_photo_without_bytes_is_asked_for_again(field: Field, phone: Phone) -> None:
    payload = field.payload(photos=1)
    phone.announce(payload)
    answer = phone.send_photo(payload, 0, b"")
    assert (answer.status_code, answer.json["code"]) == (422, "damaged")
    assert phone.announce(payload).json["state"] == "arriving"


def test_more_bytes_than_announced_are_another_photo(field: Field, phone: Phone) -> None:
    payload = field.payload(photos=1)
    phone.announce(payload)
    longer = field.photos[payload["photos"][0]["id"]] + b"hung on"
    assert phone.send_photo(payload, 0, longer).json["code"] == "photo_conflict"


def test_the_digest_decides_when_only_the_announced_length_is_wrong(field: Field, phone: Phone) -> None:
    payload = field.payload(photos=1)
    payload["photos"][0]["size"] += 1
    phone.announce(payload)
    assert phone.send_photo(payload, 0).json["state"] == "sealed"


def test_what_is_not_the_announced_photo_is_not_kept_in_the_store(field: Field, phone: Phone) -> None:
    payload = field.payload(photos=1)
    phone.announce(payload)
    phone.send_photo(payload, 0, picture(7))
    with field.app.app_context():
        assert list(storage().list("photos")) == []
