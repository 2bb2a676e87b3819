"""Asking for a visit's PDF; and for every paper: watching it being made, opening it."""

import io

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import db, may_write
from app.people.models import User
from app.people.roles import (
    ADMINISTRATOR,
    AUDITOR,
    DIRECTOR,
    EMPLOYEE,
    HR,
    QUALITY,
    REGIONAL,
    REVIEWER,
    SHOPPER,
)
from app.people.sessions import signed_in_user
from app.reports.operations import VISIT_REPORT, order_visit_report
from app.reports.papers import Paper, paper, paper_for
from app.storage import storage
from app.tasks import Job
from app.visits import states
from app.visits.models import Visit
from app.visits.queries import visit_visible_to
from app.web.access import roles
from app.web.languages import LANGUAGES

reports = Blueprint("reports", __name__)

READERS = (REVIEWER, QUALITY, DIRECTOR, REGIONAL, HR, AUDITOR, SHOPPER, EMPLOYEE)
REPORTED = (states.SUBMITTED, states.ON_HOLD, states.APPROVED, states.RETURNED, states.REJECTED)
# The pages' own policy forbids plugins, and some browsers show a PDF by one.
POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@reports.post("/visits/<int:visit_id>/reports")
@roles(*READERS)
def create(visit_id: int) -> ResponseReturnValue:
    """Ask for the PDF of a visit in a language."""
    visit = visit_visible_to(signed_in_user(), visit_id) or abort(404)
    if visit.scorecard is None or visit.state not in REPORTED:
        abort(404)
    return ordered(order_visit_report(visit, posted_language(), by=signed_in_user()))


@paper(VISIT_REPORT)
def visit_report(job: Job, viewer: User) -> Paper | None:
    """The report of a visit, for whoever may see the visit."""
    visit: Visit | None = visit_visible_to(viewer, job.arguments["visit"])
    if visit is None:
        return None
    page = url_for("visits.show", visit_id=visit.id)
    return Paper(
        title=_("Report of visit № %(number)s", number=visit.id),
        lead=visit.store.name,
        file=f"visit-{visit.id}",
        above=((_("Visits"), url_for("visits.index")), (_("Visit № %(number)s", number=visit.id), page)),
        again=url_for("reports.create", visit_id=visit.id),
    )


@reports.get("/reports/<int:job_id>")
@roles(*READERS, ADMINISTRATOR)
def show(job_id: int) -> ResponseReturnValue:
    """How far the paper is; when it is made, the way to it."""
    job, found = _load(job_id)
    return render_template("reports/job.html", job=job, paper=found)


@reports.get("/reports/<int:job_id>/file")
@roles(*READERS, ADMINISTRATOR)
def file(job_id: int) -> ResponseReturnValue:
    """The PDF. Whether the viewer may see what is in it is asked each time anew."""
    job, found = _load(job_id)
    if job.result is None:
        abort(404)
    key, language = job.result, job.language
    if found.opened:
        db.session.commit()  # all was read without a turn to write, which is taken for this one line alone
        may_write()
        found.opened()
        db.session.commit()
    response = send_file(
        io.BytesIO(storage().get(key)),
        mimetype="application/pdf",
        download_name=f"Etalon-{found.file}-{language}.pdf",
        max_age=0,
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def ordered(job: Job) -> ResponseReturnValue:
    """Commit to a job and send whoever asked for it to its page."""
    db.session.commit()
    return redirect(url_for("reports.show", job_id=job.id), 303)


def posted_language() -> str:
    """The language asked for; 400 if there is no such."""
    chosen = request.form.get("language", "")
    return chosen if chosen in LANGUAGES else abort(400)


def _load(job_id: int) -> tuple[Job, Paper]:
    job = db.session.get(Job, job_id)
    found = paper_for(job, signed_in_user()) if job else None
    if job is None or found is None:
        abort(404)
    return job, found
