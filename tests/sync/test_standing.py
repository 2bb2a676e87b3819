"""A phone asks whether a receipt still stands."""

import uuid

from tests.sync.conftest import Phone
from tests.sync.field import Field


def ask(phone: Phone, submission: str):
    return phone.client.get(f"/api/submissions/{submission}")


def test_a_receipt_is_the_same_to_the_last_character(field: Field, phone: Phone) -> None:
    payload = field.payload(photos=1)
    phone.announce(payload)
    assert ask(phone, payload["id"]).json == {"state": "arriving", "missing": [payload["photos"][0]["id"]]}
    given = phone.send_photo(payload, 0).json
    assert ask(phone, payload["id"]).json == given
    assert given["receipt"]["sig"]


def test_what_was_never_sent_has_none(phone: Phone) -> None:
    answer = ask(phone, str(uuid.uuid4()))
    assert (answer.status_code, answer.json["code"]) == (404, "not_found")


def test_nobody_elses_receipt_is_shown(field: Field, phone: Phone, strangers_phone: Phone) -> None:
    payload = field.payload()
    phone.announce(payload)
    assert ask(strangers_phone, payload["id"]).status_code == 404
