"""Asking for a job, doing it under its lease, finding the ones nobody is at work on.

Nothing here knows what carries a job to a worker: whoever calls gets the numbers that are to be sent.
"""

import hashlib
import json
import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, cast

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, CursorResult, or_, select, update
from sqlalchemy.exc import IntegrityError

from app.clock import now
from app.db import db
from app.tasks.models import TURN, Job

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
LIMIT = timedelta(minutes=3)  # a job at work for longer is stopped
LEASE = LIMIT + timedelta(minutes=1)  # longer than a job may run, so that no two workers hold it
NO_SYNC = {"synchronize_session": False}
TO_SEND = "jobs to send"  # where a session keeps the numbers of the jobs asked for and not yet committed

Progress = Callable[[int], None]
Work = Callable[[Job, Progress], str]
KINDS: dict[str, Work] = {}
NIGHTLY: list[Callable[[], None]] = []


class CannotBeDone(Exception):
    """Trying again would not help; the sentence says why, in the language of the job."""


def job(kind: str) -> Callable[[Work], Work]:
    """Register the function that does jobs of a kind.

    It takes the job, detached from the database, and a function to tell the progress in per cent, which also
    ends the running transaction: on SQLite an open one keeps every writer waiting. It gives a storage key.
    """

    def register(work: Work) -> Work:
        KINDS[kind] = work
        return work

    return register


def nightly(work: Callable[[], None]) -> Callable[[], None]:
    """Register what the worker does once a night, in an app context and a session of its own."""
    NIGHTLY.append(work)
    return work


def do_nightly() -> None:
    """Do everything that is done once a night; what breaks is written down and keeps nothing else from being done."""
    for work in NIGHTLY:
        try:
            work()
        except Exception:
            log.exception("%s broke tonight", work.__name__)
        finally:
            db.session.rollback()


def enqueue(kind: str, arguments: dict[str, Any], *, language: str, by: int | None, source: str = "") -> Job:
    """Ask for a job in the running transaction; it is sent to a worker once that is committed.

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
    db.session.info.setdefault(TO_SEND, []).append(new.id)
    return new


def sweep() -> list[int]:
    """Free every job that nobody is at work on, and fail those tried too often. Gives the numbers to send again."""
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
    return again


def perform(number: int, too_large: tuple[type[Exception], ...] = (MemoryError,)) -> list[int]:
    """Do the job once, unless it is done or somebody else is at work on it. Gives the number if it is to be sent again.

    A failure is written down, never raised. `too_large` are the errors of work that outgrew the worker's limits.
    """
    taken = _take(number)
    if taken is None:
        return []
    try:
        result = KINDS[taken.kind](taken, partial(_tell_progress, taken))
        _change(*_held_by(taken), finished_at=now(), progress=100, result=result)
        log.info("job %d is done", number)
    except CannotBeDone as problem:
        db.session.rollback()
        _fail(taken, str(problem))
    except too_large:
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
        return _try_again(taken)
    return []


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


def _try_again(taken: Job) -> list[int]:
    if taken.attempts >= MOST_ATTEMPTS:
        _fail(taken, _gave_up(taken))
        return []
    _give_back(taken, attempts=taken.attempts)
    return [taken.id]


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
