"""The page from which the standards, their extracts and forms to fill in by pen are printed."""

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.checklists.queries import checklist_version, checklists_of
from app.people.models import User
from app.people.roles import QUALITY
from app.people.sessions import signed_in_user
from app.reports.operations import (
    EXTRACT,
    PEN_FORM,
    STANDARDS,
    order_extract,
    order_pen_form,
    order_standards,
)
from app.reports.papers import Paper, paper
from app.reports.views import ordered, posted_language
from app.standards.models import StandardVersion
from app.standards.queries import standard_version
from app.standards.views import READERS
from app.tasks import Job
from app.web.access import roles
from app.web.filters import words

on_paper = Blueprint("on_paper", __name__)

VISITS = ("audit", "mystery")


@on_paper.get("/standards/versions/<int:number>/paper")
@roles(*READERS)
def show(number: int) -> ResponseReturnValue:
    """What of a version can be printed."""
    version, viewer = _version(number), signed_in_user()
    return render_template(
        "reports/on_paper.html",
        version=version,
        checklists=checklists_of(number),
        own=viewer.employee.position if viewer.employee else "",
        covert=viewer.role == QUALITY,
    )


@on_paper.post("/standards/versions/<int:number>/paper")
@roles(*READERS)
def standards(number: int) -> ResponseReturnValue:
    """Ask for the whole document."""
    version = _version(number)
    return ordered(order_standards(version, posted_language(), base=request.url_root, by=signed_in_user()))


@on_paper.post("/standards/versions/<int:number>/extracts")
@roles(*READERS)
def extract(number: int) -> ResponseReturnValue:
    """Ask for the sheet of a position."""
    version, position = _version(number), request.form.get("position", "")
    if position not in {each.code for each in version.document.positions}:
        abort(400)
    language = posted_language()
    return ordered(order_extract(version, position, language, base=request.url_root, by=signed_in_user()))


@on_paper.post("/checklists/forms")
@roles(*READERS)
def pen_form() -> ResponseReturnValue:
    """Ask for a checklist to fill in by pen; one of a mystery visit is covert."""
    version = checklist_version(request.form.get("checklist", 0, int))
    kind = request.form.get("kind", "audit")
    if version is None or kind not in VISITS:
        abort(400)
    if not _may_have(kind, signed_in_user()):
        abort(404)
    language = posted_language()
    return ordered(order_pen_form(version, kind, language, base=request.url_root, by=signed_in_user()))


@paper(STANDARDS)
def standards_paper(job: Job, viewer: User) -> Paper | None:
    """The printed standards, for whoever may read them."""
    version = standard_version(job.arguments["version"])
    if version is None or viewer.role not in READERS:
        return None
    return Paper(
        title=words(version.document.title),
        lead=_("Version %(number)s", number=version.number),
        file=f"standards-{version.number}",
        above=_above(version),
        again=url_for("on_paper.standards", number=version.number),
    )


@paper(EXTRACT)
def extract_paper(job: Job, viewer: User) -> Paper | None:
    """The sheet of a position, for whoever may read the standards."""
    version = standard_version(job.arguments["version"])
    if version is None or viewer.role not in READERS:
        return None
    position = version.document.position(job.arguments["position"])
    return Paper(
        title=_("Standards: %(position)s", position=words(position.title)),
        lead=_("Version %(number)s", number=version.number),
        file=f"standards-{version.number}-{position.code}",
        above=_above(version),
        again=url_for("on_paper.extract", number=version.number),
        fields={"position": position.code},
    )


@paper(PEN_FORM)
def pen_form_paper(job: Job, viewer: User) -> Paper | None:
    """A form to fill in by pen; the one of a mystery visit is for the quality manager alone."""
    version, kind = checklist_version(job.arguments["checklist"]), job.arguments["visit"]
    if version is None or not _may_have(kind, viewer):
        return None
    return Paper(
        title=words(version.checklist.title),
        lead=_("Form to fill in by pen, version %(number)s", number=version.number),
        file=f"form-{version.position}-{version.channel}-{version.number}-{kind}",
        above=_above(version.standard),
        again=url_for("on_paper.pen_form"),
        fields={"checklist": str(version.id), "kind": kind},
    )


def _may_have(kind: str, viewer: User) -> bool:
    return viewer.role in ((QUALITY,) if kind == "mystery" else READERS)


def _above(version: StandardVersion) -> tuple[tuple[str, str], ...]:
    paper_page = url_for("on_paper.show", number=version.number)
    return ((_("Standards"), url_for("standards.index")), (_("On paper"), paper_page))


def _version(number: int) -> StandardVersion:
    return standard_version(number) or abort(404)
