"""Pages of the field: where every open visit lies, and how the app gets onto a phone."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.clock import now
from app.db import db
from app.people.roles import ASSESSORS, QUALITY
from app.sync import queries, troubles
from app.sync.whereabouts import Whereabouts, whereabouts
from app.visits.models import Visit
from app.web.access import roles

fieldwork = Blueprint("fieldwork", __name__)
PER_PAGE = 50


@fieldwork.app_context_processor
def vocabulary() -> dict[str, object]:
    """The words for troubles of phones, and where a visit lies, for whoever may ask."""
    return {"phone_troubles": troubles.TITLES, "whereabouts_of": whereabouts_of}


@fieldwork.get("/fieldwork")
@roles(QUALITY)
def index() -> ResponseReturnValue:
    """Every open visit, the phones it lies on, and the phones that need a word."""
    page = max(request.args.get("page", 1, type=int), 1)
    visits = db.paginate(queries.open_visits(), page=page, per_page=PER_PAGE, error_out=False)
    at = now()
    worrying = [
        phone
        for phone in queries.phones_in_the_field(since=at - troubles.GONE)
        if phone.troubles or phone.unsent or phone.is_silent(at)
    ]
    return render_template(
        "sync/fieldwork.html", page=visits, where=_whereabouts(visits.items), worrying=worrying, now=at
    )


@fieldwork.get("/install")
@roles(*ASSESSORS)
def install() -> ResponseReturnValue:
    """How to put the app on the home screen of a phone."""
    return render_template("sync/install.html")


def whereabouts_of(visit: Visit) -> Whereabouts:
    """Where one visit lies; for the page of the visit, which stands below this package."""
    return _whereabouts([visit])[0]


def _whereabouts(visits: list[Visit]) -> list[Whereabouts]:
    return whereabouts(
        visits, queries.on_phones(visits, since=now() - troubles.GONE), queries.backups_of(visits)
    )
