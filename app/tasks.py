"""Slow work: a job is a row written with the request that wants it, and a worker does it with a lease.

The queue only carries job numbers and may lose them at any moment; the row is the truth. A sweep sends again
whatever nobody is at work on, so a worker that was killed costs time and never a report. A package that has
slow work registers it with `@job("kind")`.
"""

import hashlib
import json
import logging
import os
import resource
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, cast
from urllib.parse import unquote, urlparse

from flask import Flask, current_app
from flask.cli import AppGroup
from flask_babel import force_locale
from flask_babel import gettext as _
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.api import TaskWrapper
from huey.exceptions import TaskTimeout
from huey.registry import Message
from huey.serializer import Serializer
from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    CursorResult,
    Index,
    String,
    event,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.clock import now
from app.config import Misconfigured
from app.db import Base, Code, Hash, Id, Json, Time, Words, db, reference

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
LIMIT = timedelta(minutes=3)  # a job at work for longer is stopped
LEASE = LIMIT + timedelta(minutes=1)  # longer than a job may run, so that no two workers hold it
TURN = timedelta(minutes=2)  # a job that waited so long was perhaps lost by the queue: it is sent again
STOPPING = timedelta(seconds=5)  # what a job at work gets when the worker is told to stop
MOST_WORKERS = 2
MOST_MEMORY = 2 * 1024**3  # bytes of address space of one worker
NO_SYNC = {"synchronize_session": False}
QUEUES = {"sqlite": SqliteHuey, "redis": RedisHuey, "rediss": RedisHuey, "postgresql": PostgresHuey}

Progress = Callable[[int], None]
Work = Callable[["Job", Progress], str]
KINDS: dict[str, Work] = {}

worker = AppGroup("worker", help="Slow work: reports and imports.")


class CannotBeDone(Exception):
    """Trying again would not help; the sentence says why, in the language of the job."""


class Job(Base):
    """Slow work somebody asked for. `progress` is in per cent, `result` a key of the storage, `problem` a sentence.

    `key` is a digest of what was asked and of what it is made from: while one job with it is waiting, at work or
    finished, there is no second.
    """

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("progress BETWEEN 0 AND 100", name="progress_in_per_cent"),
        CheckConstraint("finished_at IS NULL OR result IS NOT NULL", name="finished_has_result"),
        CheckConstraint("finished_at IS NULL OR failed_at IS NULL", name="one_end"),
        Index(
            "uq_job_key",
            "key",
            unique=True,
            sqlite_where=text("failed_at IS NULL"),
            postgresql_where=text("failed_at IS NULL"),
        ),
    )
    id: Mapped[Id]
    kind: Mapped[Code]
    arguments: Mapped[Json]
    language: Mapped[str] = mapped_column(String(2))
    by_id: Mapped[int | None] = reference("user.id")
    key: Mapped[Hash]
    queued_at: Mapped[Time] = mapped_column(default=now)
    started_at: Mapped[Time | None]
    finished_at: Mapped[Time | None]
    failed_at: Mapped[Time | None]
    lease_until: Mapped[Time] = mapped_column(default=lambda: now() + TURN, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    progress: Mapped[int] = mapped_column(default=0)
    result: Mapped[str | None] = mapped_column(String(200))
    problem: Mapped[Words] = mapped_column(default="")

    @property
    def state(self) -> str:
        """Where the work stands: "queued", "started", "finished" or "failed"."""
        if self.finished_at:
            return "finished"
        if self.failed_at:
            return "failed"
        return "started" if self.started_at else "queued"


def job(kind: str) -> Callable[[Work], Work]:
    """Register the function that does jobs of a kind.

    It takes the job, detached from the database, and a function to tell the progress in per cent, which also
    ends the running transaction: on SQLite an open one keeps every writer waiting. It gives a storage key.
    """

    def register(work: Work) -> Work:
        KINDS[kind] = work
        return work

    return register


def enqueue(kind: str, arguments: dict[str, Any], *, language: str, by: int | None, source: str = "") -> Job:
    """Ask for a job in the running transaction; it is sent to the queue once that is committed.

    `by` is the id of whoever asks, `source` a digest of what the result is made from: the same request for the
    same source gives the job that already does it or has done it.
    """
    asked = json.dumps([kind, arguments, language, source], sort_keys=True)
    key = hashlib.sha256(asked.encode()).hexdigest()
    alive = select(Job).where(Job.key == key, Job.failed_at.is_(None))
    if known := db.session.scalar(alive):
        return known
    new = Job(kind=kind, arguments=arguments, language=language, by_id=by, key=key)
    try:
        with db.session.begin_nested():
            db.session.add(new)
    except IntegrityError:  # a twin was faster
        return db.session.scalars(alive).one()
    db.session.info.setdefault("jobs to send", []).append(new.id)
    return new


@event.listens_for(db.session, "after_commit")
def send_what_was_committed(session: Session) -> None:
    """Hand the new jobs to the queue; if it does not answer, the sweep will."""
    if session.in_nested_transaction():
        return
    for number in session.info.pop("jobs to send", []):
        try:
            _send(number)
        except Exception:
            log.exception("job %d could not be sent and waits for the sweep", number)


@event.listens_for(db.session, "after_rollback")
def forget_what_was_not(session: Session) -> None:
    """What is rolled back was never asked for."""
    if not session.in_nested_transaction():
        session.info.pop("jobs to send", None)


def sweep() -> list[int]:
    """Send every job again that nobody is at work on, and fail those tried too often. Gives the numbers sent."""
    at = now()
    lapsed = select(Job).where(Job.finished_at.is_(None), Job.failed_at.is_(None), Job.lease_until < at)
    again = []
    for left in db.session.scalars(lapsed.order_by(Job.id).with_for_update(skip_locked=True)):
        if left.attempts >= MOST_ATTEMPTS:
            log.error("job %d was given up: the worker died %d times", left.id, left.attempts)
            left.failed_at, left.problem = at, _gave_up(left)
        else:
            left.started_at, left.lease_until = None, at + TURN
            again.append(left.id)
    db.session.commit()
    for number in again:
        _send(number)
    return again


def perform(number: int) -> None:
    """Do the job once, unless it is done or somebody else is at work on it. A failure is written down, never raised."""
    taken = _take(number)
    if taken is None:
        return
    try:
        result = KINDS[taken.kind](taken, partial(_tell_progress, taken))
        _change(*_held_by(taken), finished_at=now(), progress=100, result=result)
        log.info("job %d is done", number)
    except CannotBeDone as problem:
        db.session.rollback()
        _fail(taken, str(problem))
    except (TaskTimeout, MemoryError):
        log.exception("job %d is too large", number)
        db.session.rollback()
        _fail(taken, _too_large(taken))
    except KeyboardInterrupt:  # the worker is being stopped: this was no attempt
        db.session.rollback()
        _give_back(taken, attempts=taken.attempts - 1)
        raise
    except Exception:
        log.exception("job %d broke at attempt %d", number, taken.attempts)
        db.session.rollback()
        _try_again(taken)


def _take(number: int) -> Job | None:
    """Take the job for one lease; None when there is nothing left to do. One statement, so two cannot take it."""
    free = or_(Job.started_at.is_(None), Job.lease_until < now())
    waiting = (Job.id == number, Job.finished_at.is_(None), Job.failed_at.is_(None), free)
    if not _change(*waiting, started_at=now(), lease_until=now() + LEASE, attempts=Job.attempts + 1):
        return None
    taken = db.session.get_one(Job, number, populate_existing=True)
    db.session.expunge(taken)
    db.session.rollback()  # an open transaction would keep writers waiting while the work goes on
    return taken


def _try_again(taken: Job) -> None:
    if taken.attempts >= MOST_ATTEMPTS:
        _fail(taken, _gave_up(taken))
        return
    _give_back(taken, attempts=taken.attempts)
    _send(taken.id)


def _tell_progress(taken: Job, percent: int) -> None:
    _change(*_held_by(taken), progress=percent)


def _give_back(taken: Job, attempts: int) -> None:
    """Let anybody take it, at once or at the next sweep."""
    _change(*_held_by(taken), started_at=None, lease_until=now(), attempts=attempts, progress=0)


def _fail(taken: Job, problem: str) -> None:
    _change(*_held_by(taken), failed_at=now(), problem=problem)


def _held_by(taken: Job) -> tuple[ColumnElement[bool], ...]:
    """Only the last who took the job may write about it: the lease of an earlier one ran out."""
    return (
        Job.id == taken.id,
        Job.attempts == taken.attempts,
        Job.finished_at.is_(None),
        Job.failed_at.is_(None),
    )


def _change(*where: ColumnElement[bool], **values: Any) -> bool:
    """Write down in a transaction of its own; whether there was a job to write about."""
    changed = db.session.execute(update(Job).where(*where).values(**values), execution_options=NO_SYNC)
    db.session.commit()
    return bool(cast(CursorResult[Any], changed).rowcount)


def _gave_up(given_up: Job) -> str:
    with force_locale(given_up.language):
        return _(
            "It was tried %(n)d times and did not work. The administrator finds the reason in the log under job %(id)d.",
            n=given_up.attempts,
            id=given_up.id,
        )


def _too_large(given_up: Job) -> str:
    with force_locale(given_up.language):
        return _("It is too large: it took more time or memory than one job may have.")


def init_app(app: Flask) -> None:
    """Check QUEUE_URL; the queue itself is opened when the first job is sent or a worker starts."""
    scheme = urlparse(app.config["QUEUE_URL"]).scheme
    if scheme not in QUEUES:
        raise Misconfigured(f"QUEUE_URL must begin with one of {', '.join(QUEUES)}, not with {scheme!r}")


class _Json(Serializer):
    """Job numbers as JSON: what lies in a queue must never be able to run code."""

    def _serialize(self, data: Message) -> bytes:
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> Message:
        return Message(*json.loads(bytes(data)))


def _send(number: int) -> None:
    _queue()(number)


def _queue() -> TaskWrapper:
    """The task that carries a job's number to a worker."""
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
            sweep()

    @huey.task(name="perform", timeout=LIMIT.total_seconds())
    def carry(number: int) -> None:
        with app.app_context():
            perform(number)

    return carry


@worker.command("run")
def run_worker() -> None:
    """Do slow work until stopped: one process per CPU, at most two."""
    import weasyprint  # noqa: F401  (seconds to import: once here, not in every forked process)

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    for talkative in ("fontTools", "weasyprint"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
    huey = _queue().huey
    sweep()
    db.session.remove()
    db.engine.dispose()  # no connection of ours may live on in two processes
    huey.create_consumer(
        workers=min(os.cpu_count() or 1, MOST_WORKERS),
        worker_type="process",
        max_delay=1,
        health_check_interval=2,
        graceful_signal="TERM",
        shutdown_timeout=STOPPING.total_seconds(),
    ).run()
