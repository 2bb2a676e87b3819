"""The author's desk: the outline, the page of each part, saving, moving, taking back, discarding."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.authoring import fields, operations, preview, queries, steps
from app.authoring.blank import PrefixFull, new_chapter, new_clause, new_criterion, prefixes_taken
from app.authoring.forms import ChapterForm, DiscardForm, PictureForm, PlaceForm
from app.authoring.models import WorkingCopy
from app.authoring.outline import outline
from app.authoring.pages import ADDRESSES, PartPage, advice_told, name_of, place_of, troubles_told
from app.authoring.pictures import picture_of
from app.authoring.problems import troubles_at
from app.authoring.sentences import told
from app.authoring.steps import Gone, Part
from app.authoring.told import VERBS, changes, checklist_titles, said, subject
from app.db import db
from app.people.roles import QUALITY
from app.people.sessions import signed_in_user
from app.standards.pictures import Unfit
from app.standards.queries import current_standard
from app.web.access import roles
from app.web.filters import moment
from app.web.languages import language

authoring = Blueprint("authoring", __name__, url_prefix="/authoring")

SORT = f"<any({', '.join(ADDRESSES)}):sort>"


@authoring.context_processor
def addresses() -> dict[str, Any]:
    """Let the pages name the address of any part."""
    return {"address_of": address_of, "told": told}


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
    except operations.NothingPublished:
        abort(404)
    except operations.AlreadyOpen:
        return redirect(url_for("authoring.index"))
    db.session.commit()
    flash(_("The working copy is begun. Staff go on reading the version in force."), "ok")
    return redirect(url_for("authoring.index"))


@authoring.get(f"/{SORT}/<name>")
@roles(QUALITY)
def show(sort: str, name: str) -> ResponseReturnValue:
    """A part with all its fields, both languages side by side, and what stands in it."""
    copy, part = _part(sort, name)
    return _page(copy, part)


@authoring.post(f"/{SORT}/<name>")
@roles(QUALITY)
def save(sort: str, name: str) -> ResponseReturnValue:
    """Save fields of a part: all of a page, or the one that was just left. It may be incomplete."""
    copy, part = _part(sort, name)
    given = fields.read(part.sort, request.form)
    try:
        operations.change(copy, part, given, rev=request.form.get("rev", 0, int), by=signed_in_user())
    except operations.Conflict as conflict:
        return _conflict(copy, part, given, conflict)
    advice = advice_told(copy, part, language())
    reply = {
        "rev": copy.rev,
        "problems": troubles_told(copy, part),
        "advice": advice,
    }  # before the content is put away
    db.session.commit()
    if _by_script():
        return reply
    flash(_("Saved"), "ok")
    return redirect(address_of(part.place))


@authoring.post("/chapters")
@roles(QUALITY)
def add_chapter() -> ResponseReturnValue:
    """Add a chapter at the end."""
    copy, form = _copy(), ChapterForm.from_request()
    form.taken = prefixes_taken(copy)
    if not form.accepted():
        return _outline(form), 422
    value = new_chapter(form.title, form.prefix.data or "", copy.content)
    return _added(copy, steps.find(copy.content, steps.DOCUMENT), value)


@authoring.post("/chapters/<name>/clauses")
@roles(QUALITY)
def add_clause(name: str) -> ResponseReturnValue:
    """Add a clause at the end of a chapter."""
    copy, part = _part("chapters", name)
    return _added(copy, part, new_clause())


@authoring.post("/clauses/<name>/criteria")
@roles(QUALITY)
def add_criterion(name: str) -> ResponseReturnValue:
    """Add a criterion at the end of a clause, with a code never used before."""
    copy, part = _part("clauses", name)
    return _added(copy, part, new_criterion(part, copy.content))


@authoring.post(f"/{SORT}/<name>/place")
@roles(QUALITY)
def place(sort: str, name: str) -> ResponseReturnValue:
    """Move a part: to another place in its list, or under another part."""
    copy, part = _part(sort, name)
    form = PlaceForm.from_request()
    if not form.accepted():
        abort(400)
    try:
        under = steps.find(copy.content, form.under.data or "")
        operations.move(copy, part, under, form.at.data or 0, by=signed_in_user())
    except Gone:
        abort(404)
    reply, back = {"rev": copy.rev}, list_of(part._replace(under=under))
    db.session.commit()
    if _by_script():
        return reply
    flash(_("Moved"), "ok")
    return redirect(back)


@authoring.post(f"/{SORT}/<name>/removal")
@roles(QUALITY)
def removal(sort: str, name: str) -> ResponseReturnValue:
    """Take a part out with all that stands in it."""
    copy, part = _part(sort, name)
    if part.under is None:
        abort(404)
    operations.remove(copy, part, by=signed_in_user())
    db.session.commit()
    flash(_("Removed. It can be brought back under “Who changed what”."), "ok")
    return redirect(list_of(part))


@authoring.post("/criteria/<name>/picture")
@roles(QUALITY)
def picture(name: str) -> ResponseReturnValue:
    """Give a criterion its reference picture, new words for it, or take it away."""
    copy, part = _part("criteria", name)
    form = PictureForm.from_request()
    alt = {"ru": (form.alt_ru.data or "").strip(), "en": (form.alt_en.data or "").strip()}
    value, received = part.value.get("picture"), request.files.get("picture")
    try:
        if received and received.filename:
            value = picture_of(received.stream, name=name, alt=alt)
    except Unfit as wrong:
        flash(_("The picture was not taken: %(reason)s.", reason=str(wrong)), "problem")
        return redirect(f"{address_of(part.place)}#picture")
    value = None if form.remove.data or not value else {**value, "alt": alt}
    operations.change(copy, part, {"picture": value}, rev=copy.rev, by=signed_in_user())
    db.session.commit()
    flash(_("Saved"), "ok")
    return redirect(f"{address_of(part.place)}#picture")


@authoring.get("/clauses/<name>/preview")
@roles(QUALITY)
def clause_preview(name: str) -> ResponseReturnValue:
    """The clause as staff will read it."""
    _working, part = _part("clauses", name)
    return render_template("authoring/clause_preview.html", part=part, clause=preview.clause_to_read(part))


@authoring.get("/criteria/<name>/preview")
@roles(QUALITY)
def criterion_preview(name: str) -> ResponseReturnValue:
    """The criterion as the question card of each checklist that asks it."""
    copy, part = _part("criteria", name)
    ways, chosen = preview.asked(copy.content, part), request.args.get("way", 0, int)
    shown = ways[chosen] if 0 <= chosen < len(ways) else None
    return render_template(
        "authoring/criterion_preview.html", part=part, ways=ways, shown=shown, chosen=chosen
    )


@authoring.get("/history")
@roles(QUALITY)
def history() -> ResponseReturnValue:
    """Who changed what in the working copy, or in the last one, the newest first."""
    copy = queries.working_copy() or queries.latest_copy()
    if copy is None:
        abort(404)
    place, until = request.args.get("place"), request.args.get("until", type=int)
    edits = queries.edits_of(copy, place, until=until)
    return render_template(
        "authoring/history.html",
        copy=copy,
        place=place,
        edits=[(each, subject(each, language()), changes(each, language())) for each in edits],
        undone=queries.undone(edits),
        more=len(edits) == queries.EDITS_SHOWN,
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
    except operations.CannotUndo:
        db.session.rollback()
        flash(_("Later changes stand on this one: take them back first."), "problem")
        return redirect(url_for("authoring.history"))
    db.session.commit()
    flash(_("Taken back."), "ok")
    return redirect(url_for("authoring.history"))


@authoring.route("/discarding", methods=["GET", "POST"])
@roles(QUALITY)
def discarding() -> ResponseReturnValue:
    """Throw the working copy away, after a word was typed; it is kept under "who changed what"."""
    copy, form = _copy(), DiscardForm.from_request()
    if not form.accepted():
        page = render_template("authoring/discarding.html", copy=copy, form=form)
        return page, 422 if form.errors else 200
    operations.discard(copy, by=signed_in_user())
    db.session.commit()
    flash(_("The working copy is discarded. It can be brought back under “Who changed what”."), "ok")
    return redirect(url_for("authoring.index"))


def address_of(place: str) -> str:
    """The page of a part; the outline for what stands in no part."""
    address, name = name_of(place)
    return url_for("authoring.show", sort=address, name=name)


def list_of(part: Part) -> str:
    """The page that lists a part among those beside it."""
    if part.sort == "scenario":
        return url_for("stage.index")
    return address_of(part.under.place if part.under else part.place)


def _copy() -> WorkingCopy:
    copy = queries.working_copy(locked=request.method == "POST")
    if copy is None:
        abort(404)
    return copy


def _part(sort: str, name: str) -> tuple[WorkingCopy, Part]:
    copy = _copy()
    try:
        return copy, steps.find(copy.content, place_of(sort, name))
    except Gone:
        abort(404)


def _added(copy: WorkingCopy, under: Part, value: dict[str, Any]) -> ResponseReturnValue:
    try:
        edit = operations.add(copy, under, value, by=signed_in_user())
    except PrefixFull:
        flash(_("All 999 codes of this chapter were used: begin a new chapter."), "problem")
        return redirect(address_of(under.place))
    db.session.commit()
    return redirect(address_of(edit.place))


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


def _page(copy: WorkingCopy, part: Part, conflict: operations.Conflict | None = None, **more: Any) -> str:
    page = PartPage(copy, part, language(), conflict, **more)
    return render_template("authoring/part.html", page=page, copy=copy, part=page.part, conflict=conflict)


def _conflict(
    copy: WorkingCopy, part: Part, given: dict[str, Any], conflict: operations.Conflict
) -> ResponseReturnValue:
    db.session.rollback()
    if not _by_script():
        return _page(copy, part, conflict, typed=given), 409
    theirs = {name: said(name, value, copy.content, language()) for name, value in conflict.theirs.items()}
    by = conflict.by.name if conflict.by else ""
    return {"rev": conflict.rev, "theirs": theirs, "by": by, "at": moment(conflict.at)}, 409


def _by_script() -> bool:
    return request.accept_mimetypes.best == "application/json"
