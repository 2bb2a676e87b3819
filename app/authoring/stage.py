"""The scenarios of the working copy: all of them by channel, and a new one; each is edited on a page as other parts are."""

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.authoring import operations, queries, steps
from app.authoring.blank import new_scenario
from app.authoring.forms import TitleForm
from app.authoring.models import WorkingCopy
from app.authoring.outline import title_of
from app.authoring.problems import troubles_at
from app.authoring.views import address_of
from app.db import db
from app.people.roles import QUALITY
from app.people.sessions import signed_in_user
from app.web.access import roles
from app.web.languages import language

stage = Blueprint("stage", __name__, url_prefix="/authoring/scenarios")


@stage.get("")
@roles(QUALITY)
def index() -> ResponseReturnValue:
    """Every scenario, by the channel it is played on."""
    return _page(_copy(), TitleForm())


@stage.post("")
@roles(QUALITY)
def add() -> ResponseReturnValue:
    """Add a scenario of this title."""
    copy, form = _copy(), TitleForm.from_request()
    if not form.accepted():
        return _page(copy, form), 422
    document = steps.find(copy.content, steps.DOCUMENT)
    value = new_scenario(form.title, copy)
    edit = operations.add(copy, document, value, by=signed_in_user(), sort="scenario")
    db.session.commit()
    return redirect(address_of(edit.place))


def _page(copy: WorkingCopy, form: TitleForm) -> str:
    found = [part for part in steps.parts(copy.content) if part.sort == "scenario"]
    by_channel = {
        channel["code"]: [part for part in found if part.value["channel"] == channel["code"]]
        for channel in copy.content["channels"]
    }
    troubles = troubles_at(copy.begun_at, copy.rev, copy.content, copy.ledger)
    return render_template(
        "authoring/scenarios.html",
        copy=copy,
        by_channel=by_channel,
        titles={part.place: title_of(part, language()) for part in found},
        channels={each["code"]: each["title"][language()] for each in copy.content["channels"]},
        problems=[trouble.place for trouble in troubles],
        form=form,
        address_of=address_of,
    )


def _copy() -> WorkingCopy:
    return queries.working_copy(locked=request.method == "POST") or abort(404)
