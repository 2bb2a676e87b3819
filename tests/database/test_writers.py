"""Many hands at one database: no update is lost, nobody waits for ever, and nothing is left half done."""

import io
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from flask import Flask

from app import db as database
from app.db import db
from app.visits import queries as visits
from app.visits.models import Draft, Visit
from tests.cast import Cast, app_with_cast
from tests.conftest import SignIn, Visitor
from tests.storm.devices import item_of
from tests.sync.field import picture

WRITERS, UPDATES_EACH = 4, 150
# A database that does not answer cannot say who is looking: the browser alone tells the language.
IN_ENGLISH = {"Accept-Language": "en"}


def test_four_writers_lose_none_of_their_six_hundred_updates(app: Flask, cast: Cast) -> None:
    with app.app_context():
        db.session.add(Draft(visit_id=cast.open_audit))
        db.session.commit()
    together = threading.Barrier(WRITERS)

    def read_then_write() -> None:
        together.wait()
        with app.app_context():
            for _time in range(UPDATES_EACH):
                db.session.get_one(Draft, cast.open_audit).rev += 1
                db.session.commit()

    with ThreadPoolExecutor(WRITERS) as hands:
        for done in [hands.submit(read_then_write) for _writer in range(WRITERS)]:
            done.result()
    with app.app_context():
        assert db.session.get_one(Draft, cast.open_audit).rev == WRITERS * UPDATES_EACH


@pytest.fixture
def impatient(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Flask, Cast]:
    """The product that waits for its turn a fifth of a second instead of ten."""
    monkeypatch.setattr(database, "BUSY_TIMEOUT_SECONDS", 0.2)
    return app_with_cast(tmp_path)


@contextmanager
def writer_in_this_process(app: Flask) -> Iterator[None]:
    with app.app_context(), db.engine.connect() as connection, connection.begin():
        yield


@contextmanager
def writer_in_another_process(app: Flask) -> Iterator[None]:
    """What the product sees of one: a connection that it does not know of and that holds the write lock."""
    with closing(sqlite.connect(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))) as other:
        other.isolation_level = None
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.mark.parametrize("another_writer", [writer_in_this_process, writer_in_another_process])
def test_a_writer_who_holds_the_database_makes_others_come_again(impatient, another_writer) -> None:
    app, cast = impatient
    auditor = Visitor(app, cast.users["auditor"])
    with another_writer(app):
        answer = auditor.send("POST", f"/visits/{cast.open_audit}/acceptance", headers=IN_ENGLISH)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "The server is busy" in answer.text
    with app.app_context():
        assert db.session.get_one(Visit, cast.open_audit).state == "assigned"
    assert auditor.post(f"/visits/{cast.open_audit}/acceptance").status_code == 302
    with app.app_context():
        assert db.session.get_one(Visit, cast.open_audit).state == "accepted"


@pytest.mark.parametrize("another_writer", [writer_in_this_process, writer_in_another_process])
def test_who_only_reads_does_not_wait_for_a_writer(impatient, another_writer) -> None:
    app, cast = impatient
    director = Visitor(app, cast.users["director"])
    with another_writer(app):
        assert director.get(f"/visits/{cast.approved_audit}").status_code == 200


def test_a_phone_is_told_in_json_to_come_again(impatient) -> None:
    app, cast = impatient
    phone = Visitor(app, cast.users["auditor"])
    with app.app_context():
        asked = db.session.get_one(Visit, cast.open_audit).checklist
        visit = {"visit": cast.open_audit, "checklist": {"id": asked.id, "digest": asked.digest}}
        db.session.rollback()
    item = item_of(visit, {})
    with writer_in_another_process(app):
        answer = phone.send("PUT", f"/api/submissions/{item.id}", data=item.body, headers=IN_ENGLISH)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "The server is busy" in answer.json["message"]


def test_what_a_phone_sends_is_looked_at_without_a_turn_to_write(impatient) -> None:
    app, cast = impatient
    phone = Visitor(app, cast.users["auditor"])
    with writer_in_another_process(app):
        answer = phone.send("PUT", f"/api/submissions/{cast.submission}", data=b"{}")
    assert (answer.status_code, answer.json["code"]) == (400, "malformed")


def test_what_a_request_began_before_it_broke_is_undone(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    """The photo's row is written first; the database then refuses the draft."""
    with app.app_context(), db.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER refuse BEFORE INSERT ON draft BEGIN SELECT RAISE(ABORT, 'broken'); END"
        )
    photo = (io.BytesIO(picture()), "shelf.jpg")
    answer = sign_in("auditor").post(
        f"/visits/{cast.open_audit}/form", {"COU-01": "value:yes", "COU-01.photos": photo}
    )
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.text
    with app.app_context():
        visit = db.session.get_one(Visit, cast.open_audit)
        assert (visit.state, visit.draft, visits.loose_evidence(visit)) == ("assigned", None, [])
