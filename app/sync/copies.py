"""The page on which a quality manager takes in the copy that a phone saved."""

from typing import Any

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.datastructures import CombinedMultiDict
from wtforms import BooleanField, FileField
from wtforms.validators import DataRequired

from app.db import db
from app.people.roles import QUALITY
from app.people.sessions import signed_in_user
from app.sync import rescue
from app.sync.archive import Refused
from app.web.access import roles
from app.web.forms import Form

copies = Blueprint("copies", __name__, url_prefix="/rescue")


class ImportForm(Form):
    copy = FileField(
        _l("The zip that the phone saved"), [DataRequired()], render_kw={"accept": ".zip,application/zip"}
    )
    finish = BooleanField(_l("Also submit visits that were not finished, as they are"))


@copies.url_value_preprocessor
def let_a_copy_in(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """A copy is larger than a page may be. The token in the form is looked for first of all, which reads the body."""
    if current_user.is_authenticated and current_user.role == QUALITY:
        request.max_content_length = current_app.config["MAX_RESCUE_BYTES"]


@copies.get("/import")
@roles(QUALITY)
def ask() -> ResponseReturnValue:
    """Ask for the file."""
    return _page(ImportForm())


@copies.post("/import")
@roles(QUALITY)
def bring_in() -> ResponseReturnValue:
    """Take in what is not here yet, and say of every visit in the copy what became of it."""
    form = ImportForm(CombinedMultiDict([request.files, request.form]))
    if not form.validate():
        return _page(form), 422
    outcomes, by = [], signed_in_user().email
    db.session.rollback()  # the file is read while nobody waits for us
    try:
        for outcome in rescue.bring_in(form.copy.data.stream, finish=form.finish.data, by=by):
            db.session.commit()
            outcomes.append(outcome)
    except Refused as reason:
        form.copy.errors = [str(reason)]
        return _page(form), 422
    return _page(ImportForm(), outcomes)


def _page(form: ImportForm, outcomes: list[rescue.Outcome] | None = None) -> str:
    return render_template("sync/import.html", form=form, outcomes=outcomes)
