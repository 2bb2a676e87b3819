"""The form of a visit: complete without a script; with one, the same fragment comes to life."""

import io
import uuid as uuids

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from app.db import db
from app.people import roles
from app.people.sessions import signed_in_user
from app.storage import NoSpace, need_space
from app.visits import fragment, intake, operations, queries, states
from app.visits.form import FillForm
from app.visits.models import Visit
from app.visits.photos import NotAPhoto
from app.visits.viewed import asked_for, own, too_late
from app.web import headers
from app.web.access import roles as only
from app.web.languages import language

filling = Blueprint("filling", __name__, url_prefix="/visits")


@filling.get("/<int:visit_id>/form")
@only(*roles.ASSESSORS)
def show(visit_id: int) -> ResponseReturnValue:
    """The fill form: complete without JavaScript; with it, the same fragment comes to life."""
    visit = own(visit_id)
    if visit.state not in states.OPEN:
        return redirect(url_for("visits.show", visit_id=visit.id))
    form = fragment.form_of(visit.checklist, visit.kind, language())
    if visit.draft:
        form.fill(visit.draft.answers)
    return _fill_page(visit, form)


@filling.post("/<int:visit_id>/form")
@only(*roles.ASSESSORS)
def save(visit_id: int) -> ResponseReturnValue:
    """Save what a page without JavaScript has, and submit it when asked to and complete."""
    visit = own(visit_id)
    if visit.state not in states.OPEN:
        return redirect(url_for("visits.show", visit_id=visit.id))
    form = fragment.form_of(visit.checklist, visit.kind, language())
    form.process(request.form)
    db.session.rollback()  # nobody waits for us while photos are made anew
    photos, refused = _stored_photos(form)
    visit = own(visit_id)
    if visit.state not in states.OPEN:
        return too_late(visit)
    for question, stored in photos:
        intake.keep_photo(visit, str(uuids.uuid4()), stored, question=question, taken_at=None)
    operations.save_draft(visit, form.answers(), by=signed_in_user())
    counts = _photo_counts(visit)
    finishing = "submit" in request.form
    right = form.check(counts, complete=finishing) and not refused
    if right and finishing:
        submission = intake.submit_page(visit, form.answers(), by=signed_in_user(), language=language())
        db.session.commit()
        flash(_("Sent. Receipt № %(number)s.", number=submission.id), "ok")
        return redirect(url_for("visits.show", visit_id=visit.id))
    db.session.commit()
    for problem in refused:
        flash(problem, "problem")
    if right:
        flash(_("Saved. You can go on later on any device."), "ok")
        return redirect(url_for("filling.show", visit_id=visit.id))
    return _fill_page(visit, form), 422


def _fill_page(visit: Visit, form: FillForm) -> Response:
    page = render_template(
        "visits/form.html",
        visit=visit,
        form=form,
        sections=fragment.sections(form, covert=visit.is_covert),
        outline=fragment.outline(form),
        photos=queries.loose_evidence(visit),
        returned=asked_for(visit),
    )
    response = make_response(page)
    return headers.let_record(response) if visit.allows_voice else response


def _stored_photos(form: FillForm) -> tuple[list[tuple[str, intake.StoredPhoto]], list[str]]:
    """Store the photos that came with the page: each with its question, and a sentence about what was not stored."""
    stored: list[tuple[str, intake.StoredPhoto]] = []
    problems: list[str] = []
    codes = [code for code, fields in form.questions.items() if fields.has("photos")]
    files = [(code, file) for code in codes for file in request.files.getlist(f"{code}.photos")]
    for code, file in files:
        if not file.filename:
            continue
        try:
            stored.append((code, _stored_photo(file)))
        except NotAPhoto:
            problems.append(
                _("“%(name)s” is not a photo we can read; the rest was kept.", name=file.filename)
            )
        except NoSpace:
            problems.append(
                _(
                    "The server has no space for photos: they were not kept, the answers were. Try again later."
                )
            )
    return stored, list(dict.fromkeys(problems))


def _stored_photo(file: FileStorage) -> intake.StoredPhoto:
    size = file.stream.seek(0, io.SEEK_END)
    file.stream.seek(0)
    if size > current_app.config["MAX_PHOTO_BYTES"]:
        raise NotAPhoto(f"{size} bytes")
    need_space()
    return intake.store_photo(file.stream)


def _photo_counts(visit: Visit) -> dict[str, int]:
    counts: dict[str, int] = {}
    for photo in queries.loose_evidence(visit):
        counts[photo.question] = counts.get(photo.question, 0) + 1
    return counts
