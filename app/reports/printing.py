"""The printed standards and the forms to fill in by pen, as PDF. Only the worker and the command line import this."""

from app.reports.pdf import paper_pdf
from app.reports.pen import PenForm
from app.reports.standards import StandardsPaper


def standards_pdf(paper: StandardsPaper) -> bytes:
    """A version of the standards, with contents, bookmarks and a way back at every clause."""
    shown = {"paper": paper, "language": paper.language}
    return paper_pdf("reports/standards.html", paper.digest, pictures=paper.pictures, **shown)


def pen_form_pdf(form: PenForm) -> bytes:
    """A checklist to fill in by pen."""
    return paper_pdf("reports/form.html", form.digest, form=form, language=form.language)
