"""The migrations make exactly the tables that the models describe, and can be taken back."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import CheckConstraint, MetaData, Table, inspect, text

from app.config import ROOT
from app.db import Base, db
from tests.cast import app_on

MIGRATIONS = str(ROOT / "migrations")
DAY = datetime(2026, 3, 31, tzinfo=UTC)
SIGNED = {
    "sections": [{"questions": [{"id": "COU-01", "kind": "signature"}, {"id": "COU-02", "kind": "photo"}]}]
}
# One signed visit, as the tables of 0002 keep it, each thing before those that refer to it.
KEPT_BEFORE: list[tuple[str, dict[str, Any]]] = [
    ("region", {"name": "North"}),
    ("store", {"code": "S01", "name": "Nevsky", "address": "1", "region_id": 1}),
    ("user", {"email": "a@demo.example", "name": "A", "role": "auditor", "password_hash": "-", "created_at": DAY}),
    ("standard_version", {"number": 1, "content": {}, "digest": "0", "reason": "first", "published_at": DAY}),
    ("checklist_version", {"position": "guard", "channel": "in_person", "number": 1, "standard_id": 1,
                           "content": SIGNED, "digest": "0", "published_at": DAY}),
    ("visit", {"kind": "audit", "store_id": 1, "checklist_id": 1, "assessor_id": 1, "scenario": "", "deadline": DAY,
               "created_at": DAY}),
    ("submission", {"uuid": "s", "visit_id": 1, "by_id": 1, "body": b"{}", "digest": "0", "language": "en",
                    "flags": [], "announced_at": DAY}),
    ("evidence", {"uuid": "a", "visit_id": 1, "submission_id": 1, "question": "COU-01", "digest": "0", "key": "k",
                  "width": 4, "height": 3, "size": 12, "received_at": DAY}),
]  # fmt: skip


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Flask]:
    """The product on an empty database that the migrations have filled with tables."""
    app = app_on(tmp_path)
    with app.app_context():
        upgrade(MIGRATIONS)
        yield app
        db.session.remove()
        db.engine.dispose()


def test_migrated_tables_equal_the_models(migrated: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrated_tables_hold_every_check_of_the_models(migrated: Flask) -> None:
    looking = inspect(db.engine)
    for name, table in Base.metadata.tables.items():
        wanted = {each.name for each in table.constraints if isinstance(each, CheckConstraint)}
        assert {each["name"] for each in looking.get_check_constraints(name)} == wanted, name


def test_down_and_up_again_gives_the_same_tables(migrated: Flask) -> None:
    before = tables()
    assert len(before) > 20
    downgrade(MIGRATIONS, revision="base")
    assert tables() == {}
    upgrade(MIGRATIONS)
    assert tables() == before


def test_what_was_kept_before_the_last_migration_is_there_after_it(tmp_path: Path) -> None:
    """Tables that others refer to are made anew: no row is lost and none refers to nothing."""
    app = app_on(tmp_path)
    with app.app_context():
        upgrade(MIGRATIONS, revision="0002")
        with db.engine.begin() as connection:
            for name, row in KEPT_BEFORE:
                table = Table(name, MetaData(), autoload_with=connection)
                connection.execute(table.insert(), {"id": 1, **row})
            evidence = Table("evidence", MetaData(), autoload_with=connection)
            connection.execute(
                evidence.insert(), {"id": 2, **KEPT_BEFORE[-1][1], "uuid": "b", "question": "COU-02"}
            )
        upgrade(MIGRATIONS)
        with db.engine.connect() as connection:
            found = connection.execute(
                text("SELECT question, kind, submission_id FROM evidence ORDER BY id")
            ).all()
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        db.session.remove()
        db.engine.dispose()
    assert [tuple(row) for row in found] == [("COU-01", "signature", 1), ("COU-02", "photo", 1)]


def test_history_is_one_line(migrated: Flask) -> None:
    scripts = ScriptDirectory(MIGRATIONS)
    assert len(scripts.get_heads()) == 1
    assert len(scripts.get_bases()) == 1


def tables() -> dict[str, list[str]]:
    """Every table and index with the lines of the statement that made it; the order of constraints means nothing."""
    with db.engine.connect() as connection:
        rows = connection.execute(
            text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'alembic%'")
        )
        return {row.name: sorted(line.strip(" ,") for line in row.sql.splitlines()) for row in rows}
