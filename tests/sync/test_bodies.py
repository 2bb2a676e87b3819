"""What arrives is taken in by pieces, whole or not at all."""

import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from app.storage import storage
from app.sync.bodies import received
from tests.sync.conftest import Phone
from tests.sync.field import Field, picture

MEGABYTE = 1024 * 1024


@pytest.fixture
def app(field: Field) -> Flask:
    return field.app


class Line:
    """A sender whose bytes come one piece at a time and may end before all are sent."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces, self.left = pieces, b""

    def read(self, size: int = -1) -> bytes:
        while not self.left:
            self.left = next(self.pieces, b"end")
            if self.left == b"end":
                return b""
        given, self.left = self.left[:size], self.left[size:]
        return given


def over(line: Line, length: int) -> dict[str, object]:
    """A request whose body comes over the line and is said to be so long."""
    return {"environ_overrides": {"wsgi.input": line, "CONTENT_LENGTH": str(length)}}


def refused(app: Flask, most: int, **request: object) -> tuple[int, str]:
    with app.test_request_context(method="PUT", **request), pytest.raises(HTTPException) as told:
        received(most)
    answer = told.value.response
    assert answer is not None
    return answer.status_code, answer.get_json()["code"]


def test_twelve_megabytes_take_little_memory(app: Flask) -> None:
    line = Line(bytes([number % 256]) * MEGABYTE for number in range(12))
    tracemalloc.start()
    with app.test_request_context(method="PUT", **over(line, 12 * MEGABYTE)):
        tracemalloc.reset_peak()
        before, _peak = tracemalloc.get_traced_memory()
        body = received(15 * MEGABYTE)
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert body.size == 12 * MEGABYTE == len(body.file.read())
        body.file.close()
    assert peak - before < 4 * MEGABYTE


@pytest.mark.parametrize("most, code", [(9, "too_large"), (10, "damaged")])
def test_more_than_allowed_is_refused_before_it_is_read(app: Flask, most: int, code: str) -> None:
    assert refused(app, most, **over(Line(iter([b"short"])), 10))[1] == code


def test_what_ends_early_is_damaged(app: Flask) -> None:
    for sent in range(10):
        line = Line(iter([b"x" * sent]) if sent else iter([]))
        assert refused(app, 100, **over(line, 10)) == (422, "damaged")


def test_nothing_at_all_is_damaged(app: Flask) -> None:
    assert refused(app, 100) == (422, "damaged")
    assert refused(app, 100, input_stream=io.BytesIO(), content_length=0) == (422, "damaged")


def test_chunks_are_refused_since_a_cut_one_looks_whole(app: Flask) -> None:
    chunked = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}
    assert refused(app, 100, data=b"some", environ_overrides=chunked) == (411, "length_required")


@pytest.mark.parametrize("given", ["sha-256=:AAAA:", "sha-256=:not base64!:", "sha-256=::"])
def test_other_bytes_than_the_digest_speaks_of_are_damaged(app: Flask, given: str) -> None:
    assert refused(app, 100, data=b"bytes", headers={"Content-Digest": given}) == (422, "damaged")


def test_an_unknown_digest_is_no_hindrance(app: Flask) -> None:
    headers = {"Content-Digest": "id-md5=:AAAA:"}
    with app.test_request_context(method="PUT", data=b"bytes", headers=headers):
        assert received(100).file.read() == b"bytes"


def test_a_full_disk_is_said_in_words(field: Field, phone: Phone) -> None:
    payload = field.payload(photos=1)
    phone.announce(payload)
    field.app.config["MIN_FREE_BYTES"] = 2**60
    answer = phone.send_photo(payload, 0)
    assert (answer.status_code, answer.json["code"]) == (507, "no_space")
    assert "on your phone" in answer.json["message"]
    with field.app.app_context():
        assert list(storage().list("photos")) == []


def test_with_a_full_disk_answers_go_on_and_photos_come_later(field: Field, phone: Phone) -> None:
    field.app.config["MIN_FREE_BYTES"] = 2**60
    payload = field.payload(photos=1)
    assert phone.announce(payload).json["state"] == "arriving"
    assert phone.client.get("/api/assignments").status_code == 200
    assert phone.client.get(f"/visits/{field.visit}").status_code == 200
    field.app.config["MIN_FREE_BYTES"] = 0
    assert phone.send_photo(payload, 0).json["state"] == "sealed"


def test_nothing_is_left_lying_where_bodies_are_read(field: Field, phone: Phone, tmp_path: Path) -> None:
    field.app.config["INSTANCE"] = tmp_path / "instance"
    (tmp_path / "instance").mkdir()
    content = picture() + b"\0" * MEGABYTE
    payload = field.payload(photos=1)
    phone.announce(payload)
    assert phone.send_photo(payload, 0, content).status_code == 409
    assert list((tmp_path / "instance").iterdir()) == []
