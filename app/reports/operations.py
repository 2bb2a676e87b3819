"""Papers are asked for by people and made by the worker."""

from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from app import tasks
from app.checklists.models import ChecklistVersion
from app.checklists.queries import checklist_version
from app.db import db
from app.people.models import User
from app.reports.extract import Extract
from app.reports.gathering import NotScored, gather
from app.reports.pen import PenForm
from app.reports.standards import StandardsPaper
from app.standards.models import StandardVersion
from app.standards.queries import standard_version
from app.storage import storage
from app.tasks import CannotBeDone, Job, Progress
from app.visits.models import Visit
from app.web import build

VISIT_REPORT, STANDARDS, EXTRACT, PEN_FORM = "visit_report", "standards_paper", "extract", "pen_form"
READ, LAID_OUT = 20, 90  # per cent


def order_visit_report(visit: Visit, language: str, *, by: User) -> Job:
    """Ask for the PDF of a visit; the same report that is being made or was made is not made again. Raises NotScored."""
    with force_locale(language):
        digest = gather(visit).digest
    return _order(VISIT_REPORT, {"visit": visit.id}, digest, language, by)


def order_standards(version: StandardVersion, language: str, *, base: str, by: User) -> Job:
    """Ask for a version of the standards as a PDF. `base` is the address of the product, for the codes on paper."""
    paper = StandardsPaper.of(version, language, base)
    return _order(STANDARDS, {"version": version.number, "base": base}, paper.digest, language, by)


def order_extract(version: StandardVersion, position: str, language: str, *, base: str, by: User) -> Job:
    """Ask for what a version of the standards expects of a position, on one sheet."""
    extract = Extract.of(version, position, language, base)
    arguments = {"version": version.number, "position": position, "base": base}
    return _order(EXTRACT, arguments, extract.digest, language, by)


def order_pen_form(version: ChecklistVersion, kind: str, language: str, *, base: str, by: User) -> Job:
    """Ask for a checklist as a form to fill in by pen, as a kind of visit asks it."""
    form = PenForm.of(version, kind, language, base)
    arguments = {"checklist": version.id, "visit": kind, "base": base}
    return _order(PEN_FORM, arguments, form.digest, language, by)


def _order(kind: str, arguments: dict[str, Any], digest: str, language: str, by: User) -> Job:
    source = f"{digest} {build.number()}"
    return tasks.enqueue(kind, arguments, language=language, by=by.id, source=source)


@tasks.job(VISIT_REPORT)
def make_visit_report(job: Job, tell: Progress) -> str:
    """Make the PDF of a visit and keep it; gives its storage key."""
    with force_locale(job.language):
        visit = db.session.get(Visit, job.arguments["visit"])
        if visit is None:
            raise CannotBeDone(_("The visit is no longer there."))
        try:
            report = gather(visit)
        except NotScored:
            raise CannotBeDone(_("The visit has no score any more.")) from None
        tell(READ)
        from app.reports.pdf import visit_pdf  # seconds to import: the worker's business alone

        return kept(visit_pdf(report), tell)


@tasks.job(STANDARDS)
def make_standards(job: Job, tell: Progress) -> str:
    """Make the PDF of a version of the standards."""
    with force_locale(job.language):
        paper = StandardsPaper.of(_version(job), job.language, job.arguments["base"])
        tell(READ)
        from app.reports.printing import standards_pdf

        return kept(standards_pdf(paper), tell)


@tasks.job(EXTRACT)
def make_extract(job: Job, tell: Progress) -> str:
    """Make the sheet of a position."""
    with force_locale(job.language):
        position = job.arguments["position"]
        extract = Extract.of(_version(job), position, job.language, job.arguments["base"])
        tell(READ)
        from app.reports.folding import Overfull, extract_pdf

        try:
            pdf = extract_pdf(extract)
        except Overfull:
            raise CannotBeDone(
                _("The critical criteria of this position alone do not fit on one sheet.")
            ) from None
        return kept(pdf, tell)


@tasks.job(PEN_FORM)
def make_pen_form(job: Job, tell: Progress) -> str:
    """Make a form to fill in by pen."""
    with force_locale(job.language):
        version = checklist_version(job.arguments["checklist"])
        if version is None:
            raise CannotBeDone(_("The checklist is no longer there."))
        form = PenForm.of(version, job.arguments["visit"], job.language, job.arguments["base"])
        tell(READ)
        from app.reports.printing import pen_form_pdf

        return kept(pen_form_pdf(form), tell)


def kept(pdf: bytes, tell: Progress) -> str:
    """Put a PDF away; gives its storage key."""
    tell(LAID_OUT)
    return storage().put_by_digest("reports", pdf, ".pdf")


def _version(job: Job) -> StandardVersion:
    version = standard_version(job.arguments["version"])
    if version is None:
        raise CannotBeDone(_("This version of the standards is no longer there."))
    return version
