"""Pages of scores brought together: a store for its director, people for HR."""

from datetime import timedelta

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now
from app.db import db
from app.insights import figures, queries
from app.insights.pages import PeoplePage, StorePage
from app.people import queries as people_queries
from app.people.models import Employee
from app.people.roles import DIRECTOR, HR, QUALITY, REGIONAL
from app.people.sessions import signed_in_user
from app.scoring.intervals import mean_interval
from app.standards.queries import current_standard
from app.stores.models import Store
from app.stores.queries import stores_visible_to
from app.web.access import roles, signed_in

insights = Blueprint("insights", __name__)
PERIODS = (30, 90, 365)


@insights.get("/stores")
@roles(DIRECTOR, REGIONAL, HR, QUALITY)
def stores() -> ResponseReturnValue:
    """The stores this person answers for, side by side; a director goes straight to the own one."""
    viewer, days = signed_in_user(), _days()
    visible = list(db.session.scalars(stores_visible_to(viewer)))
    if viewer.role == DIRECTOR and len(visible) == 1:
        return _store_page(visible[0], days)
    since = now() - timedelta(days=days)
    visits = figures.grouped(queries.scored_visits(viewer, since), lambda visit: visit.store_id)
    rows = figures.ordered(
        figures.figure(
            store.name, visits.get(store.id, []), url_for("insights.store", store_id=store.id, days=days)
        )
        for store in visible
    )
    chain = mean_interval(queries.chain_scores(since))
    return render_template("insights/stores.html", rows=rows, chain=chain, days=days, periods=PERIODS)


@insights.get("/stores/<int:store_id>")
@roles(DIRECTOR, REGIONAL, HR, QUALITY)
def store(store_id: int) -> ResponseReturnValue:
    """One store: how it stands, what is worst, where the proof is."""
    found = db.session.scalar(stores_visible_to(signed_in_user()).where(Store.id == store_id))
    if found is None:
        abort(404)
    return _store_page(found, _days())


@insights.get("/people")
@roles(HR, QUALITY)
def people() -> ResponseReturnValue:
    """People of one position compared on open audits, each with n and interval."""
    viewer, days = signed_in_user(), _days()
    employees = list(db.session.scalars(people_queries.employees_visible_to(viewer)))
    page = PeoplePage(viewer, employees, request.args.get("position"), since=now() - timedelta(days=days))
    standard = current_standard()
    titles = {each.code: each.title for each in standard.document.positions} if standard else {}
    return render_template("insights/people.html", page=page, titles=titles, days=days, periods=PERIODS)


@insights.get("/people/<int:employee_id>")
@roles(HR, QUALITY, DIRECTOR, REGIONAL)
def person(employee_id: int) -> ResponseReturnValue:
    """One employee's open audits."""
    viewer, days = signed_in_user(), _days()
    employee = db.session.scalar(
        people_queries.employees_visible_to(viewer).where(Employee.id == employee_id)
    )
    if employee is None:
        abort(404)
    page = PeoplePage(viewer, [employee], employee.position, since=now() - timedelta(days=days))
    standard = current_standard()
    titles = {each.code: each.title for each in standard.document.positions} if standard else {}
    return render_template(
        "insights/person.html", page=page, employee=employee, titles=titles, days=days, periods=PERIODS
    )


@insights.get("/method")
@signed_in
def method() -> ResponseReturnValue:
    """How every figure is worked out, in plain words with examples."""
    return render_template("insights/method.html")


def _store_page(store: Store, days: int) -> str:
    page = StorePage(signed_in_user(), store, since=now() - timedelta(days=days))
    return render_template("insights/store.html", page=page, days=days, periods=PERIODS)


def _days() -> int:
    days = request.args.get("days", PERIODS[1], type=int)
    return days if days in PERIODS else PERIODS[1]
