"""Voice notes as phones record them: as far as anybody here looks at them, their first bytes and their length."""

import hashlib
import uuid
from typing import Any

from tests.sync.field import Field

WEBM = (
    b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webmB\x87\x81\x04"
    + b"opus" * 99
)
OGG = b"OggS\x00\x02" + b"opus" * 99
MP4 = b"\x00\x00\x00\x1cftypiso5\x00\x00\x02\x00" + b"aac." * 99
RECORDINGS = {".webm": WEBM, ".ogg": OGG, ".mp4": MP4}


def voice(content: bytes = WEBM, *, question: str = "COU-01", seconds: int = 42) -> dict[str, Any]:
    """A voice note as a phone announces it, among the photos."""
    return {
        **{"id": str(uuid.uuid4()), "kind": "voice", "mime": "audio/webm", "seconds": seconds},
        **{"question": question, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)},
    }


def spoken(field: Field, content: bytes = WEBM, *, photos: int = 0, **about: Any) -> dict[str, Any]:
    """A submission with a voice note after so many photos, whose bytes are kept in the field's `photos`."""
    payload, note = field.payload(photos=photos), voice(content, **about)
    field.photos[note["id"]] = content
    return {**payload, "photos": [*payload["photos"], note]}
