"""What database, photo store and receipts say of each other: every difference is one sentence, nothing is mended here.

On SQLite an open transaction keeps every phone waiting, so each look is short and none is open while files are read.
"""

import hashlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath

import pysqlite3.dbapi2
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from obstore.exceptions import BaseError
from sqlalchemy.exc import DBAPIError

from app.clock import now
from app.config import MEGABYTE, ROOT
from app.db import OLDEST_SAFE_SQLITE, db, is_migrated
from app.storage import Kept, free_bytes, storage
from app.sync import queries, receipts
from app.tasks import nightly
from app.visits.models import Submission
from app.visits.payload import Payload, Unreadable, digest, read_payload

log = logging.getLogger(__name__)

FOLDERS = ("photos", "voices", "drafts")
YOUNG = timedelta(days=1)  # a file without a row may be about to get one
LONG_ARRIVING = timedelta(days=1)
LONG_WAITING = timedelta(hours=1)  # a job takes minutes, a sweep comes every minute
CLOCK_OFF = timedelta(minutes=5)
AT_ONCE = 200  # submissions read in one short transaction


@dataclass(frozen=True)
class Finding:
    """One difference. What is not `wrong` loses nothing and only wants to be known."""

    about: str
    sentence: str
    wrong: bool = True


def examine(*, deep: bool = False) -> Iterator[Finding]:
    """Compare everything with everything; `deep` reads every photo again."""
    checks: dict[str, Callable[[], Iterator[Finding]]] = {
        "database": database,
        "migrations": migrations,
        "submissions": submissions,
        "photos": lambda: photos(deep=deep),
        "orphans": orphans,
        "jobs": jobs,
        "space": space,
        "clock": clock,
    }
    for about, check in checks.items():
        try:
            yield from check()
        except (DBAPIError, pysqlite3.dbapi2.Error) as problem:
            yield Finding(
                about, f"The database could not be read to the end: {getattr(problem, 'orig', problem)}."
            )
        except BaseError as problem:
            yield Finding(about, f"The photo store could not be read to the end: {problem}.")
        finally:
            db.session.rollback()


def database() -> Iterator[Finding]:
    """SQLite only: a library that loses no commits, a whole file, no reference into nothing."""
    if db.engine.dialect.name != "sqlite":
        return
    connection = db.engine.raw_connection()  # outside every transaction: writers go on meanwhile
    try:
        ask = connection.cursor()
        version, mode = (
            ask.execute("SELECT sqlite_version()").fetchone()[0],
            _pragma(ask, "journal_mode")[0][0],
        )
        if tuple(map(int, version.split("."))) < OLDEST_SAFE_SQLITE:
            yield Finding("database", f"SQLite {version} can lose commits when a checkpoint races a writer.")
        if mode != "wal":
            yield Finding("database", f"The database keeps its journal as {mode}, not as a write-ahead log.")
        for (damage,) in _pragma(ask, "integrity_check"):
            if damage != "ok":
                yield Finding("database", f"The database file is damaged: {damage}.")
        for table, row, other, _key in _pragma(ask, "foreign_key_check"):
            yield Finding(
                "database", f"Row {row} of the table {table} speaks of a row of {other} that is not there."
            )
    finally:
        connection.close()


def _pragma(ask: "object", name: str) -> list[tuple]:
    return ask.execute(f"PRAGMA {name}").fetchall()  # type: ignore[attr-defined]


def migrations() -> Iterator[Finding]:
    """The tables are those of this program."""
    with db.engine.connect() as connection:
        here = set(MigrationContext.configure(connection).get_current_heads())
    wanted = set(ScriptDirectory(str(ROOT / "migrations")).get_heads())
    if here != wanted:
        said = ", ".join(sorted(here)) or "none"
        yield Finding(
            "migrations", f"The database is at migration {said}, this program needs {', '.join(wanted)}."
        )
    elif not is_migrated():
        yield Finding("migrations", "The database lacks a table or a column of this program.")


def submissions() -> Iterator[Finding]:
    """Whole submissions are what was sent, with every photo, a score and a receipt; others are on their way."""
    last = 0
    while some := queries.submissions_after(last, AT_ONCE):
        last = some[-1].id
        for submission in some:
            yield from _about(submission)
        db.session.rollback()


def _about(submission: Submission) -> Iterator[Finding]:
    name = f"Submission № {submission.id} of visit {submission.visit_id}"
    if digest(submission.body) != submission.digest:
        yield Finding("submissions", f"{name} is not what was received: its bytes have another SHA-256.")
        return
    try:
        payload = read_payload(submission.body)
    except Unreadable as problem:
        yield Finding("submissions", f"{name} cannot be read: {problem}.")
        return
    if submission.sealed_at is None:
        yield from _on_its_way(submission, payload, name)
        return
    here = {photo.uuid: photo.digest for photo in submission.evidence}
    for photo in payload.photos:
        if photo.id not in here:
            yield Finding("submissions", f"{name} has a receipt, but its photo {photo.id} is not here.")
        elif here[photo.id] != photo.sha256:
            yield Finding("submissions", f"{name} announced other bytes of photo {photo.id} than are noted.")
    if submission.scorecard is None:
        yield Finding("submissions", f"{name} has a receipt and no score.")
    if receipts.receipt(submission, payload)["id"] != payload.id:
        yield Finding("submissions", f"{name} has a receipt for another id than its own {payload.id}.")


def _on_its_way(submission: Submission, payload: Payload, name: str) -> Iterator[Finding]:
    if submission.announced_at > now() - LONG_ARRIVING:
        return
    arrived = f"{len(submission.evidence)}/{len(payload.photos)}"
    since = submission.announced_at.strftime("%Y-%m-%d %H:%M UTC")
    yield Finding("submissions", f"{name} is arriving: {arrived} photos since {since}.", wrong=False)


def photos(*, deep: bool = False) -> Iterator[Finding]:
    """Every photo that a row names is in the store; `deep` also when it was damaged and kept its length."""
    named = queries.named_files()
    db.session.rollback()
    there = {kept.key: kept for kept in _kept()}
    for key, words, size in named:
        problem = _problem(key, there.get(key), size, deep=deep)
        if problem and _is_still_named(key):
            yield Finding("photos", f"The {words} {problem}: {key}.")


def _is_still_named(key: str) -> bool:
    """Whether a row names the file now: copies of drafts go while we look, the file first, then the row."""
    named = queries.is_named(key)
    db.session.rollback()
    return named


def _problem(key: str, kept: Kept | None, size: int | None, *, deep: bool) -> str:
    if kept is None:
        return "is not in the store"
    if kept.size == 0:
        return "is empty in the store"
    if size is not None and kept.size != size:
        return f"has {kept.size} bytes in the store instead of {size}"
    if deep and hashlib.sha256(storage().get(key)).hexdigest() != PurePosixPath(key).stem:
        return "is damaged in the store"
    return ""


def orphans() -> Iterator[Finding]:
    """Files that no row names: an upload that broke off, or a database older than its store."""
    for kept in _orphans():
        sentence = f"No row names the file {kept.key} of {kept.at:%Y-%m-%d}: flask doctor --sweep removes it."
        yield Finding("orphans", sentence, wrong=False)


def sweep() -> list[Finding]:
    """Remove the files that no row has named for a day; says which. A row without its file is left alone."""
    removed = []
    for kept in list(_orphans()):
        if not _is_still_named(kept.key):  # a row may have come while we looked
            storage().delete(kept.key)
            removed.append(Finding("swept", f"Removed {kept.key}, which no row had named for a day.", False))
    return removed


@nightly
def sweep_at_night() -> None:
    """The sweep as the worker does it: what was removed stands in the log."""
    for each in sweep():
        log.info("%s", each.sentence)


def _orphans() -> Iterator[Kept]:
    there = [kept for kept in _kept() if kept.at < now() - YOUNG]
    named = {key for key, _words, _size in queries.named_files()}
    db.session.rollback()
    return (kept for kept in there if kept.key not in named)


def _kept() -> Iterator[Kept]:
    for folder in FOLDERS:
        yield from storage().list(folder)


def jobs() -> Iterator[Finding]:
    """No slow work is left lying."""
    for job in queries.unfinished_jobs(now() - LONG_WAITING):
        since = job.queued_at.strftime("%Y-%m-%d %H:%M UTC")
        yield Finding("jobs", f"Job {job.id} ({job.kind}) has waited since {since}: is the worker running?")


def space() -> Iterator[Finding]:
    """There is room for photos."""
    free, least = free_bytes(), current_app.config["MIN_FREE_BYTES"]
    if free < least:
        said = f"{free // MEGABYTE} MB are free and {least // MEGABYTE} MB are the least"
        yield Finding("space", f"The disk is nearly full, photos wait on the phones: {said}.")


def clock() -> Iterator[Finding]:
    """The server's clock is not behind what it wrote itself."""
    newest: datetime | None = queries.newest_moment()
    if newest and newest > now() + CLOCK_OFF:
        said = f"it says {now():%Y-%m-%d %H:%M} UTC, and something was written at {newest:%Y-%m-%d %H:%M} UTC"
        yield Finding("clock", f"The server's clock is behind: {said}.")
