import base64
import hashlib
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.db import db
from app.people import operations as people
from app.people.models import User
from app.storage import storage
from app.visits.models import Evidence
from tests.sync.draft import PHONE
from tests.sync.field import Field, make_field, written


class Phone:
    """Somebody's phone: signed in, and speaking the protocol."""

    def __init__(self, field: Field, user: int | None) -> None:
        self.field = field
        self.client = field.app.test_client()
        self.csrf = ""
        if user:
            with field.app.app_context():
                token = people.open_session(db.session.get_one(User, user), device="test")
                db.session.commit()
            self.client.set_cookie(field.app.config["SIGN_IN_COOKIE"], token)
            self.csrf = self.client.get("/api/ping").json["csrf"]

    def put(self, path: str, body: bytes, **headers: str) -> TestResponse:
        return self.send("PUT", f"/api/submissions/{path}", body, **headers)

    def send(self, method: str, path: str, body: bytes, **headers: str) -> TestResponse:
        sum = base64.b64encode(hashlib.sha256(body).digest()).decode()
        sent = {"X-CSRF-Token": self.csrf, "Content-Digest": f"sha-256=:{sum}:", **headers}
        return self.client.open(path, method=method, data=body, headers=sent)

    def report(self, word: dict[str, Any], phone: str = PHONE) -> TestResponse:
        return self.send("PUT", f"/api/phones/{phone}", written(word))

    def announce(self, payload: dict[str, Any]) -> TestResponse:
        return self.put(payload["id"], written(payload))

    def send_photo(self, payload: dict[str, Any], number: int, body: bytes | None = None) -> TestResponse:
        name = payload["photos"][number]["id"]
        return self.put(f"{payload['id']}/photos/{name}", self.field.photos[name] if body is None else body)


@pytest.fixture
def evidence(app: Flask) -> tuple[Evidence, Path]:
    """The row of a photo of the cast, and its file."""
    with app.app_context():
        row, folder = db.session.get_one(Evidence, 1), storage().folder
        assert folder
        db.session.expunge(row)
        return row, folder / row.key


@pytest.fixture
def field(tmp_path: Path) -> Field:
    return make_field(tmp_path)


@pytest.fixture
def phone(field: Field) -> Phone:
    return Phone(field, field.auditor)


@pytest.fixture
def strangers_phone(field: Field) -> Phone:
    return Phone(field, field.stranger)
