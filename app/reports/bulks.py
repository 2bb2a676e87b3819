"""Pages of a bulk: asking for the reports of all stores, watching, cancelling, going on, and the ZIP."""

from urllib.parse import urlencode

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    redirect,
    render_template,
    request,
    stream_with_context,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import db
from app.people.roles import HR, QUALITY, REGIONAL
from app.people.sessions import signed_in_user
from app.reports import archive, queries
from app.reports import bulk as operations
from app.reports.models import Bulk
from app.reports.report import ASKED
from app.reports.views import posted_language
from app.storage import storage
from app.web.access import roles

bulks = Blueprint("bulks", __name__)

READERS = (REGIONAL, HR, QUALITY)


@bulks.post("/stores/reports")
@roles(*READERS)
def create() -> ResponseReturnValue:
    """Ask for the reports of all stores that the viewer may see."""
    address = {name: request.form[name] for name in ASKED if request.form.get(name)}
    language = posted_language()
    try:
        made = operations.order(signed_in_user(), address, language, base=request.url_root)
    except operations.NothingToReport:
        flash(_("No store was visited in these months: there is nothing to report."), "problem")
        return redirect(f"{url_for('insights.stores')}?{urlencode(address)}", 303)
    db.session.commit()
    return redirect(url_for("bulks.show", bulk_id=made.id), 303)


@bulks.get("/stores/reports/<int:bulk_id>")
@roles(*READERS)
def show(bulk_id: int) -> ResponseReturnValue:
    """How far it is; when it is ready, the ZIP; what could not be made, and why."""
    return render_template("reports/bulk.html", bulk=_own(bulk_id))


@bulks.post("/stores/reports/<int:bulk_id>/cancellation")
@roles(*READERS)
def cancellation(bulk_id: int) -> ResponseReturnValue:
    """Make no more of it."""
    operations.cancel(_own(bulk_id))
    db.session.commit()
    return redirect(url_for("bulks.show", bulk_id=bulk_id), 303)


@bulks.post("/stores/reports/<int:bulk_id>/turns")
@roles(*READERS)
def turn(bulk_id: int) -> ResponseReturnValue:
    """Go on from where it stopped."""
    operations.go_on(_own(bulk_id))
    db.session.commit()
    return redirect(url_for("bulks.show", bulk_id=bulk_id), 303)


@bulks.get("/stores/reports/<int:bulk_id>/file")
@roles(*READERS)
def file(bulk_id: int) -> ResponseReturnValue:
    """The ZIP, sent piece by piece."""
    bulk = _own(bulk_id)
    if bulk.key is None:
        abort(404)
    response = Response(stream_with_context(storage().stream(bulk.key)), mimetype="application/zip")
    response.headers["Content-Disposition"] = f"attachment; filename={archive.zip_name(bulk)}"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _own(bulk_id: int) -> Bulk:
    """A bulk of whoever asks: what is in it is what he may see."""
    bulk = queries.bulk(bulk_id)
    if bulk is None or bulk.by_id != signed_in_user().id:
        abort(404)
    return bulk
