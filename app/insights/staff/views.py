"""Pages of persons: staff side by side, a person's card with the answers to it, assessors."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import db, may_write
from app.insights.staff import operations, queries
from app.insights.staff.assessor import AssessorPage
from app.insights.staff.assessors import AssessorsPage
from app.insights.staff.card import CardPage
from app.insights.staff.comparison import ComparisonPage
from app.insights.staff.forms import ReplyForm
from app.insights.views import shown
from app.people.models import Employee
from app.people.queries import employees_visible_to
from app.people.roles import DIRECTOR, EMPLOYEE, HR, QUALITY, REGIONAL
from app.people.sessions import signed_in_user
from app.visits.models import Visit
from app.visits.queries import visit_visible_to
from app.web.access import roles

staff = Blueprint("staff", __name__)


@staff.app_context_processor
def vocabulary() -> dict[str, object]:
    """The replies to a result, for the page of the visit."""
    return {"replies_to": queries.replies_to}


@staff.get("/people")
@roles(HR, QUALITY)
def index() -> ResponseReturnValue:
    """People of one position compared on like visits, each with n and interval."""
    return shown("insights/people.html", ComparisonPage(signed_in_user(), request.args))


@staff.get("/people/me")
@roles(EMPLOYEE)
def own() -> ResponseReturnValue:
    """To the card of whoever is signed in."""
    return redirect(url_for("staff.show", employee_id=signed_in_user().employee_id))


@staff.get("/people/<int:employee_id>")
@roles(HR, QUALITY, DIRECTOR, REGIONAL, EMPLOYEE)
def show(employee_id: int) -> ResponseReturnValue:
    """One person's card. Who looks at it is written down."""
    viewer = signed_in_user()
    employee = db.session.scalar(employees_visible_to(viewer).where(Employee.id == employee_id))
    if employee is None:
        abort(404)
    page = shown("insights/person.html", CardPage(viewer, employee, request.args))
    db.session.commit()  # all was read without a turn to write, which is taken for this one line alone
    may_write()
    operations.look(employee, by=viewer)
    db.session.commit()
    return page


@staff.route("/visits/<int:visit_id>/replies", methods=["GET", "POST"])
@roles(EMPLOYEE)
def reply(visit_id: int) -> ResponseReturnValue:
    """The person assessed answers to the result."""
    visit, form = _visit(visit_id), ReplyForm.from_request()
    if form.accepted():
        try:
            operations.reply(visit, form.text.data, by=signed_in_user())
        except operations.NotYours:
            abort(404)
        db.session.commit()
        flash(_("Your answer stands beside the result now."), "ok")
        return redirect(url_for("visits.show", visit_id=visit_id))
    status = 200 if request.method == "GET" else 422
    return render_template("insights/reply.html", visit=visit, form=form), status


@staff.get("/assessors")
@roles(QUALITY)
def assessors() -> ResponseReturnValue:
    """Assessors against one another, as questions."""
    return shown("insights/assessors.html", AssessorsPage(signed_in_user(), request.args))


@staff.get("/assessors/<int:assessor_id>")
@roles(QUALITY)
def assessor(assessor_id: int) -> ResponseReturnValue:
    """One assessor, store by store and visit by visit."""
    found = queries.users([assessor_id]).get(assessor_id)
    if found is None or not found.is_assessor:
        abort(404)
    return shown("insights/assessor.html", AssessorPage(signed_in_user(), found, request.args))


def _visit(visit_id: int) -> Visit:
    return visit_visible_to(signed_in_user(), visit_id) or abort(404)
