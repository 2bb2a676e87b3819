"""The phone's door for its own word: what lies on it, and whether it is fit for work without network."""

import uuid as uuids

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app.db import db
from app.people.devices import device_name
from app.people.roles import ASSESSORS
from app.people.sessions import signed_in_user
from app.sync import operations, payloads
from app.sync.bodies import received, refuse
from app.visits.payload import Unreadable
from app.web.access import roles

phones = Blueprint("phones", __name__, url_prefix="/api/phones")

MOST_BYTES = 1024 * 1024


@phones.put("/<uuid:phone_id>")
@roles(*ASSESSORS)
def hear(phone_id: uuids.UUID) -> ResponseReturnValue:
    """Take a phone's word. It speaks after each sending too, so this is when copies of no more use are forgotten."""
    owner = signed_in_user()
    with received(MOST_BYTES).file as file:
        body = file.read()
    try:
        report = payloads.Report.read(body)
    except Unreadable as problem:
        refuse(400, "malformed", str(problem))
    name = device_name(request.user_agent.string)
    phone = operations.hear(str(phone_id), report, of=owner, device_name=name)
    seen_at, visits = phone.seen_at.isoformat(), len(phone.visits)
    db.session.commit()
    operations.forget_finished()
    db.session.commit()
    return {"seen_at": seen_at, "visits": visits}
