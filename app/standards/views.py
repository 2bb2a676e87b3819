"""Pages of the standards document, as staff read it."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.people.roles import ADMINISTRATOR, AUDITOR, DIRECTOR, EMPLOYEE, HR, QUALITY, REGIONAL, REVIEWER
from app.standards.models import StandardVersion
from app.standards.pairing import later_number
from app.standards.queries import current_standard, scenario_of, standard_version
from app.standards.scenario import DIFFICULTIES
from app.web.access import roles

standards = Blueprint("standards", __name__, url_prefix="/standards")
# A mystery shopper reads no standards: knowing what is expected would colour the story.
READERS = (AUDITOR, REVIEWER, EMPLOYEE, DIRECTOR, REGIONAL, HR, QUALITY, ADMINISTRATOR)
# Scenarios are covert: whoever is tested by them must not meet them here. An assessor gets the one of a visit with it.
PLANNERS = (QUALITY, REVIEWER)


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


@standards.get("/versions/<int:version>/<number>")
@roles(*READERS)
def clause(version: int, number: str) -> ResponseReturnValue:
    """Where a clause printed from a version stands now; its words then, if it is no longer there."""
    printed, now = standard_version(version) or abort(404), _version()
    try:
        reference = printed.document.reference(number)
    except KeyError:
        abort(404)
    place = later_number(list(printed.document.references()), list(now.document.references()), number)
    if place is None:
        return render_template("standards/former_clause.html", version=printed, reference=reference)
    chapter, _dot, at = place.partition(".")
    return redirect(url_for("standards.chapter", chapter=chapter, _anchor=f"clause-{chapter}-{at}"))


@standards.get("/scenarios")
@roles(*PLANNERS)
def scenarios() -> ResponseReturnValue:
    """What an assessor may be asked to play, by channel; for one position when the address names it."""
    document, position = _version().document, request.args.get("position", "")
    shown = [each for each in document.scenarios if not position or position in each.positions]
    by_channel = {
        channel: [each for each in shown if each.channel == channel.code] for channel in document.channels
    }
    return render_template(
        "standards/scenarios.html",
        document=document,
        by_channel=by_channel,
        position=position,
        difficulties=DIFFICULTIES,
    )


@standards.get("/scenarios/<code>")
@roles(*PLANNERS)
def scenario(code: str) -> ResponseReturnValue:
    """One scenario with what good answers sound like."""
    found = scenario_of(code)
    if found is None:
        abort(404)
    return render_template(
        "standards/scenario.html", scenario=found, document=_version().document, difficulties=DIFFICULTIES
    )


def _version() -> StandardVersion:
    version = current_standard()
    if version is None:
        abort(404)
    return version
