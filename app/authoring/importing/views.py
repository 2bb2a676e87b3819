"""The pages of taking criteria in from a file: giving the file, and looking through what it offers."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import FileStorage

from app.authoring import operations, queries
from app.authoring.codes import PrefixFull, prefixes_taken
from app.authoring.content.document import codes
from app.authoring.content.fields import label
from app.authoring.editing.views import copy_at_work
from app.authoring.importing.homes import Homes
from app.authoring.importing.models import Imported
from app.authoring.importing.placing import Placing
from app.authoring.importing.queries import imported, imports_of, set_aside, taken
from app.authoring.importing.reading import offers_of
from app.authoring.importing.review import SURE, Review, pages
from app.authoring.models import WorkingCopy
from app.db import db
from app.exchange.importing import MAX_BYTES
from app.exchange.proposing.proposals import DOUBTS
from app.exchange.refusals import Refusal
from app.people.roles import QUALITY
from app.people.sessions import signed_in_user
from app.web.access import roles
from app.web.languages import language

importing = Blueprint("importing", __name__, url_prefix="/authoring/imports")

ASSUMED = {"points": "options"}  # what a form calls otherwise than a criterion
KINDS = ".docx,.xlsx,.csv,.md,.markdown,.txt"


@importing.get("")
@roles(QUALITY)
def index() -> ResponseReturnValue:
    """Ask for a file; those that were read beside this copy."""
    return _index(copy_at_work())


@importing.post("")
@roles(QUALITY)
def create() -> ResponseReturnValue:
    """Read a file and keep what it offers."""
    copy, received = copy_at_work(), request.files.get("file")
    if received is None or not received.filename:
        return _index(copy, [_("Choose a file.")]), 422
    copy_id, document, by = copy.id, copy.base.document, signed_in_user().id
    db.session.rollback()  # the file is read while nobody waits for us
    try:
        offers = offers_of(received.stream.read(MAX_BYTES + 1), received.filename, document)
    except Refusal as refusal:
        return _index(copy_at_work(), list(getattr(refusal, "sentences", (refusal.sentence,)))), 422
    if (open_copy := queries.working_copy(locked=True)) is None or open_copy.id != copy_id:
        flash(_("There is no working copy any more: it was published or discarded meanwhile."), "problem")
        return redirect(url_for("authoring.index"))
    found = Imported(copy_id=copy_id, name=_name(received), content=offers.model_dump(mode="json"), by_id=by)
    db.session.add(found)
    db.session.commit()
    flash(
        ngettext(
            "%(num)s criterion was found. Nothing of it is in the working copy yet.",
            "%(num)s criteria were found. Nothing of them is in the working copy yet.",
            len(offers.ids),
        ),
        "ok",
    )
    return redirect(url_for("importing.show", imported_id=found.id, number=1))


@importing.get("/<int:imported_id>/<int:number>")
@roles(QUALITY)
def show(imported_id: int, number: int) -> ResponseReturnValue:
    """A chapter of the file: each criterion with its place, how sure it is, and why it deserves a second look."""
    copy, found, review = _review(imported_id, number)
    tick = request.args.get("tick")
    review.ticked = {each.id for each in review.page.offers if tick == "all" or tick == each.sure}
    return _page(copy, found, review)


@importing.post("/<int:imported_id>/<int:number>")
@roles(QUALITY)
def take(imported_id: int, number: int) -> ResponseReturnValue:
    """Take in what is ticked; keep what was written into the rest."""
    copy, found, review = _review(imported_id, number)
    review = review.read(request.form)
    placing = _placing(copy, review)
    if placing.needs_chapter(review.chosen):
        review.check_prefix()
        if review.errors:
            return _page(copy, found, review), 422
    try:
        step = placing.step(review.chosen)
    except PrefixFull:
        review.errors["prefix"] = _("All 999 codes of this chapter were used: begin a new chapter.")
        return _page(copy, found, review), 422
    operations.take_in(copy, step, by=signed_in_user())
    found.content = review.offers.model_dump(mode="json")
    count = len(review.chosen)
    db.session.commit()
    if count:
        told = ngettext(
            "%(num)s criterion is in the working copy now. It can be taken back under “Who changed what”.",
            "%(num)s criteria are in the working copy now. They can be taken back under “Who changed what”.",
            count,
        )
        flash(told, "ok")
    else:
        flash(_("Nothing was ticked, so nothing was taken in. What you wrote is kept."), "ok")
    return redirect(url_for("importing.show", imported_id=imported_id, number=number), 303)


@importing.route("/<int:imported_id>/setting-aside", methods=["GET", "POST"])
@roles(QUALITY)
def setting_aside(imported_id: int) -> ResponseReturnValue:
    """Set a file aside after a question: nothing more is taken from it, and what was taken stays."""
    copy = copy_at_work()
    found = imported(copy, imported_id) or abort(404)
    if request.method == "GET":
        return render_template("imports/setting_aside.html", found=found)
    if found.id not in set_aside(copy):
        operations.set_aside(copy, found.id, found.name, by=signed_in_user())
        db.session.commit()
    flash(_("The file is set aside. It can be brought back under “Who changed what”."), "ok")
    return redirect(url_for("importing.index"), 303)


def _placing(copy: WorkingCopy, review: Review) -> Placing:
    """Where the offers of this page go."""
    named = {
        each.fields["code"]: review.taken[each.id]
        for chapter in review.offers.chapters
        for each in chapter.offers
        if each.id in review.taken and "code" in each.fields
    }
    page, title, prefix = review.page.chapter, review.into, review.prefix
    return Placing(copy, review.homes, page, review.chapter, title, prefix, named)


def _review(imported_id: int, number: int) -> tuple[WorkingCopy, Imported, Review]:
    copy = copy_at_work()
    found = imported(copy, imported_id)
    if found is None:
        abort(404)
    if found.id in set_aside(copy):
        flash(_("This file was set aside. It can be brought back under “Who changed what”."), "problem")
        abort(redirect(url_for("importing.index"), 303))
    offers = found.offers
    listed = pages(offers)
    if not 1 <= number <= len(listed):
        abort(404)
    homes = Homes(copy.content, language())
    return copy, found, Review(offers, listed[number - 1], homes, taken(copy), prefixes_taken(copy))


def _page(copy: WorkingCopy, found: Imported, review: Review) -> str:
    reader = language()
    titles: dict[str, Any] = {
        name: {each["code"]: each["title"][reader] for each in copy.content[name]}
        for name in ("positions", "channels")
    }
    return render_template(
        "imports/show.html",
        found=found,
        review=review,
        pages=pages(review.offers),
        titles=titles,
        present=set(codes(copy.content)),
        sure=SURE,
        doubts=DOUBTS,
        told_fields=_told_fields,
    )


def _told_fields(names: Iterable[str]) -> str:
    return ", ".join(label(ASSUMED.get(name, name)).lower() for name in names)


def _index(copy: WorkingCopy, refused: list[Any] | None = None) -> str:
    took = taken(copy)
    files = [(each, each.offers.ids) for each in imports_of(copy)]
    return render_template(
        "imports/index.html",
        files=[(each, len(ids), sum(one in took for one in ids)) for each, ids in files],
        aside=set_aside(copy),
        refused=refused or [],
        kinds=KINDS,
    )


def _name(received: FileStorage) -> str:
    """The name of a file, without the folders that some browsers tell."""
    return (received.filename or "").replace("\\", "/").rpartition("/")[2][-200:]
