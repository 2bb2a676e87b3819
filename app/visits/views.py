"""Pages of visits: the list, assigning, what became of one."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.checklists.models import ChecklistVersion
from app.db import db
from app.people import roles
from app.people.models import Employee, User
from app.people.sessions import signed_in_user
from app.standards.queries import scenario_of
from app.stores.models import Store
from app.visits import operations, queries, states
from app.visits.forms import AssignForm, CancellationForm, ImpossibleForm, VisitFilter
from app.visits.models import Visit
from app.visits.result import VisitResult
from app.visits.viewed import asked_for, own, too_late, visible
from app.waves.models import Wave
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
    return _page(visible(visit_id), CancellationForm())


@visits.post("/<int:visit_id>/cancellation")
@only(roles.QUALITY)
def cancellation(visit_id: int) -> ResponseReturnValue:
    """Call off a visit that was not made yet."""
    visit, form = visible(visit_id, locked=True), CancellationForm.from_request()
    if not form.accepted():
        return _page(visit, form), 422
    try:
        operations.cancel(visit, by=signed_in_user(), note=form.note.data)
    except states.OutOfTurn:
        return too_late(visit)
    db.session.commit()
    flash(_("Visit № %(number)s is cancelled.", number=visit_id), "ok")
    return redirect(url_for("visits.show", visit_id=visit_id))


@visits.post("/<int:visit_id>/acceptance")
@only(*roles.ASSESSORS)
def acceptance(visit_id: int) -> ResponseReturnValue:
    """The assessor takes the visit on."""
    visit = own(visit_id)
    try:
        operations.accept(visit, by=signed_in_user())
    except states.OutOfTurn:
        return too_late(visit)
    db.session.commit()
    return redirect(url_for("visits.index"))


@visits.route("/<int:visit_id>/impossibility", methods=["GET", "POST"])
@only(*roles.ASSESSORS)
def impossibility(visit_id: int) -> ResponseReturnValue:
    """The visit cannot be made, and why."""
    visit = own(visit_id)
    form = ImpossibleForm.from_request()
    if form.accepted():
        try:
            operations.give_up(visit, by=signed_in_user(), reason=form.reason.data, note=form.note.data)
        except states.OutOfTurn:
            return too_late(visit)
        db.session.commit()
        flash(_("Noted. The reviewer will see why the visit could not be made."), "ok")
        return redirect(url_for("visits.index"))
    return render_template(
        "visits/impossible.html", form=form, visit=visit
    ), 200 if request.method == "GET" else 422


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
        to_fill={"returned": asked_for(visit)} if is_open and viewer.id == visit.assessor_id else None,
    )
