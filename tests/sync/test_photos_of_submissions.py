"""A submission is whole only when every announced photo is here, byte for byte."""

import hashlib
import json

import pytest
from sqlalchemy import select

from app.db import db
from app.visits.models import Evidence, Visit
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
