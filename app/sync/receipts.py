"""What the server signs for: that a submission arrived whole, byte for byte."""

import hmac
import json
from typing import Any

from flask import current_app

from app.visits import intake
from app.visits.models import Submission
from app.visits.payload import Payload, read_payload


def standing(submission: Submission) -> dict[str, Any]:
    """How far a submission has come: "arriving" with the photos still missing, or "sealed" with its receipt."""
    payload = read_payload(submission.body)
    if submission.sealed_at is None:
        return {"state": "arriving", "missing": intake.missing_photos(submission, payload)}
    return {"state": "sealed", "receipt": receipt(submission, payload)}


def receipt(submission: Submission, payload: Payload) -> dict[str, Any]:
    """The receipt of a sealed submission; asked for again it is the same to the last character.

    The digests of the photos are the announced ones: nothing else is ever accepted under their ids.
    """
    assert submission.sealed_at is not None  # noqa: S101  (nobody signs for what has not arrived)
    content = {
        "no": submission.id,
        "id": submission.uuid,
        "payload_sha256": submission.digest,
        "photos": [{"id": photo.id, "sha256": photo.sha256} for photo in payload.photos],
        "received_at": submission.sealed_at.isoformat(),
    }
    return {**content, "sig": sign(content)}


def sign(content: dict[str, Any]) -> str:
    """HMAC-SHA256 over the canonical JSON of a receipt without its signature, in hexadecimal."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    key = current_app.config["SECRET_KEY"]
    return hmac.digest(key if isinstance(key, bytes) else key.encode(), text.encode(), "sha256").hex()
