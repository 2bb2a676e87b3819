"""What carries job numbers to a worker: huey on SQLite, Redis or PostgreSQL, as QUEUE_URL says."""

import json
import logging
import resource
from typing import Any, cast
from urllib.parse import unquote, urlparse

from flask import Flask, current_app
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.api import TaskWrapper
from huey.exceptions import TaskTimeout
from huey.registry import Message
from huey.serializer import Serializer
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.config import Misconfigured
from app.db import db
from app.tasks.operations import LIMIT, TO_SEND, do_nightly, perform, sweep

log = logging.getLogger(__name__)

NIGHT = "0"  # the hour of UTC at which the nightly work is done
MOST_MEMORY = 2 * 1024**3  # bytes of address space of one worker
TOO_LARGE = (MemoryError, TaskTimeout)  # what work meets at the limits of memory and time
QUEUES = {"sqlite": SqliteHuey, "redis": RedisHuey, "rediss": RedisHuey, "postgresql": PostgresHuey}


def init_app(app: Flask) -> None:
    """Check QUEUE_URL; the queue itself is opened when the first job is sent or a worker starts."""
    scheme = urlparse(app.config["QUEUE_URL"]).scheme
    if scheme not in QUEUES:
        raise Misconfigured(f"QUEUE_URL must begin with one of {', '.join(QUEUES)}, not with {scheme!r}")


@event.listens_for(db.session, "after_commit")
def send_what_was_committed(session: Session) -> None:
    """Hand the new jobs to the queue; if it does not answer, the sweep will."""
    if session.in_nested_transaction():
        return
    for number in session.info.pop(TO_SEND, []):
        try:
            send([number])
        except Exception:
            log.exception("job %d could not be sent and waits for the sweep", number)


@event.listens_for(db.session, "after_rollback")
def forget_what_was_not(session: Session) -> None:
    """What is rolled back was never asked for."""
    if not session.in_nested_transaction():
        session.info.pop(TO_SEND, None)


def send(numbers: list[int]) -> None:
    """Put the numbers of jobs into the queue. Raises what the queue raises when it does not answer."""
    for number in numbers:
        carrier()(number)


def carrier() -> TaskWrapper:
    """The task of the running app that takes a job's number to a worker; its `huey` is the queue."""
    app = cast(Any, current_app)._get_current_object()
    if "queue" not in app.extensions:
        app.extensions["queue"] = _open(app)
    return app.extensions["queue"]


def _open(app: Flask) -> TaskWrapper:
    url = app.config["QUEUE_URL"]
    address = urlparse(url)
    place = {"sqlite": {"filename": unquote(address.path[1:])}, "postgresql": {"dsn": url}}
    huey: Huey = QUEUES[address.scheme](
        "etalon", results=False, serializer=_Json(), **place.get(address.scheme, {"url": url})
    )

    @huey.on_startup()
    def begin() -> None:
        """A worker process opens its own connections, and may not take the whole machine's memory."""
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        with app.app_context():
            db.engine.dispose(close=False)

    @huey.periodic_task(crontab(minute="*"), name="sweep")
    def every_minute() -> None:
        with app.app_context():
            send(sweep())

    @huey.periodic_task(crontab(hour=NIGHT, minute="30"), name="nightly")
    def every_night() -> None:
        with app.app_context():
            do_nightly()

    @huey.task(name="perform", timeout=LIMIT.total_seconds())
    def carry(number: int) -> None:
        with app.app_context():
            send(perform(number, TOO_LARGE))

    return carry


class _Json(Serializer):
    """Job numbers as JSON: what lies in a queue must never be able to run code."""

    def _serialize(self, data: Message) -> bytes:
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> Message:
        return Message(*json.loads(bytes(data)))
