"""Where photos and PDFs lie: a folder by default, any S3-compatible store by STORAGE_URL."""

import hashlib
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlparse

import obstore
from flask import Flask, current_app
from obstore.exceptions import AlreadyExistsError
from obstore.store import LocalStore, ObjectStore, from_url


class Storage:
    """Files by key; a key is ours (a digest or a number), never a name that somebody sent."""

    def __init__(self, store: ObjectStore) -> None:
        self.store = store

    def put(self, key: str, content: bytes) -> None:
        """Keep the bytes under the key, replacing what was there."""
        obstore.put(self.store, key, content)

    def put_by_digest(self, folder: str, content: bytes, suffix: str) -> str:
        """Keep the bytes once, under their SHA-256; gives the key."""
        digest = hashlib.sha256(content).hexdigest()
        key = f"{folder}/{digest[:2]}/{digest}{suffix}"
        with suppress(AlreadyExistsError):  # the same bytes are already there
            obstore.put(self.store, key, content, mode="create")
        return key

    def get(self, key: str) -> bytes:
        """The bytes under the key. Raises FileNotFoundError."""
        return bytes(obstore.get(self.store, key).bytes())

    def delete(self, key: str) -> None:
        """Forget the key; nothing happens when it is not there."""
        with suppress(FileNotFoundError):  # a folder says so, a bucket does not
            obstore.delete(self.store, key)


def init_app(app: Flask) -> None:
    """Open the store that STORAGE_URL names: file:///folder or s3://bucket."""
    address = urlparse(app.config["STORAGE_URL"])
    if address.scheme == "file":
        folder = Path(unquote(address.path))
        folder.mkdir(parents=True, exist_ok=True)
        store: ObjectStore = LocalStore(folder)
    else:
        store = from_url(app.config["STORAGE_URL"])
    app.extensions["storage"] = Storage(store)


def storage() -> Storage:
    """The store of the running app."""
    return current_app.extensions["storage"]
