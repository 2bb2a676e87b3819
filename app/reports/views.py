"""Asking for a visit's PDF, watching it being made, opening it."""

import io

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from app.db import db
from app.people.roles import AUDITOR, DIRECTOR, EMPLOYEE, HR, QUALITY, REGIONAL, REVIEWER, SHOPPER
from app.people.sessions import signed_in_user
from app.reports.operations import VISIT_REPORT, order_visit_report
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
    visit = _visible(visit_id)
    if visit.scorecard is None or visit.state not in REPORTED:
        abort(404)
    language = request.form.get("language", "")
    if language not in LANGUAGES:
        abort(400)
    job = order_visit_report(visit, language, by=signed_in_user())
    db.session.commit()
    return redirect(url_for("reports.show", job_id=job.id), 303)


@reports.get("/reports/<int:job_id>")
@roles(*READERS)
def show(job_id: int) -> ResponseReturnValue:
    """How far the report is; when it is made, the way to it."""
    job, visit = _load(job_id)
    return render_template("reports/job.html", job=job, visit=visit)


@reports.get("/reports/<int:job_id>/file")
@roles(*READERS)
def file(job_id: int) -> ResponseReturnValue:
    """The PDF. Whether the viewer may see the visit is asked each time anew."""
    job, visit = _load(job_id)
    if job.result is None:
        abort(404)
    response = send_file(
        io.BytesIO(storage().get(job.result)),
        mimetype="application/pdf",
        download_name=f"Etalon-visit-{visit.id}-{job.language}.pdf",
        max_age=0,
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _load(job_id: int) -> tuple[Job, Visit]:
    job = db.session.get(Job, job_id)
    if job is None or job.kind != VISIT_REPORT:
        abort(404)
    return job, _visible(job.arguments["visit"])


def _visible(visit_id: int) -> Visit:
    return visit_visible_to(signed_in_user(), visit_id) or abort(404)
