"""The reviewer's queue and decisions."""

from datetime import date, datetime, time

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import zone
from app.db import db
from app.people.roles import QUALITY, REVIEWER
from app.people.sessions import signed_in_user
from app.reviews import operations
from app.reviews.forms import ChoiceForm, HoldForm, RejectionForm, ReturnForm
from app.reviews.pair import Pair, rivals
from app.visits import queries as visit_queries
from app.visits.models import Visit
from app.visits.result import VisitResult
from app.visits.states import OutOfTurn
from app.web.access import roles
from app.web.languages import language

reviews = Blueprint("reviews", __name__, url_prefix="/reviews")


@reviews.get("")
@roles(REVIEWER, QUALITY)
def index() -> ResponseReturnValue:
    """What waits for a decision, the longest-waiting first."""
    return render_template("reviews/index.html", visits=visit_queries.visits_in_review())


@reviews.get("/<int:visit_id>")
@roles(REVIEWER, QUALITY)
def show(visit_id: int) -> ResponseReturnValue:
    """One submitted visit with everything needed to decide."""
    return _page(_visit(visit_id))


@reviews.get("/<int:visit_id>/pair")
@roles(REVIEWER, QUALITY)
def pair(visit_id: int) -> ResponseReturnValue:
    """Several submissions of one visit side by side, to choose the one that counts."""
    visit = _visit(visit_id)
    if len(rivals(visit)) < 2:
        return redirect(url_for("reviews.show", visit_id=visit_id))
    return render_template("reviews/pair.html", visit=visit, pair=Pair(visit, language()))


@reviews.post("/<int:visit_id>/choice")
@roles(REVIEWER, QUALITY)
def choice(visit_id: int) -> ResponseReturnValue:
    """Say which of several submissions counts."""
    visit, form = _visit(visit_id), ChoiceForm.from_request()
    chosen = next((each for each in visit.submissions if each.id == form.submission.data), None)
    if not form.accepted() or chosen is None:
        flash(_("Choose one of the submissions of this visit."), "problem")
        return redirect(url_for("reviews.show", visit_id=visit_id))
    try:
        operations.choose(visit, chosen, by=signed_in_user())
    except (OutOfTurn, operations.NotInThisAttempt):
        return _already_decided(visit)
    db.session.commit()
    flash(_("Submission № %(number)s counts. The others are kept.", number=chosen.id), "ok")
    return redirect(url_for("reviews.show", visit_id=visit_id))


@reviews.post("/<int:visit_id>/approval")
@roles(REVIEWER, QUALITY)
def approval(visit_id: int) -> ResponseReturnValue:
    """Approve: the visit counts from now on."""
    visit = _visit(visit_id)
    try:
        operations.approve(visit, by=signed_in_user())
    except operations.NotChosen:
        flash(_("Several submissions came for this visit: choose first which one counts."), "problem")
        return redirect(url_for("reviews.pair", visit_id=visit_id))
    except operations.CannotApprove:
        flash(_("Required answers are missing: return the visit instead."), "problem")
        return redirect(url_for("reviews.show", visit_id=visit_id))
    except OutOfTurn:
        return _already_decided(visit)
    db.session.commit()
    flash(_("Visit № %(number)s is approved.", number=visit_id), "ok")
    return redirect(url_for("reviews.index"))


@reviews.post("/<int:visit_id>/return")
@roles(REVIEWER, QUALITY)
def return_(visit_id: int) -> ResponseReturnValue:
    """Return the visit to its assessor with a reason and a new deadline."""
    visit, form = _visit(visit_id), ReturnForm.from_request(prefix="return-")
    if not form.accepted():
        return _page(visit, returning=form), 422
    try:
        deadline = _end_of(form.deadline.data)
        operations.return_(
            visit, by=signed_in_user(), reason=form.reason.data, note=form.note.data, deadline=deadline
        )
    except OutOfTurn:
        return _already_decided(visit)
    db.session.commit()
    flash(_("Visit № %(number)s is returned to the assessor.", number=visit_id), "ok")
    return redirect(url_for("reviews.index"))


@reviews.post("/<int:visit_id>/rejection")
@roles(REVIEWER, QUALITY)
def rejection(visit_id: int) -> ResponseReturnValue:
    """Reject: the visit does not count."""
    visit, form = _visit(visit_id), RejectionForm.from_request(prefix="reject-")
    if not form.accepted():
        return _page(visit, rejecting=form), 422
    try:
        operations.reject(visit, by=signed_in_user(), reason=form.reason.data, note=form.note.data)
    except OutOfTurn:
        return _already_decided(visit)
    db.session.commit()
    flash(_("Visit № %(number)s is rejected.", number=visit_id), "ok")
    return redirect(url_for("reviews.index"))


@reviews.post("/<int:visit_id>/hold")
@roles(REVIEWER, QUALITY)
def hold(visit_id: int) -> ResponseReturnValue:
    """Put the visit on hold until something is found out."""
    visit, form = _visit(visit_id), HoldForm.from_request(prefix="hold-")
    if not form.accepted():
        return _page(visit, holding=form), 422
    try:
        operations.hold(visit, by=signed_in_user(), note=form.note.data)
    except OutOfTurn:
        return _already_decided(visit)
    db.session.commit()
    flash(_("Visit № %(number)s is on hold.", number=visit_id), "ok")
    return redirect(url_for("reviews.index"))


@reviews.post("/<int:visit_id>/cancellation")
@roles(REVIEWER, QUALITY)
def cancellation(visit_id: int) -> ResponseReturnValue:
    """Accept that a visit could not be made; nobody is sent again."""
    visit = _visit(visit_id)
    try:
        operations.accept_impossible(visit, by=signed_in_user())
    except OutOfTurn:
        return _already_decided(visit)
    db.session.commit()
    flash(_("Visit № %(number)s is cancelled.", number=visit_id), "ok")
    return redirect(url_for("reviews.index"))


def _visit(visit_id: int) -> Visit:
    deciding = request.method == "POST"
    visit = visit_queries.visit_visible_to(signed_in_user(), visit_id, locked=deciding)
    if visit is None:
        abort(404)
    return visit


def _already_decided(visit: Visit) -> ResponseReturnValue:
    db.session.rollback()
    flash(_("This visit was decided in the meantime; nothing was changed."), "problem")
    return redirect(url_for("reviews.show", visit_id=visit.id))


def _page(
    visit: Visit,
    *,
    returning: ReturnForm | None = None,
    rejecting: RejectionForm | None = None,
    holding: HoldForm | None = None,
) -> str:
    result = VisitResult(visit, language()) if visit.scorecard else None
    return render_template(
        "reviews/show.html",
        visit=visit,
        result=result,
        rivals=rivals(visit),
        returning=returning or ReturnForm(prefix="return-"),
        rejecting=rejecting or RejectionForm(prefix="reject-"),
        holding=holding or HoldForm(prefix="hold-"),
    )


def _end_of(day: date | None) -> datetime:
    assert day is not None  # noqa: S101  (the form requires it)
    return datetime.combine(day, time(23, 59, 59), zone())
