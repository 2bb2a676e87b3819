from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.db import db
from app.tasks import operations
from app.tasks.queue import carrier


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    made = create_app(
        {
            "SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path / 'etalon.sqlite'}",
            "STORAGE_URL": (tmp_path / "files").as_uri(),
            "QUEUE_URL": f"sqlite:///{tmp_path / 'queue.sqlite'}",
        }
    )
    with made.app_context():
        db.create_all()
        yield made
        db.session.remove()


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch):
    """Register a kind of work for one test."""

    def register(kind, function):
        monkeypatch.setitem(operations.KINDS, kind, function)

    return register


def waiting(app: Flask) -> list[int]:
    """The numbers of the jobs that lie in the queue, in order."""
    huey = carrier().huey
    return [task.args[0] for task in map(huey.deserialize_task, huey.storage.enqueued_items())]


def drain(app: Flask) -> int:
    """Do what a worker does until the queue is empty; gives how many messages there were."""
    db.session.rollback()  # the worker has a session of its own, and on SQLite one writes at a time
    huey, done = carrier().huey, 0
    while (task := huey.dequeue()) is not None:
        huey.execute(task)
        done += 1
    return done
