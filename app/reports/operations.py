"""Reports are asked for by people and made by the worker."""

from flask_babel import force_locale
from flask_babel import gettext as _

from app import tasks
from app.db import db
from app.people.models import User
from app.reports.gathering import NotScored, gather
from app.storage import storage
from app.tasks import CannotBeDone, Job, Progress
from app.visits.models import Visit
from app.web import build

VISIT_REPORT = "visit_report"
READ, LAID_OUT = 20, 90  # per cent


def order_visit_report(visit: Visit, language: str, *, by: User) -> Job:
    """Ask for the PDF of a visit; the same report that is being made or was made is not made again. Raises NotScored."""
    with force_locale(language):
        source = f"{gather(visit).digest} {build.number()}"
    return tasks.enqueue(VISIT_REPORT, {"visit": visit.id}, language=language, by=by.id, source=source)


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

        pdf = visit_pdf(report)
        tell(LAID_OUT)
        return storage().put_by_digest("reports", pdf, ".pdf")
