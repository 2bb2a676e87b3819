"""The page of one part: saving, adding to it, moving, removing, its picture, and how others will see it."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.authoring import operations, queries
from app.authoring.codes import PrefixFull
from app.authoring.content.blank import new_clause, new_criterion
from app.authoring.content.parts import Gone, Part, find
from app.authoring.content.sentences import told
from app.authoring.content.values import said
from app.authoring.editing import preview
from app.authoring.editing.forms import PictureForm, PlaceForm
from app.authoring.editing.page import ADDRESSES, PartPage, name_of, place_of
from app.authoring.editing.remarks import advice_told, troubles_told
from app.authoring.editing.typed import read
from app.authoring.models import WorkingCopy
from app.db import db
from app.people.roles import QUALITY
from app.people.sessions import signed_in_user
from app.standards.pictures import Unfit
from app.web.access import roles
from app.web.filters import moment
from app.web.languages import language

parts = Blueprint("parts", __name__, url_prefix="/authoring")

SORT = f"<any({', '.join(ADDRESSES)}):sort>"


@parts.context_processor
def addresses() -> dict[str, Any]:
    """Let the pages name the address of any part, and say what is wrong with it."""
    return {"address_of": address_of, "told": told}


@parts.get(f"/{SORT}/<name>")
@roles(QUALITY)
def show(sort: str, name: str) -> ResponseReturnValue:
    """A part with all its fields, both languages side by side, and what stands in it."""
    copy, part = _part(sort, name)
    return _page(copy, part)


@parts.post(f"/{SORT}/<name>")
@roles(QUALITY)
def save(sort: str, name: str) -> ResponseReturnValue:
    """Save fields of a part: all of a page, or the one that was just left. It may be incomplete."""
    copy, part = _part(sort, name)
    given = read(part.sort, request.form)
    try:
        operations.change(copy, part, given, rev=request.form.get("rev", 0, int), by=signed_in_user())
    except operations.Conflict as conflict:
        return _conflict(copy, part, given, conflict)
    problems, advice = troubles_told(copy, part), advice_told(copy, part, language())
    reply = {"rev": copy.rev, "problems": problems, "advice": advice}  # before the content is put away
    db.session.commit()
    if _by_script():
        return reply
    flash(_("Saved"), "ok")
    return redirect(address_of(part.place))


@parts.post("/chapters/<name>/clauses")
@roles(QUALITY)
def add_clause(name: str) -> ResponseReturnValue:
    """Add a clause at the end of a chapter."""
    copy, part = _part("chapters", name)
    return _added(copy, part, new_clause())


@parts.post("/clauses/<name>/criteria")
@roles(QUALITY)
def add_criterion(name: str) -> ResponseReturnValue:
    """Add a criterion at the end of a clause, with a code never used before."""
    copy, part = _part("clauses", name)
    return _added(copy, part, new_criterion(part, copy.content))


@parts.post(f"/{SORT}/<name>/place")
@roles(QUALITY)
def place(sort: str, name: str) -> ResponseReturnValue:
    """Move a part: to another place in its list, or under another part."""
    copy, part = _part(sort, name)
    form = PlaceForm.from_request()
    if not form.accepted():
        abort(400)
    try:
        under = find(copy.content, form.under.data or "")
        operations.move(copy, part, under, form.at.data or 0, by=signed_in_user())
    except Gone:
        abort(404)
    reply, back = {"rev": copy.rev}, list_of(part._replace(under=under))
    db.session.commit()
    if _by_script():
        return reply
    flash(_("Moved"), "ok")
    return redirect(back)


@parts.post(f"/{SORT}/<name>/removal")
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


@parts.post("/criteria/<name>/picture")
@roles(QUALITY)
def picture(name: str) -> ResponseReturnValue:
    """Give a criterion its reference picture, new words for it, or take it away."""
    copy, part = _part("criteria", name)
    form, back = PictureForm.from_request(), redirect(f"{address_of(part.place)}#picture")
    try:
        value = form.value(part.value.get("picture"), request.files.get("picture"), name)
    except Unfit as wrong:
        flash(_("The picture was not taken: %(reason)s.", reason=told(str(wrong))), "problem")
        return back
    if value is None and not form.remove.data:
        flash(_("Choose a picture: there is none yet that the words could describe."), "problem")
        return back
    operations.change(copy, part, {"picture": value}, rev=copy.rev, by=signed_in_user())
    db.session.commit()
    flash(_("Saved"), "ok")
    return back


@parts.get("/clauses/<name>/preview")
@roles(QUALITY)
def clause_preview(name: str) -> ResponseReturnValue:
    """The clause as staff will read it."""
    _working, part = _part("clauses", name)
    return render_template("authoring/clause_preview.html", part=part, clause=preview.clause_to_read(part))


@parts.get("/criteria/<name>/preview")
@roles(QUALITY)
def criterion_preview(name: str) -> ResponseReturnValue:
    """The criterion as the question card of each checklist that asks it."""
    copy, part = _part("criteria", name)
    ways, chosen = preview.asked(copy.content, part), request.args.get("way", 0, int)
    shown = ways[chosen] if 0 <= chosen < len(ways) else None
    return render_template(
        "authoring/criterion_preview.html", part=part, ways=ways, shown=shown, chosen=chosen
    )


def address_of(place: str) -> str:
    """The page of a part; the outline for what stands in no part."""
    address, name = name_of(place)
    return url_for("parts.show", sort=address, name=name)


def list_of(part: Part) -> str:
    """The page that lists a part among those beside it."""
    if part.sort == "scenario":
        return url_for("stage.index")
    return address_of(part.under.place if part.under else part.place)


def copy_at_work() -> WorkingCopy:
    """The open working copy, locked for whoever is about to write; whoever comes too late is told, a page is not there."""
    copy = queries.working_copy(locked=request.method == "POST")
    if copy is None and request.method == "POST" and not _by_script():
        flash(_("There is no working copy any more: it was published or discarded meanwhile."), "problem")
        abort(redirect(url_for("authoring.index")))
    return copy or abort(404)


def _part(sort: str, name: str) -> tuple[WorkingCopy, Part]:
    copy = copy_at_work()
    try:
        return copy, find(copy.content, place_of(sort, name))
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
