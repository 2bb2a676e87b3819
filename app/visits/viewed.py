"""The visit a page is about, as its viewer may have it, and what he is told of it."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import db
from app.people.sessions import signed_in_user
from app.visits import queries, states
from app.visits.models import Visit


def visible(visit_id: int, *, locked: bool = False) -> Visit:
    """A visit the signed-in user may see; for others there is none (404)."""
    visit = queries.visit_visible_to(signed_in_user(), visit_id, locked=locked)
    if visit is None:
        abort(404)
    return visit


def own(visit_id: int) -> Visit:
    """A visit of the signed-in assessor, held for us while a form is taken in; for others there is none (404)."""
    visit = queries.visit_of_assessor(visit_id, signed_in_user(), locked=request.method == "POST")
    if visit is None or visit.state == states.CANCELLED:
        abort(404)
    return visit


def asked_for(visit: Visit) -> str:
    """What a reviewer asks for, in a sentence; nothing unless the visit was sent back."""
    back = queries.return_of(visit)
    return f"{states.RETURN_REASONS.get(back.reason, back.reason)}. {back.note}" if back else ""


def too_late(visit: Visit) -> ResponseReturnValue:
    """The visit went on since the page was opened, perhaps on another device."""
    number = visit.id
    db.session.rollback()
    flash(_("This visit was decided in the meantime; nothing was changed."), "problem")
    return redirect(url_for("visits.show", visit_id=number))
