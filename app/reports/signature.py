"""The sheet of a signature for the file of an employee: who signed what and when, with the whole text in small print."""

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from app import tasks
from app.db import db
from app.people.models import User
from app.people.sessions import signed_in_user
from app.reports.operations import READ, kept
from app.reports.papers import Paper, paper
from app.reports.views import ordered
from app.tasks import CannotBeDone, Job, Progress
from app.training.models import Signature
from app.training.queries import signature_visible_to
from app.training.views import SIGNATURE_READERS
from app.web import build
from app.web.access import roles

sheets = Blueprint("sheets", __name__)

SHEET = "signature_sheet"


@sheets.post("/training/signatures/<int:signature_id>/sheets")
@roles(*SIGNATURE_READERS)
def create(signature_id: int) -> ResponseReturnValue:
    """Ask for the sheet of a signature, in the language in which it was signed."""
    signature = signature_visible_to(signed_in_user(), signature_id) or abort(404)
    source = f"{signature.text.digest} {build.number()}"
    arguments = {"signature": signature.id}
    by = signed_in_user()
    return ordered(tasks.enqueue(SHEET, arguments, language=signature.language, by=by.id, source=source))


@paper(SHEET)
def sheet(job: Job, viewer: User) -> Paper | None:
    """The sheet of a signature, for whoever may see the signature."""
    signature = signature_visible_to(viewer, job.arguments["signature"])
    if signature is None:
        return None
    page = url_for("training.signature", signature_id=signature.id)
    return Paper(
        title=_("Sheet of a signature"),
        lead=signature.employee.name,
        file=f"signature-{signature.id}",
        above=((_("Signature"), page),),
        again=url_for("sheets.create", signature_id=signature.id),
    )


@tasks.job(SHEET)
def make_sheet(job: Job, tell: Progress) -> str:
    """Make the PDF of a signature; one whose text lost its hash is not printed."""
    with force_locale(job.language):
        signature = db.session.get(Signature, job.arguments["signature"])
        if signature is None or not signature.text.is_whole:
            raise CannotBeDone(_("The text is not the one that was signed"))
        tell(READ)
        from app.reports.printing import signature_pdf  # seconds to import: the worker's business alone

        return kept(signature_pdf(signature), tell)
