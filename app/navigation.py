"""The first page of each role, and the few links each role needs."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from app.people.roles import (
    ADMINISTRATOR,
    AUDITOR,
    DIRECTOR,
    EMPLOYEE,
    HR,
    QUALITY,
    REGIONAL,
    REVIEWER,
    SHOPPER,
)
from app.people.sessions import signed_in_user
from app.training.pages import reminder_for
from app.web.access import signed_in

home = Blueprint("home", __name__)

VISITS = ("visits.index", _l("Visits"))
REVIEWS = ("reviews.index", _l("Reviews"))
STORES = ("insights.stores", _l("Stores"))
PEOPLE = ("staff.index", _l("People"))
OVERVIEW = ("insights.overview", _l("Overview"))
MY_CARD = ("staff.own", _l("My card"))
RESULTS = ("visits.index", _l("My results"))
STANDARDS = ("standards.index", _l("Standards"))
READING = ("reading.show", _l("To sign"))
SIGNATURES = ("training.index", _l("Signatures"))
CHECKLISTS = ("checklists.index", _l("Checklists"))
FIELDWORK = ("fieldwork.index", _l("Fieldwork"))
WAVES = ("waves.index", _l("Waves"))
USERS = ("people.users", _l("Users"))

LINKS: dict[str, tuple[tuple[str, Any], ...]] = {
    SHOPPER: (VISITS,),
    AUDITOR: (VISITS, STANDARDS),
    REVIEWER: (REVIEWS, VISITS, STANDARDS),
    EMPLOYEE: (RESULTS, MY_CARD, READING, STANDARDS),
    DIRECTOR: (STORES, VISITS, SIGNATURES, STANDARDS),
    REGIONAL: (STORES, OVERVIEW, VISITS, SIGNATURES, STANDARDS),
    HR: (PEOPLE, STORES, OVERVIEW, SIGNATURES, WAVES, STANDARDS),
    QUALITY: (VISITS, FIELDWORK, REVIEWS, OVERVIEW, STORES, PEOPLE, CHECKLISTS, WAVES, SIGNATURES, STANDARDS),
    ADMINISTRATOR: (USERS, STANDARDS),
}


@dataclass(frozen=True)
class Link:
    """One link of the navigation."""

    label: str
    href: str
    current: bool


@home.get("/")
@signed_in
def index() -> ResponseReturnValue:
    """To the page where this person's work is; an employee who has something to sign reads that first."""
    if current_user.role == EMPLOYEE and reminder_for(signed_in_user()):
        return redirect(url_for("reading.show"))
    return redirect(url_for(LINKS[current_user.role][0][0]))


def links() -> list[Link]:
    """The navigation of the person who looks; nothing for a stranger."""
    if not current_user.is_authenticated:
        return []
    addresses = [(label, url_for(endpoint)) for endpoint, label in LINKS[current_user.role]]
    return [Link(str(label), href, request.path.startswith(href)) for label, href in addresses]


def init_app(app: Flask) -> None:
    """Let templates show the navigation when, and only when, they ask for it."""

    @app.context_processor
    def navigation() -> dict[str, Any]:
        # An error page of a broken database must not ask the database who is looking.
        return {"navigation": links() if request else []}
