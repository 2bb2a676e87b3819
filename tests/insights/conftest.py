from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.clock import today
from app.db import db
from app.people.models import Employee
from app.stores.models import Store
from app.visits.models import Scorecard
from tests.cast import Cast
from tests.visits.made import approved

Rated = Callable[..., list[int]]


@pytest.fixture
def rated(app: Flask, cast: Cast) -> Rated:
    """`rated("60 70 80", store=…)`: approved audits with these scores; gives their numbers."""

    def rate(scores: str, **more: object) -> list[int]:
        with app.app_context():
            made = [approved(cast, score=score, **more) for score in scores.split()]  # type: ignore[arg-type]
            db.session.commit()
            return [visit.id for visit in made]

    return rate


@pytest.fixture
def everybody_at_90(app: Flask, cast: Cast) -> None:
    """The three approved visits of the cast score 90, so that a mean can be worked out by hand."""
    with app.app_context():
        for card in db.session.scalars(select(Scorecard)):
            card.score = 90
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
