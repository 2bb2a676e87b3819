"""The demo chain as `flask demo load` makes it: loaded once for the whole run, and copied for whoever needs it."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.db import db


def demo_app(under: Path, loaded: Path, **settings: object) -> Flask:
    """An app on a copy, under a folder, of the demo chain that lies in `loaded`; photos are shared."""
    shutil.copy(loaded / "demo.sqlite", under / "demo.sqlite")
    return _app(under / "demo.sqlite", loaded, under, settings)


def load_once(factory: pytest.TempPathFactory) -> Path:
    """The folder of the loaded chain; whichever test process comes first loads it, the others wait."""
    shared = common_folder(factory)
    folder = shared / "demo-chain"
    folder.mkdir(exist_ok=True)
    with _alone(shared / "demo-chain.lock"):
        if not (folder / "demo.sqlite").exists():
            _load(folder)
    return folder


def common_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder of this run that all its test processes share."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def said(loaded: Path) -> str:
    """What `flask demo load` printed when it loaded the chain."""
    return (loaded / "said.txt").read_text(encoding="utf-8")


def _load(folder: Path) -> None:
    (folder / "loading.sqlite").unlink(missing_ok=True)  # of another process that did not come to the end
    app = _app(folder / "loading.sqlite", folder, folder, {})
    with app.app_context():
        db.create_all()
    result = app.test_cli_runner().invoke(args=["demo", "load"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    with app.app_context():
        db.session.remove()  # the last connection to close moves the log into the file
        db.engine.dispose()
    (folder / "said.txt").write_text(result.output, encoding="utf-8")
    (folder / "loading.sqlite").rename(folder / "demo.sqlite")


def _app(database: Path, files: Path, own: Path, settings: dict[str, object]) -> Flask:
    return create_app(
        {
            "TESTING": True,
            "SECRET_KEY": "a secret of nobody, only for tests, long",
            "SQLALCHEMY_DATABASE_URI": f"sqlite:///{database}",
            "STORAGE_URL": (files / "files").as_uri(),
            "QUEUE_URL": f"sqlite:///{own / 'queue.sqlite'}",
            **settings,
        }
    )


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
