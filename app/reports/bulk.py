"""The reports of all stores in one ZIP, made one after another by the worker.

Why in turns: a job may run three minutes and three hundred reports take longer; and three hundred jobs at once would
keep everybody else's report waiting. So a job makes reports for a minute, asks for the next job and lets whatever waits
go first. One bulk never takes more than one worker. What a report is and how far it is are rows, so a job that is
killed, cancelled or stopped costs the report it was at, and its successor goes on from there; and a PDF lies in the
storage under the digest of what it says, so that none is laid out twice, whoever asked for it before.
"""

import logging
from datetime import timedelta

from flask_babel import force_locale
from flask_babel import gettext as _

from app import tasks
from app.clock import now
from app.db import db
from app.insights import queries as figures
from app.insights.pages.stores import StoresPage
from app.insights.selection import NotForViewer
from app.people.models import User
from app.reports import archive, queries
from app.reports.models import Bulk, BulkReport
from app.reports.report import made
from app.reports.store import StoreReport
from app.storage import storage
from app.stores.queries import stores_visible_to
from app.tasks import CannotBeDone, Job, Progress

log = logging.getLogger(__name__)

BULK = "bulk"
TURN = timedelta(minutes=1)  # then the others go first
MOST_TRIES = 2
LONGEST = 200  # letters of what a broken report says


class NothingToReport(ValueError):
    """No store was visited in the period."""


def drawn_up(viewer: User, address: dict[str, str], language: str, *, base: str) -> Bulk:
    """A bulk of the report of every store that the viewer may see and that was visited. Raises NothingToReport."""
    page = StoresPage(viewer, StoreReport.asked(address))
    visited = {int(store) for store in figures.by(page.selection, "store")}
    stores = [store for store in db.session.scalars(stores_visible_to(viewer)) if store.id in visited]
    if not stores:
        raise NothingToReport(page.filter.period.label)
    bulk = Bulk(by_id=viewer.id, language=language, arguments={"address": address, "base": base})
    bulk.reports = [BulkReport(store=store, problem="") for store in stores]
    return bulk


def order(viewer: User, address: dict[str, str], language: str, *, base: str) -> Bulk:
    """Ask the worker for the reports of all stores. Raises NothingToReport."""
    bulk = drawn_up(viewer, address, language, base=base)
    db.session.add(bulk)
    db.session.flush()
    _next_turn(bulk)
    return bulk


def cancel(bulk: Bulk) -> None:
    """Make no more of it; what was made is kept."""
    if bulk.state in ("working", "stopped"):
        bulk.cancelled_at = now()


def go_on(bulk: Bulk) -> None:
    """Go on from where it stopped or was cancelled; what could not be made is tried once more."""
    if bulk.state == "working" or (bulk.key and not bulk.broken):
        return
    for report in bulk.broken:
        report.problem, report.tries = "", 0
    bulk.cancelled_at = bulk.key = None
    if bulk.job is None or bulk.job.state not in ("queued", "started"):
        _next_turn(bulk)


def _next_turn(bulk: Bulk) -> None:
    bulk.turns += 1
    arguments = {"bulk": bulk.id, "turn": bulk.turns}
    bulk.job = tasks.enqueue(BULK, arguments, language=bulk.language, by=bulk.by_id)


@tasks.job(BULK)
def take_turn(job: Job, tell: Progress) -> str:
    """Make reports for a minute, then ask for the next turn, or put the ZIP together; gives the key of the list or ZIP."""
    started = now()
    with force_locale(job.language):
        while report := _taken(job.arguments["bulk"]):
            _make(report)
            tell(99 - 99 * queries.left_of(job.arguments["bulk"]) // queries.size_of(job.arguments["bulk"]))
            if now() - started > TURN:
                break
        bulk = _bulk(job)
        if bulk.left and not bulk.cancelled_at:
            _next_turn(bulk)
            db.session.commit()
        elif not bulk.left:
            bulk.key = key = archive.kept(bulk)
            db.session.commit()
            return key
        return storage().put_by_digest("reports", archive.listing(bulk).encode(), ".txt")


def _bulk(job: Job) -> Bulk:
    bulk = queries.bulk(job.arguments["bulk"])
    if bulk is None:
        raise CannotBeDone(_("What it is about is no longer there."))
    return bulk


def _taken(bulk_id: int) -> int | None:
    """The next report to make, counted as a try; None when nothing is left or nobody wants it any more."""
    while True:
        bulk = queries.bulk(bulk_id)
        report = queries.next_of(bulk_id) if bulk and not bulk.cancelled_at else None
        if report is None:
            db.session.rollback()
            return None
        report.tries += 1
        if report.tries <= MOST_TRIES:
            number = report.id
            db.session.commit()
            return number
        report.problem = _("Its worker died while it was made.")
        db.session.commit()


def _make(number: int) -> None:
    report = db.session.get_one(BulkReport, number)
    try:
        key, problem = attempt(report, report.bulk.by)
    except KeyboardInterrupt:  # the worker is being stopped: this was no try
        db.session.rollback()
        db.session.get_one(BulkReport, number).tries -= 1
        db.session.commit()
        raise
    report = db.session.get_one(BulkReport, number)
    report.key, report.problem = key, problem
    db.session.commit()


def attempt(report: BulkReport, viewer: User) -> tuple[str | None, str]:
    """Make one report; gives its key, or what broke: that stops no other."""
    bulk, store = report.bulk, report.store
    number, code = store.id, store.code
    try:
        found = StoreReport(viewer, number, bulk.arguments["address"])
        return made(found.sheet(bulk.language, bulk.arguments["base"])), ""
    except NotForViewer:
        db.session.rollback()
        return None, _("It is no longer yours to see.")
    except Exception as problem:
        db.session.rollback()
        log.exception("the report of the store %s broke", code)
        what = f"{type(problem).__name__}: {problem}"[:LONGEST]
        return None, _(
            "It broke while it was made (%(what)s). The log has more under %(code)s.", what=what, code=code
        )
