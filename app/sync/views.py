"""The phone's door: who is there, what is to be done, and what was done, taken in byte for byte.

A body is read, and a photo re-encoded, while no transaction is open: on a slow line that takes a minute, and on
SQLite an open transaction would keep every other writer waiting.
"""

import hashlib
import uuid as uuids

from flask import Blueprint, Response, abort, current_app, jsonify, make_response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import now
from app.db import db, look_only, may_write
from app.people.models import User
from app.people.roles import ASSESSORS
from app.people.sessions import signed_in_user
from app.scoring import Scorecard
from app.storage import NoSpace
from app.sync import assignments, receipts
from app.sync.bodies import most_bytes, no_space, received, unusable
from app.visits import fragment, intake, queries
from app.visits.models import Submission
from app.visits.payload import Photo, Unreadable, read_payload
from app.visits.photos import NotAPhoto
from app.visits.voices import NotAVoice
from app.web import build
from app.web.access import roles
from app.web.csrf import csrf_token
from app.web.languages import LANGUAGES, language

sync = Blueprint("sync", __name__, url_prefix="/api")


@sync.url_value_preprocessor
def look_first(_endpoint: str | None, _values: dict[str, object] | None) -> None:
    """Who sends is looked up without a turn to write; `received` ends that before anything is taken in."""
    look_only()


@sync.get("/ping")
@roles(*ASSESSORS)
def ping() -> ResponseReturnValue:
    """Who is signed in, the token to send with, and the server's clock; also the proof that this is our server."""
    return jsonify(
        user={"id": signed_in_user().id},
        csrf=csrf_token(),
        now=now().isoformat(),
        build=build.number(),
        language=language(),
    )


@sync.get("/assignments")
@roles(*ASSESSORS)
def open_assignments() -> ResponseReturnValue:
    """The assessor's open visits."""
    assessor = signed_in_user()
    visits = queries.open_visits_of(assessor)
    return jsonify(
        user={"id": assessor.id}, assignments=[assignments.as_json(visit, language()) for visit in visits]
    )


@sync.get("/fragments/<int:checklist_id>/<kind>/<string(length=2):code>/<digest>")
@roles(*ASSESSORS)
def fragment_of_checklist(checklist_id: int, kind: str, code: str, digest: str) -> ResponseReturnValue:
    """The empty form of a checklist that the assessor was asked to fill; its address holds the hash of its bytes."""
    version = queries.checklist_of_assessor(signed_in_user(), checklist_id, kind)
    if version is None or code not in LANGUAGES:
        abort(404)
    form = fragment.fragment(version, kind, code)
    if form.digest != digest:
        abort(404)
    response = make_response(form.body)
    response.mimetype = "application/json"
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


@sync.put("/submissions/<uuid:submission_id>")
@roles(*ASSESSORS)
def announce(submission_id: uuids.UUID) -> ResponseReturnValue:
    """Take in the answers and the list of photos; the same bytes again get the same answer."""
    sender = signed_in_user()
    with received(current_app.config["MAX_ANSWERS_BYTES"]).file as file:
        body = file.read()
    try:
        if read_payload(body).id != str(submission_id):
            raise Unreadable("the address and the submission have different ids")
        card = _weighed(body, sender)
        submission, new = intake.announce(body, by=sender, card=card)
    except Unreadable as problem:
        return _refusal("malformed", str(problem)), 400
    except LookupError:
        abort(404)
    except intake.Conflict:
        known = queries.submission_of(sender, str(submission_id))
        both = {"sent": hashlib.sha256(body).hexdigest(), "known": known.digest if known else None}
        return _refusal("payload_conflict", _("Other answers came under this number before."), **both), 409
    return _settled(submission), 201 if new else 200


def _weighed(body: bytes, sender: User) -> Scorecard | None:
    """How the answers score, found out in a transaction that only looks."""
    look_only()
    try:
        return intake.weighed(body, by=sender)
    finally:
        db.session.rollback()
        may_write()


@sync.put("/submissions/<uuid:submission_id>/photos/<uuid:photo_id>")
@roles(*ASSESSORS)
def photo(submission_id: uuids.UUID, photo_id: uuids.UUID) -> ResponseReturnValue:
    """Take in one announced photo or voice note; with the last one the submission is whole."""
    _submission, announced = _announced(submission_id, photo_id)
    body = received(most_bytes(announced), spares_room=True)
    try:
        with body.file as file:
            if body.digest != announced.sha256:
                raise intake.Conflict(announced.id)
            stored = intake.store(announced, file)
        submission, _photo = _announced(submission_id, photo_id, locked=True)
        known = queries.evidence(submission.visit, str(photo_id)) is not None
        intake.receive_photo(submission, announced, stored)
    except intake.Conflict:
        return _refusal("photo_conflict", _("This is not the photo that was announced.")), 409
    except NoSpace:
        no_space()
    except (NotAPhoto, NotAVoice):
        return _refusal("unusable", unusable(announced)), 422
    return _settled(submission), 200 if known else 201


def _announced(
    submission_id: uuids.UUID, photo_id: uuids.UUID, *, locked: bool = False
) -> tuple[Submission, Photo]:
    """The sender's own submission and the photo as it announced it, or 404."""
    found = queries.submission_of(signed_in_user(), str(submission_id), locked=locked)
    photos = read_payload(found.body).photos if found else []
    photo = next((photo for photo in photos if photo.id == str(photo_id)), None)
    if found is None or photo is None:
        abort(404)
    return found, photo


def _settled(submission: Submission) -> Response:
    """What to answer, told once it is on the disk; spelt before that, so that no other transaction is needed."""
    db.session.flush()
    answer = jsonify(receipts.standing(submission))
    db.session.commit()
    return answer


def _refusal(code: str, message: str, **more: str | None) -> Response:
    db.session.rollback()
    return jsonify(code=code, message=message, **more)


@sync.get("/submissions/<uuid:submission_id>")
@roles(*ASSESSORS)
def standing(submission_id: uuids.UUID) -> ResponseReturnValue:
    """How far a submission of the sender has come; a receipt that stands is answered to the last character."""
    found = queries.submission_of(signed_in_user(), str(submission_id))
    if found is None:
        abort(404)
    return jsonify(receipts.standing(found))
