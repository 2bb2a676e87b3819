"""Pages of the standards document, as staff read it."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from app.people.roles import ADMINISTRATOR, AUDITOR, DIRECTOR, EMPLOYEE, HR, QUALITY, REGIONAL, REVIEWER
from app.standards.models import StandardVersion
from app.standards.queries import current_standard
from app.web.access import roles

standards = Blueprint("standards", __name__, url_prefix="/standards")
# A mystery shopper reads no standards: knowing what is expected would colour the story.
READERS = (AUDITOR, REVIEWER, EMPLOYEE, DIRECTOR, REGIONAL, HR, QUALITY, ADMINISTRATOR)


@standards.get("")
@roles(*READERS)
def index() -> ResponseReturnValue:
    """The chapters and clauses in force."""
    return render_template("standards/index.html", version=current_standard())


@standards.get("/<int:chapter>")
@roles(*READERS)
def chapter(chapter: int) -> ResponseReturnValue:
    """One chapter: its clauses, and the criteria by which each is assessed."""
    version = _version()
    chapters = version.document.chapters
    if not 1 <= chapter <= len(chapters):
        abort(404)
    return render_template(
        "standards/chapter.html",
        version=version,
        number=chapter,
        chapter=chapters[chapter - 1],
        last=len(chapters),
    )


def _version() -> StandardVersion:
    version = current_standard()
    if version is None:
        abort(404)
    return version
