"""Pages of signatures: one's own reading, coverage and who has not signed, a signature, the store's tablet."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import today
from app.db import db
from app.people.models import Employee
from app.people.operations import sign_out
from app.people.roles import DIRECTOR, EMPLOYEE, HR, QUALITY, REGIONAL
from app.people.sessions import signed_in_user, take_cookie, this_device
from app.training import operations, pins, queries, tablet
from app.training.forms import DeadlineForm, NewPinForm, PeopleFilter
from app.training.pages import CoveragePage, PeoplePage, position_titles, reminder_for
from app.training.reading import Reading
from app.training.steps import Reader, add_steps
from app.training.syllabus import has_left
from app.web.access import roles

reading = Blueprint("reading", __name__, url_prefix="/reading")
training = Blueprint("training", __name__, url_prefix="/training")
OVERSEERS = (DIRECTOR, REGIONAL, HR, QUALITY)
SIGNATURE_READERS = (EMPLOYEE, *OVERSEERS)


def _own() -> Reader:
    employee = signed_in_user().employee
    if employee is None or has_left(employee, today()):
        abort(404)
    return Reader(employee)


add_steps(reading, _own, roles(EMPLOYEE))


@reading.route("/pin", methods=["GET", "POST"])
@roles(EMPLOYEE)
def pin() -> ResponseReturnValue:
    """Set the own PIN for the tablet of the store."""
    reader, form = _own(), NewPinForm.from_request()
    if form.accepted():
        pins.set_pin(reader.employee, form.pin.data)
        db.session.commit()
        flash(_("The PIN is set."), "ok")
        return redirect(url_for("reading.show"))
    return render_template("training/own_pin.html", form=form), 200 if request.method == "GET" else 422


@training.get("")
@roles(*OVERSEERS)
def index() -> ResponseReturnValue:
    """Coverage: signed so many of so many, by store and by position."""
    return _coverage(DeadlineForm())


@training.post("/deadline")
@roles(QUALITY)
def deadline() -> ResponseReturnValue:
    """Say until when the version in force is to be signed."""
    current = queries.syllabus().current or abort(404)
    form = DeadlineForm.from_request().of(current)
    if not form.accepted():
        return _coverage(form), 422
    operations.set_deadline(current, form.due_on.data, by=signed_in_user())
    db.session.commit()
    flash(_("The day is set."), "ok")
    return redirect(url_for("training.index"))


@training.get("/people")
@roles(*OVERSEERS)
def people() -> ResponseReturnValue:
    """Who has signed and who has not, the overdue first."""
    page = PeoplePage(signed_in_user(), PeopleFilter(request.args), request.args.get("page", 1, type=int))
    return render_template("training/people.html", page=page)


@training.get("/people/<int:employee_id>")
@roles(*OVERSEERS)
def person(employee_id: int) -> ResponseReturnValue:
    """One person: what is left, what was signed, whether there is a PIN."""
    employee, syllabus = _visible(employee_id), queries.syllabus()
    return render_template(
        "training/person.html",
        employee=employee,
        title=position_titles(syllabus).get(employee.position, employee.position),
        standing=syllabus.standing(employee, queries.signed_by(employee)),
        signatures=queries.signatures_of(employee),
        pin=queries.pin_of(employee),
        today=today(),
    )


@training.post("/people/<int:employee_id>/codes")
@roles(DIRECTOR)
def code(employee_id: int) -> ResponseReturnValue:
    """A code with which somebody of the director's store sets a PIN; shown once."""
    employee = _visible(employee_id)
    given = pins.give_code(employee, by=signed_in_user())
    db.session.commit()
    return render_template("training/code_given.html", employee=employee, code=given), 201


@training.get("/signatures/<int:signature_id>")
@roles(*SIGNATURE_READERS)
def signature(signature_id: int) -> ResponseReturnValue:
    """A signature with exactly the text that was signed."""
    found = queries.signature_visible_to(signed_in_user(), signature_id) or abort(404)
    text = Reading.model_validate_json(found.text.content) if found.text.is_whole else None
    return render_template("training/signature.html", signature=found, text=text)


@training.route("/tablet", methods=["GET", "POST"])
@roles(DIRECTOR)
def opening() -> ResponseReturnValue:
    """Turn this device into the store's tablet; the director is signed out on it."""
    director = signed_in_user()
    if request.method == "GET":
        return render_template("training/opening.html", store=director.store)
    token = operations.open_tablet(director.store_id or abort(404), by=director)
    sign_out(this_device())
    db.session.commit()
    return tablet.give_cookie(take_cookie(redirect(url_for("tablet.index"))), token)


@training.app_context_processor
def reminder() -> dict[str, object]:
    """What the first page of an employee reminds of; nothing is asked before a template does."""
    return {"signing_reminder": lambda: reminder_for(signed_in_user()), "signing_day": today}


def _coverage(form: DeadlineForm) -> str:
    page = CoveragePage(signed_in_user())
    if form.due_on.data is None and page.syllabus.current:
        form.due_on.data = page.syllabus.due_on(page.syllabus.current)
    return render_template("training/coverage.html", page=page, form=form)


def _visible(employee_id: int) -> Employee:
    return queries.visible_employee(signed_in_user(), employee_id) or abort(404)
