"""The bytes of a submission: what is read, what is refused in one sentence, and phones whose app is older."""

import json
from typing import Any

import pytest

from app.visits.payload import STEPS, Unreadable, read_payload

CONTENT: dict[str, Any] = {
    "format": 1,
    "id": "0190a000-0000-7000-8000-000000000001",
    "visit": 7,
    "checklist": {"id": 1, "digest": "a" * 64},
    "answers": {"COU-01": {"value": "yes"}},
    "photos": [],
}
PHOTO = {"id": "0190a000-0000-7000-8000-000000000002", "question": "COU-01", "sha256": "b" * 64, "size": 9}


def written(**changes: Any) -> bytes:
    return json.dumps({**CONTENT, **changes}).encode()


def test_what_a_newer_phone_adds_is_left_alone() -> None:
    assert read_payload(written(mood="fine", answers={"COU-01": {"value": "yes", "mood": "fine"}})).visit == 7


@pytest.mark.parametrize("format", [0, 2, "1", None, [1], {"1": 1}])
def test_a_format_we_do_not_speak_is_refused_by_name(format: Any) -> None:
    with pytest.raises(Unreadable, match="format"):
        read_payload(written(format=format))


def test_an_older_format_is_brought_up_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(STEPS, -1, lambda content: {**content, "format": 0, "visit": content.pop("number")})
    monkeypatch.setitem(STEPS, 0, lambda content: {**content, "format": 1, "answers": content.pop("given")})
    older = {key: CONTENT[key] for key in ("id", "checklist", "photos")}
    body = json.dumps({**older, "format": -1, "number": 7, "given": CONTENT["answers"]}).encode()
    assert read_payload(body) == read_payload(written())


@pytest.mark.parametrize(
    "changes",
    [
        {"visit": 10**30},
        {"visit": 2**31},
        {"visit": 0},
        {"photos": [{**PHOTO, "question": "COU\x00"}]},
        {"photos": [{**PHOTO, "size": 0}]},
        {"photos": [PHOTO, PHOTO]},
    ],
)
def test_what_no_table_can_hold_is_refused_and_named(changes: dict[str, Any]) -> None:
    with pytest.raises(Unreadable, match=next(iter(changes))):
        read_payload(written(**changes))


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"[]", b"null", b"[" * 100_000, b'{"visit": 1e400}'])
def test_what_is_no_submission_is_refused(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read_payload(body)
