"""The scenarios of the working copy: all of them by channel, and a new one; each is edited on a page as other parts are."""

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from app.authoring import operations
from app.authoring.content.blank import new_scenario
from app.authoring.content.parts import DOCUMENT, find, parts, title_of
from app.authoring.content.problems import troubles_at
from app.authoring.desk.forms import TitleForm
from app.authoring.editing.views import address_of, addresses, copy_at_work
from app.authoring.models import WorkingCopy
from app.db import db
from app.people.roles import QUALITY
from app.people.sessions import signed_in_user
from app.web.access import roles
from app.web.languages import language

stage = Blueprint("stage", __name__, url_prefix="/authoring/scenarios")
stage.context_processor(addresses)


@stage.get("")
@roles(QUALITY)
def index() -> ResponseReturnValue:
    """Every scenario, by the channel it is played on."""
    return _page(copy_at_work(), TitleForm())


@stage.post("")
@roles(QUALITY)
def add() -> ResponseReturnValue:
    """Add a scenario of this title."""
    copy, form = copy_at_work(), TitleForm.from_request()
    if not form.accepted():
        return _page(copy, form), 422
    value = new_scenario(form.title, copy.content, [each.code for each in copy.base.document.scenarios])
    document = find(copy.content, DOCUMENT)
    edit = operations.add(copy, document, value, by=signed_in_user(), sort="scenario")
    db.session.commit()
    return redirect(address_of(edit.place))


def _page(copy: WorkingCopy, form: TitleForm) -> str:
    found = [part for part in parts(copy.content) if part.sort == "scenario"]
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
    )
