"""The field on a real web server of several processes, reached over real sockets."""

import base64
import hashlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app import create_app
from app.config import ROOT, settings
from app.db import db
from app.people import operations as people
from app.people.models import User
from app.serving import GUNICORN
from tests.sync.field import Field, fill, written

UP_WITHIN = 180.0  # seconds
MANY = ("--workers", "4", "--threads", "4")


@dataclass
class Served:
    """The field, where it is served, and what its auditor's phone is known by."""

    field: Field
    port: int
    server: subprocess.Popen[bytes]
    headers: dict[str, str] = field(default_factory=dict)

    def workers(self) -> list[int]:
        """The process ids of the workers that live now."""
        return [
            int(id)
            for id in Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text().split()
        ]

    def ask(self, method: str, path: str, body: bytes | None = None) -> tuple[int, Any]:
        """One request over a connection of its own: the status, and the JSON of the answer."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request(method, path, body, self.headers | digest_of(body))
            answer = line.getresponse()
            return answer.status, json.loads(answer.read() or b"null")
        finally:
            line.close()

    def announce(self, payload: dict[str, Any]) -> tuple[int, Any]:
        return self.ask("PUT", f"/api/submissions/{payload['id']}", written(payload))

    def send_photo(self, payload: dict[str, Any], number: int = 0) -> tuple[int, Any]:
        path, body = self.photo(payload, number)
        return self.ask("PUT", path, body)

    def photo(self, payload: dict[str, Any], number: int = 0) -> tuple[str, bytes]:
        name = payload["photos"][number]["id"]
        return f"/api/submissions/{payload['id']}/photos/{name}", self.field.photos[name]

    def cut(self, path: str, body: bytes, after: int) -> bytes:
        """Say that the whole body comes, send so many bytes of it and go; gives what was answered, if anything."""
        headers = self.headers | digest_of(body) | {"Host": "localhost", "Content-Length": str(len(body))}
        head = f"PUT {path} HTTP/1.1\r\n" + "".join(f"{key}: {value}\r\n" for key, value in headers.items())
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as line:
            line.sendall(head.encode() + b"\r\n" + body[:after])
            line.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: line.recv(65_536), b""))


def digest_of(body: bytes | None) -> dict[str, str]:
    if body is None:
        return {}
    sum = base64.b64encode(hashlib.sha256(body).digest()).decode()
    return {"Content-Digest": f"sha-256=:{sum}:"}


@contextmanager
def serve(under: Path, database: str, processes: tuple[str, ...] = MANY) -> Iterator[Served]:
    """Make the field in an empty database and serve it, by other processes than four if so asked."""
    own = {
        "INSTANCE": str(under),
        "DATABASE_URL": database,
        "SECRET_KEY": "a-secret-of-nobody-only-for-tests!",
    }
    app = create_app({**settings(own), "TESTING": True})
    with app.app_context():
        visit = fill(under)
        made = Field(app, visit.id, visit.assessor_id, visit.assessor_id)
        token = people.open_session(db.session.get_one(User, made.auditor), device="test")
        db.session.commit()
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    command = [sys.executable, *GUNICORN, *processes, "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **own})
    try:
        served = Served(made, port, server, {"Cookie": f"sid={token}"})
        served.headers["X-CSRF-Token"] = _first_answer(served, server)["csrf"]
        yield served
    finally:
        server.terminate()
        server.wait(40)
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def _first_answer(served: Served, server: subprocess.Popen[bytes]) -> Any:
    give_up = time.monotonic() + UP_WITHIN
    while time.monotonic() < give_up and server.poll() is None:
        try:
            status, answer = served.ask("GET", "/api/ping")
        except OSError:
            time.sleep(0.1)
            continue
        assert status == 200, answer
        return answer
    raise AssertionError("the server did not start")
