"""The body of a request, taken in by pieces: however large it is, little of it is ever in memory.

A body that cannot be taken ends the request with a refusal in JSON, and nothing of it is kept.
"""

import base64
import binascii
import errno
import hashlib
import tempfile
from dataclasses import dataclass
from typing import IO, NoReturn

from flask import current_app, jsonify, make_response, request
from flask_babel import gettext as _
from werkzeug.exceptions import ClientDisconnected, HTTPException

from app.db import db, may_write
from app.storage import NoSpace, need_space
from app.visits.payload import Photo

PIECE = 64 * 1024  # bytes read at once
IN_MEMORY = 512 * 1024  # bytes of a body that need no file: a photo a phone has made small


@dataclass(frozen=True)
class Received:
    """A whole body: an open file at its beginning, its length in bytes, its SHA-256 in hexadecimal."""

    file: IO[bytes]
    size: int
    digest: str


def received(most: int, *, spares_room: bool = False) -> Received:
    """The body of this request, of `most` bytes, read while no transaction is open: it may take minutes.

    `spares_room` is for what fills the disk: it is refused while little is left. Ends the request with 411 when
    it comes in chunks (what was cut off could not be told from a whole), 413 when it is too long, 422 when it is
    empty, ended early or is not what its Content-Digest (RFC 9530) says, and 507 when there is no space.
    """
    db.session.rollback()
    may_write()
    said = request.content_length or 0
    if "Transfer-Encoding" in request.headers:
        refuse(411, "length_required", _("What was sent did not say how long it is."))
    if said > most:
        refuse(413, "too_large", _("What was sent is larger than the server takes."))
    try:
        if spares_room:
            need_space()
        body = _read(said)
    except NoSpace:
        no_space()
    if not body.size or body.size != said or not _as_it_was_sent(body.digest):
        body.file.close()
        refuse(422, "damaged", _("What was sent was damaged on the way. Send it again."))
    return body


def most_bytes(announced: Photo) -> int:
    """How long the bytes of what was announced may be."""
    return int(current_app.config["MAX_PHOTO_BYTES" if announced.kind == "photo" else "MAX_VOICE_BYTES"])


def unusable(announced: Photo) -> str:
    """The sentence about bytes that are not what was announced."""
    if announced.kind == "photo":
        return _("The server opened the file and found something other than a photo.")
    return _("The server looked at the file and found something other than a voice note.")


def refuse(status: int, code: str, message: str) -> NoReturn:
    """End the request with a refusal that a phone understands."""
    db.session.rollback()
    raise HTTPException(response=make_response(jsonify(code=code, message=message), status))


def no_space() -> NoReturn:
    """End the request because the disk is nearly full; a phone keeps what it has and comes again."""
    refuse(507, "no_space", _("The server has no space for more photos: they are kept on your phone."))


def _read(said: int) -> Received:
    file: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY, dir=current_app.config["INSTANCE"])  # noqa: SIM115  (whoever asked closes it)
    size, sum = 0, hashlib.sha256()
    while size < said and (piece := _piece()):
        size += len(piece)
        sum.update(piece)
        try:
            file.write(piece)
        except OSError as problem:
            file.close()
            if problem.errno == errno.ENOSPC:
                raise NoSpace from None
            raise
    file.seek(0)
    return Received(file, size, sum.hexdigest())


def _piece() -> bytes:
    """The next bytes; none when the sender is gone."""
    try:
        return request.stream.read(PIECE)
    except (ClientDisconnected, OSError):
        return b""


def _as_it_was_sent(digest: str) -> bool:
    """Whether the bytes are those the sender's Content-Digest speaks of; true when it has none."""
    given = request.headers.get("Content-Digest", "")
    if not given.startswith("sha-256=:"):
        return True
    try:
        return base64.b64decode(given[9:].rstrip(":"), validate=True).hex() == digest
    except binascii.Error:
        return False
