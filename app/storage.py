"""Where photos and PDFs lie: a folder by default, any S3-compatible store by STORAGE_URL."""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, cast
from urllib.parse import unquote, urlparse

import obstore
from flask import Flask, current_app
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, from_url

DISK_FULL = f"(os error {errno.ENOSPC})"  # as the store's own language spells it


class NoSpace(Exception):
    """The disk is full, or so nearly that what is left is kept for answers and for the database itself."""


@dataclass(frozen=True)
class Kept:
    """What lies under a key: its size in bytes and since when."""

    key: str
    size: int
    at: datetime


class Storage:
    """Files by key; a key is ours (a digest or a number), never a name that somebody sent.

    What was put is on the disk when the call returns, also should the power fail then.
    """

    def __init__(self, store: ObjectStore, folder: Path | None = None) -> None:
        self.store = store
        self.folder = folder

    def put(self, key: str, content: bytes) -> None:
        """Keep the bytes under the key, replacing what was there as a whole. Raises NoSpace."""
        self._put(key, content)

    def put_by_digest(self, folder: str, content: bytes, suffix: str) -> str:
        """Keep the bytes under their SHA-256; gives the key. Raises NoSpace.

        The same bytes again are written again: that mends a damaged file, and makes one that was left without
        a row young again, so that no sweep takes it away from the row that is about to be written.
        """
        digest = hashlib.sha256(content).hexdigest()
        key = f"{folder}/{digest[:2]}/{digest}{suffix}"
        self.put(key, content)
        return key

    def get(self, key: str) -> bytes:
        """The bytes under the key. Raises FileNotFoundError."""
        return bytes(obstore.get(self.store, key).bytes())

    def has(self, key: str) -> bool:
        """Whether anything lies under the key."""
        try:
            obstore.head(self.store, key)
        except FileNotFoundError:
            return False
        return True

    def stream(self, key: str) -> Iterator[bytes]:
        """The bytes under the key, piece by piece: of what is too large to be held at once. Raises FileNotFoundError."""
        return (bytes(piece) for piece in obstore.get(self.store, key).stream())

    @contextmanager
    def writing(self, key: str) -> Iterator[IO[bytes]]:
        """A file to write to, piece by piece; it lies under the key once all went well, and otherwise not at all.

        Raises NoSpace.
        """
        with TemporaryFile(dir=self.folder) as file:
            yield cast(IO[bytes], file)
            file.seek(0)
            self._put(key, file)

    def list(self, prefix: str) -> Iterator[Kept]:
        """Everything under a folder such as "photos", in no order; nothing when there is no such folder."""
        for batch in obstore.list(self.store, prefix):
            for each in batch:
                yield Kept(each["path"], each["size"], each["last_modified"])

    def delete(self, key: str) -> None:
        """Forget the key; nothing happens when it is not there."""
        with suppress(FileNotFoundError):  # a folder says so, a bucket does not
            obstore.delete(self.store, key)

    def _put(self, key: str, content: bytes | IO[bytes]) -> None:
        try:
            obstore.put(self.store, key, content)
        except BaseError as problem:
            if DISK_FULL in str(problem):
                raise NoSpace from None
            raise
        if self.folder:
            _settle(self.folder / key)


def init_app(app: Flask) -> None:
    """Open the store that STORAGE_URL names: file:///folder or s3://bucket."""
    address = urlparse(app.config["STORAGE_URL"])
    if address.scheme == "file":
        folder = Path(unquote(address.path))
        folder.mkdir(parents=True, exist_ok=True)
        opened = Storage(LocalStore(folder), folder)
    else:
        opened = Storage(from_url(app.config["STORAGE_URL"]))
    app.extensions["storage"] = opened


def storage() -> Storage:
    """The store of the running app."""
    return current_app.extensions["storage"]


def free_bytes() -> int:
    """What is left where the database and what arrives lie, or where the photos lie: the smaller of the two."""
    places = [current_app.config["INSTANCE"], storage().folder]
    return min(shutil.disk_usage(place).free for place in places if place)


def need_space() -> None:
    """Raises NoSpace when less is left than MIN_FREE_BYTES: photos are refused, answers go on."""
    if free_bytes() < current_app.config["MIN_FREE_BYTES"]:
        raise NoSpace


def _settle(path: Path) -> None:
    """Wait until the file, and its name in a folder that may be new too, are on the disk itself."""
    for place in (path, path.parent, path.parent.parent):
        opened = os.open(place, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
