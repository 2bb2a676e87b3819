"""The phone's door for drafts: copies of what is being filled, and the step by which another device goes on."""

import uuid as uuids

from flask import Blueprint, Response, abort, jsonify, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import db
from app.people.devices import device_name
from app.people.roles import ASSESSORS
from app.people.sessions import signed_in_user
from app.storage import NoSpace, storage
from app.sync import operations, payloads, queries
from app.sync.bodies import most_bytes, no_space, received, refuse, unusable
from app.sync.models import DraftBackup
from app.visits.payload import Photo, Unreadable
from app.web.access import roles

drafts = Blueprint("drafts", __name__, url_prefix="/api/drafts")

MOST_BYTES = 8 * 1024 * 1024  # of a draft without its photos


@drafts.put("/<uuid:draft_id>")
@roles(*ASSESSORS)
def keep(draft_id: uuids.UUID) -> ResponseReturnValue:
    """Keep the newest state of a draft; says which photos of it are not here yet."""
    assessor = signed_in_user()
    with received(MOST_BYTES).file as file:
        body = file.read()
    try:
        draft = _draft(draft_id, body)
        name = device_name(request.user_agent.string)
        backup = operations.keep_draft(draft, body, by=assessor, device_name=name)
    except LookupError:
        abort(404)
    except (operations.TakenOver, operations.Finished) as reason:
        return _not_wanted(reason)
    db.session.commit()
    return _standing(backup)


@drafts.get("/<uuid:draft_id>")
@roles(*ASSESSORS)
def show(draft_id: uuids.UUID) -> ResponseReturnValue:
    """The draft as its phone sent it, for its assessor on another device."""
    return _given(_own(draft_id))


@drafts.post("/<uuid:draft_id>/takeover")
@roles(*ASSESSORS)
def takeover(draft_id: uuids.UUID) -> ResponseReturnValue:
    """The assessor goes on with the draft on another device; gives its newest state."""
    _own(draft_id)  # a stranger learns nothing, whatever the body says
    with received(MOST_BYTES).file as file:
        body = file.read()
    backup = _own(draft_id, locked=True)
    try:
        device = payloads.TakeOver.read(body).device
        operations.take_over(backup, device=device, by=signed_in_user())
    except Unreadable as problem:
        refuse(400, "malformed", str(problem))
    except operations.Finished as reason:
        return _not_wanted(reason)
    db.session.commit()
    return _given(backup)


@drafts.put("/<uuid:draft_id>/photos/<uuid:photo_id>")
@roles(*ASSESSORS)
def keep_photo(draft_id: uuids.UUID, photo_id: uuids.UUID) -> ResponseReturnValue:
    """Keep the bytes of one photo of a draft, as they are."""
    backup, photo = _own_photo(draft_id, photo_id)
    key = operations.key_of_photo(backup, photo)
    body = received(most_bytes(photo), spares_room=True)
    with body.file as file:
        content = file.read()
    if body.digest != photo.sha256:
        refuse(409, "photo_conflict", _("This is not the photo that was announced."))
    if not operations.is_what_it_says(photo, content):
        refuse(422, "unusable", unusable(photo))
    try:
        storage().put(key, content)
        backup, photo = _own_photo(draft_id, photo_id, locked=True)
        operations.check_wanted(backup)
    except NoSpace:
        no_space()
    except (operations.TakenOver, operations.Finished) as reason:
        return _not_wanted(reason)
    operations.keep_photo(backup, photo)
    db.session.commit()
    return _standing(backup)


@drafts.get("/<uuid:draft_id>/photos/<uuid:photo_id>")
@roles(*ASSESSORS)
def photo(draft_id: uuids.UUID, photo_id: uuids.UUID) -> ResponseReturnValue:
    """The bytes of one photo of a draft, to be kept by another device; no page shows them."""
    kept = next((each for each in _own(draft_id).photos if each.uuid == str(photo_id)), None)
    if kept is None:
        abort(404)
    response = make_response(storage().get(kept.key))
    response.mimetype = "application/octet-stream"
    response.headers["Content-Disposition"] = "attachment"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _draft(draft_id: uuids.UUID, body: bytes) -> payloads.Draft:
    """What the body says, or a refusal."""
    try:
        draft = payloads.Draft.read(body)
        if draft.id != str(draft_id):
            raise Unreadable("the address and the draft have different ids")
    except Unreadable as problem:
        refuse(400, "malformed", str(problem))
    return draft


def _own(draft_id: uuids.UUID, *, locked: bool = False) -> DraftBackup:
    """The copy of the assessor's own draft, or 404."""
    backup = queries.backup_of(signed_in_user(), str(draft_id), locked=locked)
    if backup is None:
        abort(404)
    return backup


def _own_photo(
    draft_id: uuids.UUID, photo_id: uuids.UUID, *, locked: bool = False
) -> tuple[DraftBackup, Photo]:
    """The copy of the assessor's own draft and a photo as it announces it, or 404."""
    backup = _own(draft_id, locked=locked)
    photo = payloads.Draft.read(backup.body).photo(str(photo_id))
    if photo is None:
        abort(404)
    return backup, photo


def _standing(backup: DraftBackup) -> Response:
    return jsonify(rev=backup.rev, missing=operations.missing_photos(backup))


def _given(backup: DraftBackup) -> Response:
    response = make_response(backup.body)
    response.mimetype = "application/json"
    return response


def _not_wanted(reason: Exception) -> ResponseReturnValue:
    """Why nothing more of the draft is copied; the phone keeps it all the same."""
    db.session.rollback()
    if isinstance(reason, operations.TakenOver):
        message = _("This visit was taken over on another device.")
        return jsonify(code="taken_over", message=message, at=reason.at.isoformat()), 409
    return jsonify(code="finished", message=_("This visit has arrived and needs no copy any more.")), 409
