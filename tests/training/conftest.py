"""Somebody of the cast in an app context that is running, and the tablet of a store."""

from collections.abc import Iterator

import pytest
from flask import Flask

from app.db import db
from app.people.models import Employee, User
from app.training import operations, pins
from tests.cast import Cast
from tests.conftest import Visitor

PIN = "4186"


@pytest.fixture
def within(app: Flask) -> Iterator[Flask]:
    with app.app_context():
        yield app


@pytest.fixture
def cashier(within: Flask, cast: Cast) -> Employee:
    """The employee of the cast, who has to sign the first version."""
    return db.session.get_one(Employee, cast.employee)


@pytest.fixture
def far_cashier(within: Flask, cast: Cast) -> Employee:
    """A cashier of another store."""
    return db.session.get_one(Employee, cast.far_employee)


@pytest.fixture
def tablet(app: Flask, cast: Cast) -> Visitor:
    """A browser that is the tablet of the first store; its cashier has a PIN."""
    with app.app_context():
        token = operations.open_tablet(cast.store, by=db.session.get_one(User, cast.users["director"]))
        pins.set_pin(db.session.get_one(Employee, cast.employee), PIN)
        db.session.commit()
    browser = Visitor(app, None)
    browser.client.set_cookie("tablet", token, path="/tablet")
    browser.client.set_cookie("language", "en")
    return browser
