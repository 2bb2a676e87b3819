"""Photos and voice notes of visits, for whoever may see and hear them."""

import io
import uuid as uuids
from pathlib import PurePosixPath

from flask import Blueprint, Response, abort, request, send_file

from app.people.sessions import signed_in_user
from app.storage import storage
from app.visits import queries
from app.visits.models import Evidence
from app.visits.voices import TYPES
from app.web.access import signed_in

evidence = Blueprint("evidence", __name__, url_prefix="/visits")


@evidence.get("/photos/<uuid:photo_id>")
@signed_in
def photo(photo_id: uuids.UUID) -> Response:
    """A photo of a visit the viewer may see."""
    found = queries.photo_visible_to(signed_in_user(), str(photo_id))
    if found is None:
        abort(404)
    return _sent(found, "image/jpeg")


@evidence.get("/voices/<uuid:voice_id>")
@signed_in
def voice(voice_id: uuids.UUID) -> Response:
    """A voice note of a visit, for whoever may hear it; by parts where a browser asks for them."""
    found = queries.voice_heard_by(signed_in_user(), str(voice_id))
    if found is None:
        abort(404)
    kind = TYPES[PurePosixPath(found.key).suffix]
    return _sent(found, kind)


def _sent(found: Evidence, mimetype: str) -> Response:
    """The bytes of a photo or a voice note, with which a browser can do nothing but show them on our own pages."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        abort(404)
    response = send_file(io.BytesIO(storage().get(found.key)), mimetype=mimetype, etag=found.digest)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response
