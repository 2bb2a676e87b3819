"""Signing in the store: a device on which the people of one store read and sign, each known by a PIN.

The director who opens it is signed out on it, so that nobody has more in hand here than the signing; whoever wants
more signs in with a password. The cookie of the tablet is good for these pages alone.
"""

from typing import Any

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from app.clock import today
from app.db import db
from app.people.models import Employee
from app.people.operations import TooManyFailures
from app.training import operations, pins, queries
from app.training.forms import CodeForm, PinForm
from app.training.models import StoreTablet
from app.training.pages import position_titles
from app.training.steps import Reader, add_steps
from app.training.syllabus import Standing
from app.web.access import public

tablet = Blueprint("tablet", __name__, url_prefix="/tablet")
COOKIE = "tablet"
OPEN_TO_ALL = {"tablet.index", "tablet.person", "tablet.code", "tablet.leaving", "tablet.closing"}


@tablet.before_request
def recognise() -> ResponseReturnValue | None:
    """No page here without an open tablet, none of the steps without somebody's PIN."""
    token = request.cookies.get(COOKIE)
    found = operations.recognise_tablet(token) if token and not current_user.is_authenticated else None
    if found is None:
        return render_template("training/closed.html"), 410
    g.tablet = found
    if request.endpoint not in OPEN_TO_ALL and operations.at_tablet(found) is None:
        flash(_("Type your PIN again, please: what you read and answered is kept."), "warning")
        return redirect(url_for("tablet.index"))
    return None


@tablet.get("")
@public
def index() -> ResponseReturnValue:
    """Everybody of the store who still has to sign."""
    titles = position_titles(queries.syllabus())
    return render_template("training/tablet.html", tablet=g.tablet, standings=_waiting(), titles=titles)


@tablet.route("/people/<int:employee_id>", methods=["GET", "POST"])
@public
def person(employee_id: int) -> ResponseReturnValue:
    """One of them types the PIN."""
    employee, form = _one(employee_id), PinForm.from_request()
    if queries.pin_of(employee) is None:
        return redirect(url_for("tablet.code", employee_id=employee_id))
    if form.accepted():
        try:
            if pins.pin_is_right(employee, form.pin.data, address=_address()):
                return _sit_down(employee)
            form.pin.errors = [_("This is not your PIN.")]
        except TooManyFailures:
            form.pin.errors = [
                _("Too many wrong PINs. Wait a quarter of an hour, or ask the director for a code.")
            ]
        db.session.commit()
    return _answered("training/pin.html", form, employee)


@tablet.route("/people/<int:employee_id>/code", methods=["GET", "POST"])
@public
def code(employee_id: int) -> ResponseReturnValue:
    """One of them sets a PIN by a code from the director."""
    employee, form = _one(employee_id), CodeForm.from_request()
    if form.accepted():
        try:
            if pins.use_code(employee, "".join(form.code.data.split()), form.pin.data, address=_address()):
                return _sit_down(employee)
            form.code.errors = [
                _("This code does not work: it is wrong, was used, or is older than three days.")
            ]
        except TooManyFailures:
            form.code.errors = [_("Too many wrong codes. Wait a quarter of an hour, or ask for a new code.")]
        db.session.commit()
    return _answered("training/code.html", form, employee)


@tablet.post("/leaving")
@public
def leaving() -> ResponseReturnValue:
    """Whoever is at the tablet goes; what was read and answered is kept."""
    operations.get_up(g.tablet)
    db.session.commit()
    return redirect(url_for("tablet.index"))


@tablet.post("/closing")
@public
def closing() -> ResponseReturnValue:
    """End the signing on this device."""
    operations.close_tablet(g.tablet)
    db.session.commit()
    response = redirect(url_for("people.sign_in"))
    response.delete_cookie(COOKIE, path=url_for("tablet.index"))
    return response


def give_cookie(response: Response, token: str) -> Response:
    """Let this device be recognised as the tablet, on these pages alone."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=operations.TABLET_LASTS,
        secure=current_app.config["PRODUCTION"],
        httponly=True,
        samesite="Strict",
        path=url_for("tablet.index"),
    )
    return response


def _reader() -> Reader:
    here: StoreTablet = g.tablet
    employee = operations.at_tablet(here)
    assert employee is not None  # noqa: S101  (looked at before the view)
    return Reader(employee, here)


add_steps(tablet, _reader, public, under="/reading")


def _waiting() -> list[Standing]:
    staff = queries.staff_of(g.tablet.store_id, today())
    return [each for each in queries.standings(queries.syllabus(), staff) if not each.done]


def _one(employee_id: int) -> Employee:
    found = (each.employee for each in _waiting() if each.employee.id == employee_id)
    return next(found, None) or abort(404)


def _sit_down(employee: Employee) -> ResponseReturnValue:
    operations.sit_down(g.tablet, employee)
    db.session.commit()
    return redirect(url_for("tablet.show"))


def _answered(template: str, form: Any, employee: Employee) -> ResponseReturnValue:
    page = render_template(template, form=form, employee=employee, tablet=g.tablet)
    return page, 200 if request.method == "GET" else 422


def _address() -> str:
    return request.remote_addr or ""
