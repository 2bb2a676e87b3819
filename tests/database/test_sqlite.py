"""What a SQLite file promises: it keeps what was acknowledged, and refuses rows that point nowhere."""

from pathlib import Path

import pysqlite3.dbapi2
import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.clock import now
from app.db import db
from app.visits.models import Visit, VisitEvent
from tests.cast import Cast, app_on


@pytest.mark.parametrize(
    ("pragma", "wanted"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)]
)
def test_every_connection_is_safe(app: Flask, pragma: str, wanted: object) -> None:
    with app.app_context(), db.engine.connect() as first, db.engine.connect() as second:
        for connection in (first, second):
            raw = connection.connection.driver_connection
            assert raw.execute(f"PRAGMA {pragma}").fetchone()[0] == wanted


def test_a_row_that_points_nowhere_is_refused(app: Flask) -> None:
    with app.app_context():
        db.session.add(VisitEvent(visit_id=987654, state="approved", at=now()))
        with pytest.raises(IntegrityError, match="FOREIGN KEY"):
            db.session.commit()


def test_a_visit_with_a_history_cannot_be_deleted_from_under_it(app: Flask, cast: Cast) -> None:
    with app.app_context(), pytest.raises(IntegrityError, match="FOREIGN KEY"):
        db.session.execute(text("DELETE FROM visit WHERE id = :id"), {"id": cast.approved_audit})


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("kind", "'secret'", "known_kind"),
        ("employee_id", "(SELECT min(id) FROM employee)", "covert_names_nobody"),
        ("wave_id", "NULL", "covert_has_wave"),
    ],
)
def test_the_database_itself_keeps_the_rules_of_a_mystery_visit(
    app: Flask, cast: Cast, column: str, value: str, rule: str
) -> None:
    with app.app_context():
        assert db.session.get_one(Visit, cast.approved_mystery).is_covert
        with pytest.raises(IntegrityError, match=rule):
            db.session.execute(
                text(f"UPDATE visit SET {column} = {value} WHERE id = {cast.approved_mystery}")
            )


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("employee_id", "(SELECT min(id) FROM employee)", "covert_names_nobody"),
        ("wave_id", "(SELECT min(id) FROM wave)", "competitor_has_no_wave"),
    ],
)
def test_the_database_itself_keeps_the_rules_of_a_visit_to_a_competitor(
    app: Flask, cast: Cast, column: str, value: str, rule: str
) -> None:
    with app.app_context():
        theirs = "UPDATE visit SET kind = 'competitor', wave_id = NULL, employee_id = NULL"
        db.session.execute(text(f"{theirs} WHERE id = {cast.approved_mystery}"))
        with pytest.raises(IntegrityError, match=rule):
            db.session.execute(
                text(f"UPDATE visit SET {column} = {value} WHERE id = {cast.approved_mystery}")
            )


def test_a_library_that_can_lose_commits_is_refused_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pysqlite3.dbapi2, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(RuntimeError, match=r"can lose commits; install pysqlite3 with 3\.51\.3 or newer"):
        app_on(tmp_path)
    monkeypatch.setattr(pysqlite3.dbapi2, "sqlite_version_info", (3, 51, 3))
    app_on(tmp_path)
