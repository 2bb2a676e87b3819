"""Assigning a visit: the profession's rules about whom to send, and whom a visit may name."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.clock import now
from app.db import db
from app.visits.models import Visit
from tests.cast import NAMES, Cast
from tests.conftest import SignIn
from tests.days import today


def asked(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What the quality manager types: an open audit of the store's cashier, unless changed."""
    fields = {
        "kind": "audit",
        "store_id": cast.store,
        "checklist_id": cast.checklist,
        "assessor_id": cast.users["auditor"],
        "employee_id": cast.employee,
        "wave_id": "",
        "deadline": (today() + timedelta(days=5)).isoformat(),
        "scenario": "",
    }
    return fields | changes


def mystery(cast: Cast, **changes: Any) -> dict[str, Any]:
    covert = {
        "kind": "mystery",
        "assessor_id": cast.users["shopper"],
        "employee_id": "",
        "wave_id": cast.wave,
        "scenario": "Ask for a nut.",
    }
    return asked(cast, **covert) | changes


def visits(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Visit)) or 0


def refused(app: Flask, sign_in: SignIn, fields: dict[str, Any]) -> str:
    """The page that a refused assignment is answered with; nothing was planned."""
    before = visits(app)
    answer = sign_in("quality").post("/visits/new", fields)
    assert answer.status_code == 422
    assert visits(app) == before
    return answer.text


def test_an_open_audit_of_an_employee_is_assigned(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    quality = sign_in("quality")
    answer = quality.post("/visits/new", asked(cast, scenario="Ask for a bolt."))
    assert answer.status_code == 302
    assert "The visit is assigned: №" in quality.get(answer.location).text
    with app.app_context():
        visit = db.session.get_one(Visit, int(answer.location.rsplit("/", 1)[1]))
        assert (visit.kind, visit.state, visit.scenario) == ("audit", "assigned", "Ask for a bolt.")
        assert visit.employee is not None
        assert visit.employee.name == NAMES["employee"]
        assert visit.last_event.by_id == cast.users["quality"]


def test_the_assessor_finds_it_in_the_list(cast: Cast, sign_in: SignIn) -> None:
    address = sign_in("quality").post("/visits/new", mystery(cast)).location
    assert f"{address}/form" in sign_in("shopper").get("/visits").text
    assert f"{address}/form" not in sign_in("other shopper").get("/visits").text


def test_the_deadline_is_the_end_of_the_chosen_day_where_the_company_is(
    app: Flask, cast: Cast, sign_in: SignIn
) -> None:
    day = today() + timedelta(days=5)
    address = sign_in("quality").post("/visits/new", asked(cast)).location
    with app.app_context():
        deadline = db.session.get_one(Visit, int(address.rsplit("/", 1)[1])).deadline
        assert deadline.isoformat() == f"{day.isoformat()}T20:59:59+00:00"  # Moscow is three hours ahead


def test_a_shopper_makes_no_open_audit(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    page = refused(app, sign_in, asked(cast, assessor_id=cast.users["shopper"]))
    assert "An open audit is made by an auditor." in page


@pytest.mark.parametrize("elsewhere", ["colleague", "far_employee"])
def test_an_audit_names_only_somebody_who_holds_the_position_in_that_store(
    app: Flask, cast: Cast, sign_in: SignIn, elsewhere: str
) -> None:
    page = refused(app, sign_in, asked(cast, employee_id=getattr(cast, elsewhere)))
    assert "This employee does not hold this position in this store." in page


def test_a_day_that_has_passed_is_no_deadline(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    yesterday = (now() - timedelta(days=1)).date().isoformat()
    assert "This day has passed." in refused(app, sign_in, asked(cast, deadline=yesterday))


@pytest.mark.parametrize(
    "change",
    [
        {"store_id": 9999},
        {"checklist_id": "x"},
        {"assessor_id": ""},
        {"kind": "secret"},
        {"employee_id": "9999"},
    ],
)
def test_what_is_not_on_the_lists_is_refused(app: Flask, cast: Cast, sign_in: SignIn, change: dict) -> None:
    assert "please look at these" in refused(app, sign_in, asked(cast, **change))


@pytest.mark.parametrize("who", [who for who in NAMES if who != "quality"])
def test_nobody_but_the_quality_manager_assigns(app: Flask, cast: Cast, sign_in: SignIn, who: str) -> None:
    before = visits(app)
    visitor = sign_in(who)
    assert visitor.get("/visits/new").status_code == 404
    assert visitor.post("/visits/new", asked(cast)).status_code == 404
    assert visits(app) == before
