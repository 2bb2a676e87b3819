"""A phone in Python: what static/js/lib/outbox.js does with one finished visit, and how long each step took."""

import asyncio
import base64
import hashlib
import json
import random
import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

PATIENT = {0, 202, 408, 423, 425, 429}  # as in static/js/lib/reply.js
GIVES_UP = 180.0  # seconds: a phone never does, a test must
CUT = (OSError, EOFError, TimeoutError)


class Refused(AssertionError):
    """The server gave an answer that a phone would show to its owner."""


@dataclass(frozen=True)
class Photo:
    """Bytes that were taken, known by their digest."""

    id: str
    content: bytes
    sha256: str


@dataclass(frozen=True)
class Item:
    """A finished visit as it lies in the outbox: frozen bytes and its photos."""

    id: str
    body: bytes
    sha256: str
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True)
class Reply:
    """An answer; status 0 when there was none, json None when it is not ours."""

    status: int = 0
    json: Any = None


class Line:
    """A connection, opened when it is needed and kept while both ends keep it."""

    def __init__(
        self, port: int, headers: dict[str, str], *, keep: bool = True, patience: float = 30
    ) -> None:
        self.port, self.headers, self.keep, self.patience = port, headers, keep, patience
        self.ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, body: bytes = b"", sha256: str = "") -> Reply:
        """One request. A kept connection that the other end has closed meanwhile is opened anew, once."""
        kept = self.ends is not None
        try:
            async with asyncio.timeout(self.patience):
                return await self._ask(method, path, body, sha256)
        except CUT:
            self.close()
        return await self.ask(method, path, body, sha256) if kept else Reply()

    def close(self) -> None:
        if self.ends:
            self.ends[1].close()
        self.ends = None

    async def _ask(self, method: str, path: str, body: bytes, sha256: str) -> Reply:
        if self.ends is None:
            self.ends = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)
        reader, writer = self.ends
        said = {"Host": f"127.0.0.1:{self.port}", **self.headers}
        if method != "GET":
            digest = base64.b64encode(bytes.fromhex(sha256)).decode()
            said |= {"Content-Length": str(len(body)), "Content-Digest": f"sha-256=:{digest}:"}
        lines = "".join(f"{name}: {value}\r\n" for name, value in said.items())
        writer.write(f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode())
        writer.write(body)
        await writer.drain()
        return await self._answer(reader)

    async def _answer(self, reader: asyncio.StreamReader) -> Reply:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        said = dict(line.lower().split(": ", 1) for line in head[1:] if line)
        content = await reader.readexactly(int(said.get("content-length", 0)))
        if not self.keep or said.get("connection") == "close":
            self.close()
        ours = said.get("content-type", "").startswith("application/json")
        return Reply(int(head[0].split(" ")[1]), json.loads(content) if ours else None)


@dataclass
class Device:
    """Somebody's phone. `pause` is the first step of its back-off in seconds; the app's own is two."""

    line: Line
    pause: float = 0.05
    attempts: int = 0
    took: list[tuple[str, float]] = field(default_factory=list)  # step, seconds; only of what succeeded

    async def send(self, item: Item) -> dict[str, Any]:
        """Send until there is a receipt for exactly these bytes; gives it. Raises Refused."""
        began = time.monotonic()
        failed = 0
        while not (receipt := await self._attempt(item)):
            failed += 1
            if time.monotonic() - began > GIVES_UP:
                raise Refused(f"no receipt for {item.id} in {GIVES_UP:.0f} s")
            await asyncio.sleep(random.uniform(0.2, 1) * self.pause * 2 ** min(failed, 6))
        self.took.append(("visit", time.monotonic() - began))
        return receipt

    async def _attempt(self, item: Item) -> dict[str, Any] | None:
        self.attempts += 1
        if "X-CSRF-Token" not in self.line.headers and not await self.ping():
            return None
        reply = await self.announce(item)
        for photo in self._missing(item, reply):
            if reply.status not in (200, 201):
                break
            reply = await self.send_photo(item, photo)
        return self._receipt(item, reply)

    async def ping(self) -> bool:
        """Ask who is there, and for the token to send with."""
        reply = await self._timed("ping", "GET", "/api/ping")
        if reply.status != 200:
            return self._waits(reply)
        self.line.headers["X-CSRF-Token"] = reply.json["csrf"]
        return True

    async def announce(self, item: Item) -> Reply:
        return await self._timed("answers", "PUT", f"/api/submissions/{item.id}", item.body, item.sha256)

    async def send_photo(self, item: Item, photo: Photo) -> Reply:
        path = f"/api/submissions/{item.id}/photos/{photo.id}"
        return await self._timed("photo", "PUT", path, photo.content, photo.sha256)

    async def _timed(self, step: str, method: str, path: str, body: bytes = b"", sha256: str = "") -> Reply:
        began = time.monotonic()
        reply = await self.line.ask(method, path, body, sha256)
        if reply.status in (200, 201):
            self.took.append((step, time.monotonic() - began))
        return reply

    def _missing(self, item: Item, reply: Reply) -> list[Photo]:
        if reply.status not in (200, 201) or reply.json["state"] != "arriving":
            return []
        return [photo for photo in item.photos if photo.id in reply.json["missing"]]

    def _receipt(self, item: Item, reply: Reply) -> dict[str, Any] | None:
        if reply.status not in (200, 201):
            self._waits(reply)
            return None
        if reply.json["state"] != "sealed":
            return None
        receipt = reply.json["receipt"]
        sums = {photo["id"]: photo["sha256"] for photo in receipt["photos"]}
        if (receipt["id"], receipt["payload_sha256"]) != (item.id, item.sha256) or sums != {
            photo.id: photo.sha256 for photo in item.photos
        }:
            raise Refused(f"a receipt for something else: {receipt}")
        return receipt

    def _waits(self, reply: Reply) -> bool:
        """False, for an answer after which a phone comes again."""
        damaged = reply.json is not None and reply.json.get("code") == "damaged"
        if reply.status in PATIENT or reply.status > 500 or damaged:
            return False
        raise Refused(f"{reply.status}: {reply.json}")


def item_of(visit: dict[str, Any], answers: dict[str, Any], photos: Iterable[tuple[str, bytes]] = ()) -> Item:
    """Finish a visit: `visit` holds its id and its checklist, photos are (question, bytes)."""
    taken = [(name, Photo(str(uuid.uuid4()), content, hashed(content))) for name, content in photos]
    content = {
        **{"format": 1, "id": str(uuid.uuid4()), "answers": answers, "finished_at": "2026-05-14T10:30:00Z"},
        **visit,
        "photos": [
            {"id": photo.id, "question": question, "sha256": photo.sha256, "size": len(photo.content)}
            for question, photo in taken
        ],
    }
    body = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return Item(content["id"], body, hashed(body), tuple(photo for _question, photo in taken))


def hashed(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
