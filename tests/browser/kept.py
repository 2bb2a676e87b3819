"""What is put on a phone for tests: rows as the app keeps them, with photos, and rows that something has damaged."""

import base64
import hashlib
import json
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in, wait_for_worker
from tests.sync.field import picture

VISIT = 4711
PUT = """async ([rows]) => {
  const base = document.querySelector('script[type=module]').src.replace('built/js/app.js', 'js/lib/store.js');
  const { write } = await import(base);
  const bytes = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0)).buffer;
  for (const [store, row] of rows) {
    const whole = row.bytes ? { ...row, bytes: bytes(row.bytes) } : row;
    await write(store, (tx) => tx.store.put(whole));
  }
}"""


def photo(number: int, owner: str) -> tuple[dict[str, Any], bytes]:
    """A photo as a draft names it, and its bytes."""
    content = picture(number)
    named = {
        "id": f"{owner}-photo-{number}",
        "question": "COU-01",
        "taken_at": "2026-03-04T10:00:00.000Z",
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
    }
    return named, content


def stored(named: dict[str, Any], content: bytes, owner: str) -> dict[str, Any]:
    text = base64.b64encode(content).decode()
    return {**named, "owner": owner, "mime": "image/jpeg", "bytes": text}


def draft(name: str, photos: list[dict[str, Any]], visit: int = VISIT) -> dict[str, Any]:
    """A draft as the app keeps it."""
    return {
        **{"id": name, "user": 1, "visit": visit, "title": "Nevsky 1 · Cashier", "rev": 3, "page": 0},
        **{"checklist": {"id": 1, "digest": "a" * 64}, "photos": photos, "stopwatches": {}},
        "answers": {
            "COU-01": {"value": "yes", "comment": "Тихо", "at": "2026-03-04T10:00:00.000Z"},
            "COU-05": {"value": {"found": 7, "sought": 10}, "at": "2026-03-04T10:01:00.000Z"},
            "COU-08": {"non_answer": "not_observed", "at": "2026-03-04T10:02:00.000Z"},
        },
        **{"started_at": "2026-03-04T09:59:00.000Z", "updated_at": "2026-03-04T10:02:00.000Z"},
    }


def unsent(name: str, photos: list[dict[str, Any]], visit: int = VISIT + 1) -> dict[str, Any]:
    """A finished visit that the server refused; its body is frozen."""
    content = {
        **{"id": name, "visit": visit, "checklist": {"id": 1, "digest": "a" * 64}},
        "answers": {"COU-06": {"value": "Ёлка «в углу»\u00a0— “quiet”"}},
        "photos": photos,
    }
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    sha256 = hashlib.sha256(body.encode()).hexdigest()
    return {
        **{"id": name, "visit": visit, "title": "Nevsky 2", "body": body, "sha256": sha256, "photos": photos},
        **{"arrived": 0, "state": "attention", "why": "not_allowed", "attempts": 1, "nextAt": 0},
        "frozenAt": "2026-03-05T10:00:00.000Z",
    }


def sent(name: str, item: dict[str, Any] | None) -> dict[str, Any]:
    receipt = {"no": 1042, "id": name, "received_at": "2026-03-06T10:00:00.000Z"}
    return {"id": name, "visit": VISIT + 2, "title": "Nevsky 3", "receipt": receipt, "item": item}


def keep(page: Page, *rows: tuple[str, dict[str, Any]]) -> None:
    """Put rows into the phone's stores, from a page of the app."""
    page.evaluate(PUT, [list(rows)])


def field_phone(page: Page, who: str = "auditor") -> None:
    """Sign in and wait until the phone can do without network."""
    sign_in(page, who)
    expect(page.locator("device-chips")).to_be_attached()
    wait_for_worker(page)
