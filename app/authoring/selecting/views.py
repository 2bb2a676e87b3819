"""The pages on which the quality manager chooses what each checklist of the working copy asks, and says why."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.authoring import operations, queries
from app.authoring.content.document import NotWhole
from app.authoring.content.parts import DOCUMENT, find
from app.authoring.models import WorkingCopy
from app.authoring.selecting.choice import (
    Choice,
    by_checklist,
    kept_selections,
    mark,
    replaced,
    selection_for,
)
from app.checklists.derivation import derive_all
from app.checklists.matrix import minutes
from app.checklists.patch import conflicts
from app.db import db
from app.people.roles import QUALITY
from app.people.sessions import signed_in_user
from app.standards.document import Document
from app.web.access import roles
from app.web.languages import language

selecting = Blueprint("selecting", __name__, url_prefix="/standards/selections")


@selecting.get("")
@roles(QUALITY)
def index() -> ResponseReturnValue:
    """Every checklist of the working copy: how much it asks, and in what it differs from the standards."""
    copy = queries.working_copy()
    document = _document(copy)
    if copy is None or document is None:
        return _nothing(copy)
    selections = kept_selections(copy)
    return render_template(
        "selecting/index.html",
        document=document,
        checklists=derive_all(document, copy.selections()),
        selections=by_checklist(selections),
        conflicts={
            (each.position, each.channel): len(conflicts(document, each, copy.base.document))
            for each in selections
            if _exists(document, each.position, each.channel)
        },
        minutes=minutes,
    )


@selecting.get("/<position>/<channel>")
@roles(QUALITY)
def show(position: str, channel: str) -> ResponseReturnValue:
    """One checklist: what the standards ask, what is left out, added or asked in other words."""
    copy = queries.working_copy()
    choice = _choice(copy, position, channel)
    return _page(choice) if choice else _nothing(copy)


@selecting.post("/<position>/<channel>")
@roles(QUALITY)
def save(position: str, channel: str) -> ResponseReturnValue:
    """Keep what was chosen for a checklist."""
    copy = queries.working_copy(locked=True)
    choice = _choice(copy, position, channel)
    if copy is None or choice is None:
        return _nothing(copy)
    if request.form.get("seen", "") != mark(choice.selection):
        flash(
            _("Somebody else changed this checklist meanwhile. Nothing of yours was kept: look again."),
            "problem",
        )
        return redirect(url_for("selecting.show", position=position, channel=channel), 303)
    chosen = choice.read(request.form)
    if choice.errors:
        return _page(choice), 422
    selections = replaced(kept_selections(copy), position, channel, chosen)
    plain: dict[str, Any] = {"selections": [each.model_dump(mode="json") for each in selections]}
    operations.change(copy, find(copy.content, DOCUMENT), plain, rev=copy.rev, by=signed_in_user())
    db.session.commit()
    flash(_("Kept in the working copy."), "ok")
    if request.form.get("add"):
        return redirect(url_for("selecting.show", position=position, channel=channel), 303)
    return redirect(url_for("selecting.index"), 303)


def _page(choice: Choice) -> str:
    document = choice.document
    return render_template(
        "selecting/show.html",
        choice=choice,
        position=document.position(choice.position),
        channel=document.channel(choice.channel),
        seen=mark(choice.selection),
        reader=language(),
    )


def _nothing(copy: WorkingCopy | None) -> ResponseReturnValue:
    """Why nothing can be chosen: there is no copy, or it is not whole."""
    return render_template("selecting/nothing.html", working=copy), 200 if request.method == "GET" else 409


def _choice(copy: WorkingCopy | None, position: str, channel: str) -> Choice | None:
    """One of the checklists of a whole copy; 404 if it has none such."""
    document = _document(copy)
    if copy is None or document is None:
        return None
    if not _exists(document, position, channel):
        abort(404)
    selection = selection_for(kept_selections(copy), position, channel)
    return Choice(document, position, channel, selection, copy.base.document)


def _document(copy: WorkingCopy | None) -> Document | None:
    try:
        return copy.document() if copy else None
    except NotWhole:
        return None


def _exists(document: Document, position: str, channel: str) -> bool:
    return any(each.code == position and channel in each.channels for each in document.positions)
