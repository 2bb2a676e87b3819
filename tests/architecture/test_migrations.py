"""The migrations make exactly the tables that the models describe, and can be taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import CheckConstraint, inspect, text

from app.config import ROOT
from app.db import Base, db
from tests.cast import app_on

MIGRATIONS = str(ROOT / "migrations")


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
