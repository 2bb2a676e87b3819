"""Pages of visits: assigning, the list, filling without JavaScript, the result, photos."""

import io
import uuid as uuids
from pathlib import PurePosixPath

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from app.checklists.models import ChecklistVersion
from app.db import db
from app.people import roles
from app.people.models import Employee, User
from app.people.sessions import signed_in_user
from app.standards.queries import scenario_of
from app.storage import NoSpace, need_space, storage
from app.stores.models import Store
from app.visits import fragment, intake, operations, queries, states
from app.visits.form import FillForm
from app.visits.forms import AssignForm, CancellationForm, ImpossibleForm, VisitFilter
from app.visits.models import Evidence, Visit
from app.visits.photos import NotAPhoto
from app.visits.result import VisitResult
from app.visits.voices import TYPES
from app.waves.models import Wave
from app.web import headers
from app.web.access import roles as only
from app.web.access import signed_in
from app.web.languages import language

visits = Blueprint("visits", __name__, url_prefix="/visits")
PER_PAGE = 25


@visits.app_context_processor
def vocabulary() -> dict[str, object]:
    """The words for states, reasons and flags, who hears a voice note, and the scenario of a code."""
    words = {"visit_states": states.TITLES, "visit_reasons": states.REASONS, "visit_flags": states.FLAGS}
    return {**words, "may_hear": queries.may_hear, "scenario_of": scenario_of}


@visits.get("")
@signed_in
def index() -> ResponseReturnValue:
    """An assessor's assignments; for others the visits they may see."""
    viewer = signed_in_user()
    if viewer.is_assessor:
        lists = {"todo": queries.open_visits_of(viewer), "done": queries.finished_visits_of(viewer)}
        return render_template("visits/assignments.html", **lists, return_of=queries.return_of)
    narrowing = VisitFilter.of(viewer, request.args)
    asked = queries.narrowed(queries.visits_visible_to(viewer), **narrowing.chosen)
    page = max(request.args.get("page", 1, type=int), 1)
    shown = db.paginate(asked, page=page, per_page=PER_PAGE, error_out=False)
    return render_template("visits/index.html", page=shown, filter=narrowing)


@visits.route("/new", methods=["GET", "POST"])
@only(roles.QUALITY)
def new() -> ResponseReturnValue:
    """Assign a visit."""
    form = AssignForm.from_request().offer()
    if form.accepted():
        try:
            visit = operations.assign(_assignment(form), by=signed_in_user())
        except operations.NotAllowed as rule:
            form.form_errors.append(str(rule))
        else:
            db.session.commit()
            flash(_("The visit is assigned: № %(number)s.", number=visit.id), "ok")
            return redirect(url_for("visits.show", visit_id=visit.id))
    return render_template("visits/new.html", form=form), 200 if request.method == "GET" else 422


@visits.get("/<int:visit_id>")
@signed_in
def show(visit_id: int) -> ResponseReturnValue:
    """What became of a visit: state, score with its reasons, answers, arithmetic."""
    return _page(_visible(visit_id), CancellationForm())


@visits.post("/<int:visit_id>/cancellation")
@only(roles.QUALITY)
def cancellation(visit_id: int) -> ResponseReturnValue:
    """Call off a visit that was not made yet."""
    visit, form = _visible(visit_id, locked=True), CancellationForm.from_request()
    if not form.accepted():
        return _page(visit, form), 422
    try:
        operations.cancel(visit, by=signed_in_user(), note=form.note.data)
    except states.OutOfTurn:
        return _too_late(visit)
    db.session.commit()
    flash(_("Visit № %(number)s is cancelled.", number=visit_id), "ok")
    return redirect(url_for("visits.show", visit_id=visit_id))


@visits.post("/<int:visit_id>/acceptance")
@only(*roles.ASSESSORS)
def acceptance(visit_id: int) -> ResponseReturnValue:
    """The assessor takes the visit on."""
    visit = _own(visit_id)
    try:
        operations.accept(visit, by=signed_in_user())
    except states.OutOfTurn:
        return _too_late(visit)
    db.session.commit()
    return redirect(url_for("visits.index"))


@visits.route("/<int:visit_id>/impossibility", methods=["GET", "POST"])
@only(*roles.ASSESSORS)
def impossibility(visit_id: int) -> ResponseReturnValue:
    """The visit cannot be made, and why."""
    visit = _own(visit_id)
    form = ImpossibleForm.from_request()
    if form.accepted():
        try:
            operations.give_up(visit, by=signed_in_user(), reason=form.reason.data, note=form.note.data)
        except states.OutOfTurn:
            return _too_late(visit)
        db.session.commit()
        flash(_("Noted. The reviewer will see why the visit could not be made."), "ok")
        return redirect(url_for("visits.index"))
    return render_template(
        "visits/impossible.html", form=form, visit=visit
    ), 200 if request.method == "GET" else 422


@visits.get("/<int:visit_id>/form")
@only(*roles.ASSESSORS)
def form(visit_id: int) -> ResponseReturnValue:
    """The fill form: complete without JavaScript; with it, the same fragment comes to life."""
    visit = _own(visit_id)
    if visit.state not in states.OPEN:
        return redirect(url_for("visits.show", visit_id=visit.id))
    filling = fragment.form_of(visit.checklist, visit.kind, language())
    if visit.draft:
        filling.fill(visit.draft.answers)
    return _fill_page(visit, filling)


@visits.post("/<int:visit_id>/form")
@only(*roles.ASSESSORS)
def fill(visit_id: int) -> ResponseReturnValue:
    """Save what a page without JavaScript has, and submit it when asked to and complete."""
    visit = _own(visit_id)
    if visit.state not in states.OPEN:
        return redirect(url_for("visits.show", visit_id=visit.id))
    filling = fragment.form_of(visit.checklist, visit.kind, language())
    filling.process(request.form)
    db.session.rollback()  # nobody waits for us while photos are made anew
    photos, refused = _stored_photos(filling)
    visit = _own(visit_id)
    if visit.state not in states.OPEN:
        return _too_late(visit)
    for question, stored in photos:
        intake.keep_photo(visit, str(uuids.uuid4()), stored, question=question, taken_at=None)
    operations.save_draft(visit, filling.answers(), by=signed_in_user())
    counts = _photo_counts(visit)
    finishing = "submit" in request.form
    right = filling.check(counts, complete=finishing) and not refused
    if right and finishing:
        submission = intake.submit_page(visit, filling.answers(), by=signed_in_user(), language=language())
        db.session.commit()
        flash(_("Sent. Receipt № %(number)s.", number=submission.id), "ok")
        return redirect(url_for("visits.show", visit_id=visit.id))
    db.session.commit()
    for problem in refused:
        flash(problem, "problem")
    if right:
        flash(_("Saved. You can go on later on any device."), "ok")
        return redirect(url_for("visits.form", visit_id=visit.id))
    return _fill_page(visit, filling), 422


@visits.get("/photos/<uuid:photo_id>")
@signed_in
def photo(photo_id: uuids.UUID) -> Response:
    """A photo of a visit the viewer may see."""
    found = queries.photo_visible_to(signed_in_user(), str(photo_id))
    if found is None:
        abort(404)
    return _sent(found, "image/jpeg")


@visits.get("/voices/<uuid:voice_id>")
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


def _assignment(form: AssignForm) -> operations.Assignment:
    def chosen(model: type, key: str | int | None) -> object | None:
        return db.session.get(model, int(key)) if key else None

    return operations.Assignment(
        store=chosen(Store, form.store_id.data),  # type: ignore[arg-type]
        checklist=chosen(ChecklistVersion, form.checklist_id.data),  # type: ignore[arg-type]
        assessor=chosen(User, form.assessor_id.data),  # type: ignore[arg-type]
        employee=chosen(Employee, form.employee_id.data),  # type: ignore[arg-type]
        wave=chosen(Wave, form.wave_id.data),  # type: ignore[arg-type]
        kind=form.kind.data,
        deadline=form.end_of_deadline(),
        scenario=form.scenario.data or "",
        part=scenario_of(form.scenario_code.data) if form.scenario_code.data else None,
    )


def _page(visit: Visit, cancelling: CancellationForm) -> str:
    viewer, is_open = signed_in_user(), visit.state in states.OPEN
    return render_template(
        "visits/show.html",
        visit=visit,
        result=VisitResult(visit, language()) if visit.scorecard else None,
        cancelling=cancelling if is_open and viewer.role == roles.QUALITY else None,
        to_fill={"returned": _asked_for(visit)} if is_open and viewer.id == visit.assessor_id else None,
    )


def _asked_for(visit: Visit) -> str:
    """What a reviewer asks for, in a sentence; nothing unless the visit was sent back."""
    back = queries.return_of(visit)
    return f"{states.RETURN_REASONS.get(back.reason, back.reason)}. {back.note}" if back else ""


def _fill_page(visit: Visit, filling: FillForm) -> Response:
    page = render_template(
        "visits/form.html",
        visit=visit,
        form=filling,
        sections=fragment.sections(filling, covert=visit.is_covert),
        outline=fragment.outline(filling),
        photos=queries.loose_evidence(visit),
        returned=_asked_for(visit),
    )
    response = make_response(page)
    return headers.let_record(response) if visit.allows_voice else response


def _stored_photos(filling: FillForm) -> tuple[list[tuple[str, intake.StoredPhoto]], list[str]]:
    """Store the photos that came with the page: each with its question, and a sentence about what was not stored."""
    stored: list[tuple[str, intake.StoredPhoto]] = []
    problems: list[str] = []
    codes = [code for code, fields in filling.questions.items() if fields.has("photos")]
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


def _too_late(visit: Visit) -> ResponseReturnValue:
    """The visit went on since the page was opened, perhaps on another device."""
    number = visit.id
    db.session.rollback()
    flash(_("This visit was decided in the meantime; nothing was changed."), "problem")
    return redirect(url_for("visits.show", visit_id=number))


def _visible(visit_id: int, *, locked: bool = False) -> Visit:
    visit = queries.visit_visible_to(signed_in_user(), visit_id, locked=locked)
    if visit is None:
        abort(404)
    return visit


def _own(visit_id: int) -> Visit:
    visit = queries.visit_of_assessor(visit_id, signed_in_user(), locked=request.method == "POST")
    if visit is None or visit.state == states.CANCELLED:
        abort(404)
    return visit
