"""The printed standards, forms to fill in by pen and sheets of signatures, as PDF.

Only the worker and the command line import this.
"""

from app.db import db
from app.reports.pdf import paper_pdf
from app.reports.pen import PenForm
from app.reports.standards import StandardsPaper
from app.training.models import Signature
from app.training.reading import Reading


def standards_pdf(paper: StandardsPaper) -> bytes:
    """A version of the standards, with contents, bookmarks and a way back at every clause."""
    shown = {"paper": paper, "language": paper.language}
    return paper_pdf("reports/standards.html", paper.digest, pictures=paper.pictures, **shown)


def pen_form_pdf(form: PenForm) -> bytes:
    """A checklist to fill in by pen."""
    return paper_pdf("reports/form.html", form.digest, form=form, language=form.language)


def signature_pdf(signature: Signature) -> bytes:
    """The sheet of a signature, with the text as it was signed. Its rows are let go of while the pages are laid out."""
    content = Reading.model_validate_json(signature.text.content)
    employee, text = signature.employee, signature.text
    shown = {"signature": signature, "employee": employee, "store": employee.store, "text": content}
    for row in (signature, employee, employee.store, text):
        db.session.expunge(row)
    db.session.rollback()
    return paper_pdf("reports/signature.html", text.digest, **shown, language=signature.language)
