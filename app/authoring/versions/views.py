"""The versions of the standards: which there are, who published them and why, and what differs between any two."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.authoring import queries
from app.authoring.content.document import NotWhole
from app.authoring.models import WorkingCopy
from app.authoring.versions.beside import KINDS, LISTS, Beside, asked, worded
from app.authoring.versions.edition import Edition, editions
from app.authoring.versions.forms import CHECKLISTS, ComparisonForm
from app.checklists.comparison import ChecklistDifference, compare_checklists
from app.checklists.queries import changed_checklists
from app.people.roles import QUALITY
from app.standards.comparing import compare
from app.standards.comparison import ClauseDifference
from app.standards.document import Chapter
from app.standards.queries import standard_versions
from app.standards.views import PLANNERS, READERS
from app.web.access import roles
from app.web.languages import language

versions = Blueprint("versions", __name__, url_prefix="/standards")


@versions.get("/versions")
@roles(*READERS)
def index() -> ResponseReturnValue:
    """Every published version, the newest first."""
    every, changed = standard_versions(), changed_checklists()
    return render_template("versions/index.html", versions=every, changed=changed, copy=_copy())


@versions.get("/comparison")
@roles(*READERS)
def comparison() -> ResponseReturnValue:
    """Two versions, or one and the working copy, side by side; what to show of it stands in the address."""
    known = editions(standard_versions(), _copy())
    if len(known) < 2:
        return render_template("versions/single.html", known=known)
    form = ComparisonForm.of_address(request.args, known, checklists=_is_author())
    before, after = known[form.before.data], known[form.after.data]
    try:
        form.offer(before.document, after.document)
        shown = _shown(before, after, form)
    except NotWhole:
        return render_template("versions/incomplete.html", form=form), 409
    return render_template("versions/comparison.html", form=form, before=before, after=after, **shown)


def _shown(before: Edition, after: Edition, form: ComparisonForm) -> dict[str, Any]:
    """What differs, as far as the filters let it through."""
    told = {
        "beside": Beside(before.document, after.document, language()),
        "worded": worded,
        "kinds": KINDS,
        "lists": LISTS,
    }
    if form.of.data == CHECKLISTS:
        checklists = compare_checklists(before.checklists, after.checklists)
        return {**told, "checklists": [each for each in checklists if _passes(each, form)]}
    found = compare(before.document, after.document)
    if current_user.role not in PLANNERS:  # scenarios are covert
        found = replace(found, lists=tuple(each for each in found.lists if each.list != "scenarios"))
    clauses = [each for each in (_narrowed(clause, form) for clause in found.clauses) if each]
    return {**told, "comparison": found, "chapters": _by_chapter(clauses)}


def _by_chapter(clauses: list[ClauseDifference]) -> list[tuple[Chapter, list[ClauseDifference]]]:
    """The clauses under their chapters, both in the order they came."""
    found: dict[str, tuple[Chapter, list[ClauseDifference]]] = {}
    for clause in clauses:
        found.setdefault(clause.chapter.code, (clause.chapter, []))[1].append(clause)
    return list(found.values())


def _narrowed(clause: ClauseDifference, form: ComparisonForm) -> ClauseDifference | None:
    """The clause with the criteria that the filters let through; None when nothing of it is left."""
    if form.chapter.data and clause.chapter.code != form.chapter.data:
        return None
    kind, position = form.kind.data, form.position.data
    criteria = tuple(
        each
        for each in clause.criteria
        if (not kind or kind in each.kinds)
        and any(asked(placed.criterion, position) for placed in (each.before, each.after) if placed)
    )
    narrowed = replace(clause, criteria=criteria)
    whole = not position and (not kind or kind in clause.kinds)
    return narrowed if criteria or (whole and clause.kinds) else None


def _passes(checklist: ChecklistDifference, form: ComparisonForm) -> bool:
    right_position = not form.position.data or checklist.address[0] == form.position.data
    return right_position and (not form.kind.data or bool(checklist.counts[form.kind.data]))


def _is_author() -> bool:
    return current_user.role == QUALITY


def _copy() -> WorkingCopy | None:
    return queries.working_copy() if _is_author() else None
