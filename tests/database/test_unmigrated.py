"""On a database nobody has migrated a command says so in one sentence; another fault is not hidden behind it."""

import os
import subprocess
import sys
import uuid
from pathlib import Path

import click
import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app.config import ROOT
from app.db import db, needs_tables
from tests.cast import app_on
from tests.sync.copied import manifest, packed
from tests.sync.field import written

SENTENCE = "Error: The database is empty or older than this program: run `flask db upgrade` first.\n"
REACHED = ("--address", "https://etalon.example.com")
ON_TABLES = {
    "worker run": [],
    "demo load": [],
    "visits list": [],
    "checklists list": [],
    "checklists matrix": [],
    "standards diff": ["1", "2"],
    "reports visit": ["1", "--output", os.devnull],
    "reports standards": ["--output", os.devnull],
    "reports extract": ["cashier", "--output", os.devnull],
    "reports form": ["cashier", "in_person", "--output", os.devnull],
    "reports store": ["S01", "--output", os.devnull],
    "reports region": [*REACHED, "--output", os.devnull],
    "reports person": ["1", "--by", "hr@example.com", "--output", os.devnull],
    "reports wave": ["1", "--output", os.devnull],
    "reports coverage": [*REACHED, "--output", os.devnull],
    "reports all-stores": [*REACHED, "--output", os.devnull],
    "insights rebuild": [],
    "insights causes": [],
    "training verify": [],
    "standards publish": ["--reason", "first"],
    "standards export": ["FOLDER"],
    "checklists export": ["cashier", "in_person", "--output", os.devnull],
    "sync import": ["COPY"],
}
WITHOUT = {"standards check", "standards schema", "scoring explain", "insights explain", "serve", "doctor"}
WITHOUT |= {"standards import"}  # its proposals name the positions of the files where no version is in force


@pytest.fixture
def empty(tmp_path: Path) -> Flask:
    """The product on a database without a table."""
    return app_on(tmp_path)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """What a phone saved of one finished visit."""
    name = str(uuid.uuid4())
    visit = {"format": 1, "id": name, "visit": 1, "checklist": {"id": 1, "digest": "0" * 64}, "answers": {}}
    saved = packed({f"unsent/{name}.json": written(visit), **manifest()})
    (tmp_path / "copy.zip").write_bytes(saved.getvalue())
    return tmp_path / "copy.zip"


@pytest.mark.parametrize("command", ON_TABLES)
def test_a_command_on_an_empty_database_ends_with_one_sentence(
    empty: Flask, copy: Path, command: str
) -> None:
    options = [str(copy) if option == "COPY" else option for option in ON_TABLES[command]]
    done = empty.test_cli_runner().invoke(args=[*command.split(), *options])
    assert (done.exit_code, done.stderr) == (1, SENTENCE)


def test_every_command_either_says_so_or_needs_no_table(empty: Flask) -> None:
    ours = {
        f"{name} {each}".strip()
        for name, command in empty.cli.commands.items()
        if name != "db"  # Flask-Migrate's own: it makes the tables
        for each in (command.commands if isinstance(command, click.Group) else [""])
    }
    assert ours == ON_TABLES.keys() | WITHOUT


def test_a_database_that_lacks_only_a_column_is_told_apart_too(empty: Flask) -> None:
    with empty.app_context():
        db.create_all()
        db.session.execute(text("ALTER TABLE job DROP COLUMN problem"))
        db.session.commit()
    done = empty.test_cli_runner().invoke(args=["worker", "run"])
    assert (done.exit_code, done.stderr) == (1, SENTENCE)


def test_another_fault_of_the_database_is_told_as_it_is(empty: Flask) -> None:
    @needs_tables
    def ask_wrongly() -> None:
        db.session.execute(text("SELECT * FROM nowhere"))

    with empty.app_context():
        db.create_all()
        with pytest.raises(OperationalError, match="nowhere"):
            ask_wrongly()


def test_the_worker_itself_ends_without_a_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker", "run"]
    places = {"DATABASE_URL": f"sqlite:///{tmp_path / 'etalon.sqlite'}", "INSTANCE": str(tmp_path)}
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | places, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (1, SENTENCE)
