"""The pages of publishing: what it would change, the reason, the way of the job."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.authoring import queries
from app.authoring.content.document import NotWhole
from app.authoring.content.values import checklist_titles
from app.authoring.editing.views import addresses
from app.authoring.models import WorkingCopy
from app.authoring.publishing.forms import PublicationForm
from app.authoring.publishing.operations import PUBLICATION, Seen, order_publication
from app.authoring.publishing.outlook import Outlook, hindrances, outlook
from app.authoring.versions.beside import KINDS, Beside
from app.db import db
from app.people.roles import QUALITY
from app.people.sessions import signed_in_user
from app.standards.queries import current_standard
from app.tasks import Job
from app.web.access import roles
from app.web.languages import language

publication = Blueprint("publication", __name__, url_prefix="/standards/publication")
publication.context_processor(addresses)


@publication.get("")
@roles(QUALITY)
def show() -> ResponseReturnValue:
    """What publishing the working copy would change, what hinders it, and the reason to be given."""
    return _page(PublicationForm())


@publication.post("")
@roles(QUALITY)
def create() -> ResponseReturnValue:
    """Ask for the copy to be published as it was looked at."""
    form = PublicationForm.from_request()
    copy = queries.working_copy()
    if copy is None or hindrances(copy) or not form.accepted():
        return _page(form)
    seen = Seen(form.version.data, form.copy.data, form.rev.data)
    by = signed_in_user()
    job = order_publication(seen, reason=form.reason.data.strip(), language=language(), by=by)
    db.session.commit()
    return redirect(url_for("publication.progress", job_id=job.id), 303)


@publication.get("/<int:job_id>")
@roles(QUALITY)
def progress(job_id: int) -> ResponseReturnValue:
    """How far the publication is; when it is done, the way to the version."""
    job = db.session.get(Job, job_id)
    if job is None or job.kind != PUBLICATION:
        abort(404)
    return render_template("publication/job.html", job=job)


def _page(form: PublicationForm) -> ResponseReturnValue:
    copy, standard = queries.working_copy(), current_standard()
    if copy is None or standard is None:
        if request.method == "POST":
            flash(_("There is no working copy any more: it was published or discarded meanwhile."), "problem")
        return render_template("publication/nothing.html", standard=standard), _status()
    if request.method == "GET":
        seen = Seen(standard.number, copy.id, copy.rev)
        form.version.data, form.copy.data, form.rev.data = seen
    expected, titles = _outlook(copy), checklist_titles(copy.content, language())
    return render_template(
        "publication/show.html",
        form=form,
        working=copy,
        standard=standard,
        outlook=expected,
        hindrances=hindrances(copy),
        titles=titles,
        beside=Beside(standard.document, expected.document, language()) if expected else None,
        kinds=KINDS,
    ), _status()


def _outlook(copy: WorkingCopy) -> Outlook | None:
    """None while the copy is not whole: then there is nothing to compare yet."""
    try:
        return outlook(copy)
    except NotWhole:
        return None


def _status() -> int:
    return 200 if request.method == "GET" else 422
