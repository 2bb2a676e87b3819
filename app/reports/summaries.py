"""Asking for what is printed of pages of figures: a store, a region, a person, a wave, the coverage of the standards."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import tasks
from app.db import db, look_only, may_write
from app.insights.selection import NotForViewer
from app.people.models import User
from app.people.roles import DIRECTOR, EMPLOYEE, HR, QUALITY, REGIONAL
from app.people.sessions import signed_in_user
from app.reports import coverage as of_coverage
from app.reports import person as of_person
from app.reports import region as of_region
from app.reports import store as of_store
from app.reports import wave as of_wave
from app.reports.operations import READ
from app.reports.papers import Paper, paper
from app.reports.report import ASKED, Report, made
from app.reports.views import ordered, posted_language
from app.tasks import CannotBeDone, Job, Progress
from app.training.views import OVERSEERS
from app.web import build
from app.web.access import roles

summaries = Blueprint("summaries", __name__)

KINDS: dict[str, type[Report]] = {
    each.kind: each
    for each in (
        of_store.StoreReport,
        of_region.RegionReport,
        of_person.PersonSheet,
        of_wave.WaveSummary,
        of_coverage.CoverageReport,
    )
}


@summaries.post("/stores/<int:store_id>/reports")
@roles(DIRECTOR, REGIONAL, HR, QUALITY)
def store(store_id: int) -> ResponseReturnValue:
    """Ask for the report of a store over a period."""
    return _ask(of_store.StoreReport, store_id)


@summaries.post("/overview/reports")
@roles(*of_region.READERS)
def region() -> ResponseReturnValue:
    """Ask for the report of a region, or of the chain."""
    return _ask(of_region.RegionReport, 0)


@summaries.post("/people/<int:employee_id>/sheets")
@roles(HR, QUALITY, DIRECTOR, REGIONAL, EMPLOYEE)
def person(employee_id: int) -> ResponseReturnValue:
    """Ask for the sheet of a person for the talk."""
    return _ask(of_person.PersonSheet, employee_id)


@summaries.post("/waves/<int:wave_id>/reports")
@roles(*of_wave.READERS)
def wave(wave_id: int) -> ResponseReturnValue:
    """Ask for the summary of a wave."""
    return _ask(of_wave.WaveSummary, wave_id)


@summaries.post("/training/reports")
@roles(*OVERSEERS)
def coverage() -> ResponseReturnValue:
    """Ask for the coverage of the standards."""
    return _ask(of_coverage.CoverageReport, 0)


def _ask(kind: type[Report], of: int) -> ResponseReturnValue:
    """Read what goes on paper without a turn to write, then write the job down."""
    viewer, by = signed_in_user(), signed_in_user().id
    address = {name: request.form[name] for name in ASKED if request.form.get(name)}
    report, language = kind(viewer, of, address), posted_language()
    look_only()
    db.session.commit()
    sheet = report.sheet(language, request.url_root)
    arguments = {"viewer": by, "of": of, "address": address, "base": request.url_root}
    db.session.commit()
    may_write()
    source = f"{sheet.digest} {build.number()}"
    return ordered(tasks.enqueue(kind.kind, arguments, language=language, by=by, source=source))


def find(job: Job, viewer: User) -> Paper | None:
    """The paper of a job, for whoever asked for it, who sees on it what he sees on the page; and for nobody else."""
    if job.arguments["viewer"] != viewer.id:
        return None
    try:
        return _report(job, viewer).paper
    except NotForViewer:
        return None


def make(job: Job, tell: Progress) -> str:
    """Make the PDF as whoever asked may see it now."""
    viewer = db.session.get_one(User, job.arguments["viewer"])
    try:
        sheet = _report(job, viewer).sheet(job.language, job.arguments["base"])
    except NotForViewer:
        raise CannotBeDone(_("What it is about is no longer there.")) from None
    tell(READ)
    return made(sheet)


def _report(job: Job, viewer: User) -> Report:
    return KINDS[job.kind](viewer, job.arguments["of"], job.arguments["address"])


for code in KINDS:
    paper(code)(find)
    tasks.job(code)(make)
