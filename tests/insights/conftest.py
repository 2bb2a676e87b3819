import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from app.db import db
from app.insights.rebuild import operations, queries
from app.people.models import Employee
from app.stores.models import Store
from app.visits.models import Visit
from app.visits.payload import digest
from tests.cast import Cast
from tests.days import today
from tests.visits.made import approved

SCALE = "COU-02"  # from 1 to 5, parts of a step allowed

Rated = Callable[..., list[int]]


@pytest.fixture
def rated(app: Flask, cast: Cast) -> Rated:
    """`rated("60 70 80", store=…)`, as `rating` says it."""
    return rating(app, cast)


def rating(app: Flask, cast: Cast) -> Rated:
    """`rate("60 70 80", store=…)`: approved audits whose answers earn these scores; gives their numbers.

    With `changes` every visit is answered so instead, whatever that earns.
    """

    def rate(scores: str, *, changes: dict[str, Any] | None = None, **more: Any) -> list[int]:
        with app.app_context():
            asked = codes_of(db.session.get_one(Visit, cast.approved_audit))
            made = [
                approved(cast, changes=changes or earning(score, asked), **more) for score in scores.split()
            ]
            db.session.commit()
            return [visit.id for visit in made]

    return rate


def codes_of(visit: Visit) -> list[str]:
    """The scored questions of the visit."""
    return [each.id for each in visit.checklist.checklist.for_visit(visit.kind).questions() if each.scored]


def earning(score: str, asked: list[str]) -> dict[str, Any]:
    """Answers that earn exactly so many per cent: one scale says it, nothing else applies."""
    answers: dict[str, Any] = {code: {"non_answer": "not_applicable"} for code in asked}
    return answers | {SCALE: {"value": float(1 + 4 * Decimal(score) / 100)}}


@pytest.fixture
def everybody_at_90(app: Flask, cast: Cast) -> None:
    """The three approved visits of the cast answered what earns 90, so that a mean can be worked out by hand."""
    with app.app_context():
        for approval in queries.approvals():
            visit = db.session.get_one(Visit, approval.visit_id)
            assert visit.submission
            said = json.loads(visit.submission.body) | {"answers": earning("90", codes_of(visit))}
            visit.submission.body = json.dumps(said).encode()
            visit.submission.digest = digest(visit.submission.body)
        db.session.commit()
        for _month in operations.rebuild(lambda said: None):
            db.session.commit()


@pytest.fixture
def cashier(app: Flask) -> Callable[[str, int], int]:
    """`cashier("Anna", store)`: one more cashier."""

    def hire(name: str, store: int) -> int:
        with app.app_context():
            employee = Employee(
                name=name, position="cashier", store=db.session.get_one(Store, store), hired_on=today()
            )
            db.session.add(employee)
            db.session.commit()
            return employee.id

    return hire
