"""Every address of the product, opened by everybody: who may, who may not, and that looking changes nothing."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from werkzeug.test import TestResponse

from app.db import db
from tests.architecture.matrix import Line, lines, things
from tests.cast import NAMES, Cast, app_with_cast
from tests.conftest import Visitor

LINES = lines()
WRITTEN_DOWN = (
    "INSERT INTO look "  # whoever looks at a person's card is written down: a page writes nothing else
)
CLOSED = {401, 403, 404, 405, 500, 503}


def test_every_route_has_its_line(app: Flask, cast: Cast) -> None:
    known = things(app, cast)
    listed = {(line.rule(app, known).endpoint, line.method) for line in LINES}
    routes = {
        (rule.endpoint, method): rule.rule
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    missing = [
        f"{method} {rule} ({endpoint}) is not listed: write into tests/architecture/routes.toml who may open it"
        for (endpoint, method), rule in routes.items()
        if (endpoint, method) not in listed
    ]
    assert missing == []


@pytest.mark.parametrize("line", [line for line in LINES if not line.unsafe], ids=str)
def test_a_page_opens_to_its_people_and_looking_changes_nothing(street: "Street", line: Line) -> None:
    with changes(street.app) as changed:
        street.refuses_others(line)
        street.lets_in(line)
    assert [each for each in changed if not each.startswith(WRITTEN_DOWN)] == []


@pytest.mark.parametrize("line", [line for line in LINES if line.unsafe], ids=str)
def test_an_action_is_open_to_its_people_and_to_nobody_else(street: "Street", line: Line) -> None:
    with changes(street.app) as changed:
        street.refuses_others(line)
    assert changed == [], "somebody who was refused changed something"
    with street.as_it_was():
        street.lets_in(line)


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> "Street":
    """One product for all: looking changes nothing, and what an action changes is taken back."""
    return Street(*app_with_cast(tmp_path_factory.mktemp("street")))


class Street:
    """Everybody of the cast at a browser, and somebody who has not signed in."""

    def __init__(self, app: Flask, cast: Cast) -> None:
        self.app = app
        self.things = things(app, cast)
        self.visitors = {who: Visitor(app, cast.users[who]) for who in NAMES}
        self.stranger = Visitor(app, None)
        self.seed = self._database().with_suffix(".seed")
        shutil.copy(self._database(), self.seed)

    def refuses_others(self, line: Line) -> None:
        address = line.address(self.things)
        for who in NAMES:
            if who not in line.who:
                answer = self.visitors[who].send(line.method, address)
                assert answer.status_code == 404, f"{who} opened {line}: {answer.status}"
        answer = self.stranger.send(line.method, address)
        assert line.public or asked_to_sign_in(answer), f"a stranger opened {line}: {answer.status}"

    def lets_in(self, line: Line) -> None:
        for who in line.who:
            answer = self.visitors[who].send(line.method, line.address(self.things))
            assert answer.status_code not in CLOSED, f"{who} at {line}: {answer.status}"
            assert not asked_to_sign_in(answer), f"{who} was asked to sign in at {line}"

    @contextmanager
    def as_it_was(self) -> Iterator[None]:
        """Take back what the block changes: rows, and who is signed in."""
        try:
            yield
        finally:
            shutil.copy(self.seed, self._database())
            for visitor in self.visitors.values():
                visitor.client.set_cookie(self.app.config["SIGN_IN_COOKIE"], visitor.secret)

    def _database(self) -> Path:
        """The file with all that was written, closed."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
            return Path(str(db.engine.url.database))


def asked_to_sign_in(answer: TestResponse) -> bool:
    if answer.request.path.startswith("/api/"):
        return answer.status_code == 401 and answer.json == {
            "code": "sign_in",
            "message": "Sign in to go on.",
        }
    return answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in?next=")


@contextmanager
def changes(app: Flask) -> Iterator[list[str]]:
    """The statements that wrote while the block ran."""
    written: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().split(None, 1)[0].upper() not in {"SELECT", "WITH", "PRAGMA", "BEGIN"}:
            written.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield written
    finally:
        event.remove(engine, "before_cursor_execute", note)
