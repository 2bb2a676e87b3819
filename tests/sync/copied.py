"""Copies as phones save them: of a field's visits, with whatever was damaged or smuggled in."""

import io
import json
import zipfile
from typing import Any

from tests.sync.field import Field, written

Files = dict[str, bytes]


def unsent(field: Field, payload: dict[str, Any], *, without: int = 0) -> Files:
    """A finished visit with its photos, the last so many left out."""
    kept = payload["photos"][: len(payload["photos"]) - without]
    photos = {f"photos/{photo['id']}.jpg": field.photos[photo["id"]] for photo in kept}
    state = json.dumps({"id": payload["id"], "state": "attention", "why": "refused"}).encode()
    name = f"unsent/{payload['id']}"
    return {f"{name}.json": written(payload), f"{name}.item.json": state, **photos}


def draft(field: Field, payload: dict[str, Any]) -> Files:
    """The same visit, not finished."""
    row = {
        **{key: payload[key] for key in ("id", "visit", "checklist", "answers", "photos")},
        **{
            "user": field.auditor,
            "rev": 7,
            "page": 2,
            "title": "Nevsky 1",
            "stopwatches": {},
            "language": "en",
        },
        **{
            "started_at": payload["finished_at"],
            "updated_at": payload["finished_at"],
            "timezone": "Europe/Moscow",
        },
    }
    photos = {f"photos/{photo['id']}.jpg": field.photos[photo["id"]] for photo in payload["photos"]}
    return {f"drafts/{payload['id']}.json": json.dumps(row, indent=1).encode(), **photos}


def sent(payload: dict[str, Any], receipt: dict[str, Any], *, body: bytes | None) -> Files:
    """A sent visit; its bytes leave the phone after a week."""
    item = {"id": payload["id"], "body": body.decode()} if body else None
    row = {"id": payload["id"], "visit": payload["visit"], "receipt": receipt, "item": item}
    return {f"sent/{payload['id']}.json": json.dumps(row).encode()}


def manifest(**changes: Any) -> Files:
    content = {"format": 1, "user": 1, "exported_at": "2026-05-14T10:30:00Z", "build": "b", **changes}
    return {"log.json": b"[]", "manifest.json": json.dumps(content).encode()}


def packed(files: Files, how: int = zipfile.ZIP_STORED) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    file.seek(0)
    return file
