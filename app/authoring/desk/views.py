"""The desk: beginning, the outline, a new chapter, who changed what, taking back, discarding."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.authoring import operations, queries
from app.authoring.codes import prefixes_taken
from app.authoring.content.blank import new_chapter
from app.authoring.content.parts import DOCUMENT, find, parts
from app.authoring.content.problems import troubles_at
from app.authoring.content.values import checklist_titles
from app.authoring.desk.forms import ChapterForm, DiscardForm
from app.authoring.desk.history import VERBS, changes, subject
from app.authoring.desk.outline import outline
from app.authoring.editing.views import address_of, addresses, copy_at_work
from app.db import db
from app.people.roles import QUALITY
from app.people.sessions import signed_in_user
from app.standards.queries import current_standard
from app.web.access import roles
from app.web.languages import language

authoring = Blueprint("authoring", __name__, url_prefix="/authoring")
authoring.context_processor(addresses)


@authoring.get("")
@roles(QUALITY)
def index() -> ResponseReturnValue:
    """The whole document as an outline, or the button to begin with."""
    return _outline(ChapterForm())


@authoring.post("")
@roles(QUALITY)
def begin() -> ResponseReturnValue:
    """Begin a working copy of the version in force."""
    try:
        operations.begin(by=signed_in_user())
        db.session.commit()
    except operations.NothingPublished:
        abort(404)
    except (operations.AlreadyOpen, IntegrityError):  # the second: somebody began in the same moment
        db.session.rollback()
        return redirect(url_for("authoring.index"))
    flash(_("The working copy is begun. Staff go on reading the version in force."), "ok")
    return redirect(url_for("authoring.index"))


@authoring.post("/chapters")
@roles(QUALITY)
def add_chapter() -> ResponseReturnValue:
    """Add a chapter at the end."""
    copy, form = copy_at_work(), ChapterForm.from_request()
    form.taken = prefixes_taken(copy)
    if not form.accepted():
        return _outline(form), 422
    value = new_chapter(form.title, form.prefix.data or "", copy.content)
    edit = operations.add(copy, find(copy.content, DOCUMENT), value, by=signed_in_user())
    db.session.commit()
    return redirect(address_of(edit.place))


@authoring.get("/history")
@roles(QUALITY)
def history() -> ResponseReturnValue:
    """Who changed what in the working copy, or in the last one, the newest first."""
    copy = queries.working_copy() or queries.latest_copy()
    if copy is None:
        abort(404)
    place, until = request.args.get("place"), request.args.get("until", type=int)
    found = queries.edits_of(copy, place, until=until)
    edits = found[: queries.EDITS_SHOWN]
    return render_template(
        "authoring/history.html",
        copy=copy,
        place=place,
        stands=copy.open and any(part.place == place for part in parts(copy.content)),
        edits=[(each, subject(each, language()), changes(each, language())) for each in edits],
        undone=queries.undone(edits),
        more=len(found) > len(edits),
        verbs=VERBS,
    )


@authoring.post("/edits/<int:edit_id>/undoing")
@roles(QUALITY)
def undo(edit_id: int) -> ResponseReturnValue:
    """Take an edit back by a new one."""
    queries.working_copy(locked=True)
    edit = queries.edit(edit_id)
    if edit is None:
        abort(404)
    try:
        operations.undo(edit, by=signed_in_user())
        db.session.commit()
    except (operations.CannotUndo, IntegrityError) as refused:
        db.session.rollback()
        flash(_why_not(refused), "problem")
        return redirect(url_for("authoring.history"))
    flash(_("Taken back."), "ok")
    return redirect(url_for("authoring.history"))


@authoring.route("/discarding", methods=["GET", "POST"])
@roles(QUALITY)
def discarding() -> ResponseReturnValue:
    """Throw the working copy away, after a word was typed; it is kept under "who changed what"."""
    copy, form = copy_at_work(), DiscardForm.from_request()
    if not form.accepted():
        page = render_template("authoring/discarding.html", copy=copy, form=form)
        return page, 422 if form.errors else 200
    operations.discard(copy, by=signed_in_user())
    db.session.commit()
    flash(_("The working copy is discarded. It can be brought back under “Who changed what”."), "ok")
    return redirect(url_for("authoring.index"))


def _why_not(refused: Exception) -> str:
    """Why a step is not taken back; the database refuses a copy beside one that was begun in the same moment."""
    if isinstance(refused, operations.UndoneAlready):
        return _("This step was taken back already.")
    if isinstance(refused, operations.Ended | IntegrityError):
        return _("This working copy is ended, and something newer was begun or published: it stays as it is.")
    return _("Later changes stand on this one: take them back first.")


def _outline(form: ChapterForm) -> str:
    copy = queries.working_copy()
    if copy is None:
        return render_template(
            "authoring/begin.html", version=current_standard(), discarded=queries.latest_copy()
        )
    found = troubles_at(copy.begun_at, copy.rev, copy.content, copy.ledger)
    return render_template(
        "authoring/index.html",
        copy=copy,
        outline=outline(copy.content, found),
        troubles=found,
        titles=checklist_titles(copy.content, language()),
        form=form,
        behind=copy.base is not current_standard(),
    )
