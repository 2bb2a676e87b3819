"""Pages of checklists: which exist, and what each asks."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from app.checklists import queries
from app.checklists.matrix import matrix as matrix_of
from app.people.roles import QUALITY
from app.standards.queries import current_standard
from app.web.access import roles

checklists = Blueprint("checklists", __name__, url_prefix="/checklists")


@checklists.get("")
@roles(QUALITY)
def index() -> ResponseReturnValue:
    """Position by channel: every checklist in force."""
    standard = current_standard()
    versions = {(version.position, version.channel): version for version in queries.current_checklists()}
    return render_template("checklists/index.html", standard=standard, versions=versions)


@checklists.get("/matrix")
@roles(QUALITY)
def matrix() -> ResponseReturnValue:
    """Position by channel in figures, and the gaps between the checklists."""
    standard, versions = current_standard(), queries.current_checklists()
    found = matrix_of(standard.document, [each.checklist for each in versions]) if standard else None
    addresses = {(each.position, each.channel): each.id for each in versions}
    return render_template("checklists/matrix.html", standard=standard, matrix=found, addresses=addresses)


@checklists.get("/<int:version_id>")
@roles(QUALITY)
def show(version_id: int) -> ResponseReturnValue:
    """One checklist as it will be asked on a kind of visit."""
    version = queries.checklist_version(version_id)
    kind = request.args.get("kind", "audit")
    if version is None or kind not in {"audit", "mystery"}:
        abort(404)
    return render_template(
        "checklists/show.html", version=version, kind=kind, checklist=version.checklist.for_visit(kind)
    )
