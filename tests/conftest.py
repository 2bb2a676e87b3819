"""What every test may ask for: the product with the cast in it, and somebody of the cast at a browser."""

import gc
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask, g
from werkzeug.test import TestResponse
from xdist.scheduler import LoadScopeScheduling

from app.db import db
from app.people import operations as people
from app.people import passwords
from app.people.models import User
from app.web.csrf import HEADER, csrf_token
from tests.cast import Cast, app_with_cast
from tests.demo_folder import common_folder
from tests.once import share, share_reading

OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}
JOURNEYS = re.compile(r"tests/(browser|storm/phones)/(?!test_main_job)")  # each makes all it needs itself
STORMS = re.compile(r"tests/storm/")  # one server on each database for all of them


class Shared(LoadScopeScheduling):
    """Who runs what: tests that share something go to one process, so that it is made once."""

    def _split_scope(self, nodeid: str) -> str:
        if JOURNEYS.match(nodeid):
            return nodeid
        return "storms" if STORMS.match(nodeid) else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Shared:
    return Shared(config, log)


# A password is kept by a weaker hash than the product's, which takes a third of a second at every sign-in: that it is
# Argon2 with the costs it should have is tested beside the other rules of passwords.
passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

# Nearly every test makes the app anew, and looking through all that lives for what has died took a quarter of the time.
gc.set_threshold(100_000, 20, 50)

share()


class Visitor:
    """Somebody at a browser, signed in or a stranger; what is sent comes from our own page with its token."""

    def __init__(self, app: Flask, user: int | None) -> None:
        self.app = app
        self.client = app.test_client()
        self.user = user
        self.token = ""
        if user is None:
            return
        with app.app_context():
            self.secret = people.open_session(db.session.get_one(User, user), device="test")
            db.session.commit()
        self.client.set_cookie(app.config["SIGN_IN_COOKIE"], self.secret)
        with app.test_request_context():
            g.sign_in_token = self.secret
            self.token = csrf_token()

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.client.get(path, **more)

    def post(self, path: str, data: Any = None, **fields: Any) -> TestResponse:
        """Send a form: a mapping (also with files), or fields by keyword."""
        return self.send("POST", path, data={**(data or {}), **fields})

    def send(
        self, method: str, path: str, headers: dict[str, str] | None = None, **more: Any
    ) -> TestResponse:
        """Send anything, with the token in its header."""
        own = {**OWN_PAGE, **({HEADER: self.token} if self.token else {})}
        return self.client.open(path, method=method, headers={**own, **(headers or {})}, **more)


@pytest.fixture(scope="session", autouse=True)
def standards_read_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    share_reading(common_folder(tmp_path_factory) / "standards")


SignIn = Callable[[str | None], Visitor]


@pytest.fixture
def product(tmp_path: Path) -> Iterator[tuple[Flask, Cast]]:
    """The product on a copy of the shared chain, for this test alone."""
    app, cast = app_with_cast(tmp_path)
    yield app, cast
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def app(product: tuple[Flask, Cast]) -> Flask:
    return product[0]


@pytest.fixture
def cast(product: tuple[Flask, Cast]) -> Cast:
    return product[1]


@pytest.fixture
def sign_in(app: Flask, cast: Cast) -> SignIn:
    """`sign_in("director")`, `sign_in("other shopper")`; None is a stranger at the door."""
    return lambda who: Visitor(app, cast.users[who] if who else None)
