"""Voice notes come in as a phone recorded them and are kept unaltered: looked at by their first bytes alone."""

from typing import IO

BEGINNING = 64  # bytes in which each format says what it is
TYPES = {".webm": "audio/webm", ".ogg": "audio/ogg", ".mp4": "audio/mp4"}


class NotAVoice(ValueError):
    """The bytes are not a recording of a kind that we take."""


def suffix_of(received: IO[bytes]) -> str:
    """The suffix under which a recording is kept: ".webm", ".ogg" or ".mp4"; the file is left at its beginning.

    WebM is EBML whose document type is "webm" (Matroska, RFC 9559, 5.1), Ogg begins with its capture pattern
    (RFC 3533, 6), MP4 with a box of the type "ftyp" (ISO/IEC 14496-12, 4.3). Raises NotAVoice.
    """
    beginning = received.read(BEGINNING)
    received.seek(0)
    if beginning.startswith(b"\x1aE\xdf\xa3") and b"webm" in beginning:
        return ".webm"
    if beginning.startswith(b"OggS"):
        return ".ogg"
    if beginning[4:8] == b"ftyp":
        return ".mp4"
    raise NotAVoice(beginning[:4].hex())


def clock_face(seconds: int) -> str:
    """A length as on the face of a clock: 0:42."""
    return f"{seconds // 60}:{seconds % 60:02}"
