"""Drafts and reports as a phone writes them."""

import hashlib
import uuid
from typing import Any

from app.clock import now
from app.storage import storage
from app.sync import operations, payloads
from app.sync.models import DraftBackup
from app.visits.models import Visit
from tests.sync.field import Field, picture, written

PHONE, OTHER_PHONE = "00000000-0000-4000-8000-00000000000a", "00000000-0000-4000-8000-00000000000b"


def draft(field: Field, *, photos: int = 0, **changes: Any) -> dict[str, Any]:
    """A draft with so many photos, whose bytes are kept in the field's `photos`."""
    content = field.payload(photos=photos)
    at = content.pop("finished_at")
    return {**content, "rev": 1, "page": 0, "updated_at": at, "device": PHONE, **changes}


def report(field: Field, **changes: Any) -> dict[str, Any]:
    """The word of a phone that is fit for the field and carries the open visit."""
    well = {"installed": True, "persistent": True, "free": 10**10, "skew_ms": 90, "build": "b", "unsent": 0}
    return {**well, "visits": [{"visit": field.visit, "ready": True}], **changes}


def copied_draft(visit: Visit) -> DraftBackup:
    """A draft of the visit with one photo, copied to the server."""
    content = picture()
    photo = {"id": str(uuid.uuid4()), "question": "COU-01", "size": len(content)}
    body = written(
        {
            "format": 1,
            "id": str(uuid.uuid4()),
            "visit": visit.id,
            "checklist": {"id": visit.checklist_id, "digest": visit.checklist.digest},
            "rev": 3,
            "answers": {"COU-01": {"value": "yes"}},
            "photos": [{**photo, "sha256": hashlib.sha256(content).hexdigest()}],
            "updated_at": now().isoformat(),
            "device": PHONE,
        }
    )
    said = payloads.Draft.read(body)
    backup = operations.keep_draft(said, body, by=visit.assessor, device_name="Chrome · Android")
    storage().put(operations.key_of_photo(backup, said.photos[0]), content)
    operations.keep_photo(backup, said.photos[0])
    return backup
