"""Every kind of paper of the cast: how each is made, by whom it is asked for."""

from collections.abc import Callable

from flask_babel import force_locale

from app.db import db
from app.people.models import Employee, User
from app.reports.coverage import CoverageReport
from app.reports.extract import Extract
from app.reports.folding import extract_pdf
from app.reports.gathering import gather
from app.reports.pdf import sheet_pdf, visit_pdf
from app.reports.pen import PenForm
from app.reports.person import PersonSheet
from app.reports.printing import pen_form_pdf, signature_pdf, standards_pdf
from app.reports.region import RegionReport
from app.reports.report import Report
from app.reports.standards import StandardsPaper
from app.reports.store import StoreReport
from app.reports.wave import WaveSummary
from app.standards.models import StandardVersion
from app.standards.queries import standard_version
from app.training.queries import signatures_of
from app.visits.models import Visit
from app.web.languages import LANGUAGES
from tests.cast import Cast
from tests.reports.printed import BASE, checklist_of
from tests.training.made import signed
from tests.visits.made import approved

Make = Callable[[Cast, str], bytes]


def _visit(name: str) -> Make:
    def make(cast: Cast, language: str) -> bytes:
        return visit_pdf(gather(db.session.get_one(Visit, getattr(cast, name))))

    return make


def _figures(kind: type[Report], who: str, of: str = "") -> Make:
    def make(cast: Cast, language: str) -> bytes:
        viewer = db.session.get_one(User, cast.users[who])
        return sheet_pdf(kind(viewer, getattr(cast, of) if of else 0, {}).sheet(language, BASE))

    return make


def _signature(cast: Cast, language: str) -> bytes:
    return signature_pdf(signatures_of(_signer(cast, language))[0])


def _signer(cast: Cast, language: str) -> Employee:
    """In each language somebody else: nobody signs the same version twice."""
    return db.session.get_one(Employee, cast.employee if language == "ru" else cast.far_employee)


def _form(kind: str) -> Make:
    def make(cast: Cast, language: str) -> bytes:
        return pen_form_pdf(PenForm.of(checklist_of("cashier", "in_person"), kind, language, BASE))

    return make


def _standards(cast: Cast, language: str) -> bytes:
    return standards_pdf(StandardsPaper.of(_version(), language, BASE))


def _extract(cast: Cast, language: str) -> bytes:
    return extract_pdf(Extract.of(_version(), "cashier", language, BASE))


def _version() -> StandardVersion:
    version = standard_version(1)
    assert version
    return version


EVERY: dict[str, Make] = {
    "audit": _visit("approved_audit"),
    "mystery visit": _visit("approved_mystery"),
    "store": _figures(StoreReport, "director", "store"),
    "region": _figures(RegionReport, "regional"),
    "chain": _figures(RegionReport, "quality"),
    "person": _figures(PersonSheet, "hr", "employee"),
    "wave": _figures(WaveSummary, "quality", "wave"),
    "coverage": _figures(CoverageReport, "quality"),
    "signature": _signature,
    "standards": _standards,
    "extract": _extract,
    "form": _form("audit"),
    "covert form": _form("mystery"),
}


def prepare(cast: Cast) -> None:
    """Audits of one person, enough for a mean, and a signature in each language."""
    for mark in (2, 3, 4):
        approved(cast, employee=cast.employee, changes={"COU-02": {"value": mark}})
    for language in LANGUAGES:
        signed(_signer(cast, language), language)
    db.session.commit()


def printed(kind: str, cast: Cast, language: str) -> bytes:
    """A paper of the cast in a language."""
    with force_locale(language):
        return EVERY[kind](cast, language)
