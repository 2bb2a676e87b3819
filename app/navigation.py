"""The first page of each role, and the few links each role needs: at most five at once, the rest behind them."""

from dataclasses import dataclass
from typing import Any, NamedTuple

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
COMPETITORS = ("competitors.index", _l("Competitors"))
MY_CARD = ("staff.own", _l("My card"))
RESULTS = ("visits.index", _l("My results"))
STANDARDS = ("standards.index", _l("Standards"))
READING = ("reading.show", _l("To sign"))
SIGNATURES = ("training.index", _l("Signatures"))
CHECKLISTS = ("checklists.index", _l("Checklists"))
FIELDWORK = ("fieldwork.index", _l("Fieldwork"))
WAVES = ("waves.index", _l("Waves"))
USERS = ("people.users", _l("Users"))


class Group(NamedTuple):
    """Places that stand behind one word."""

    title: Any
    places: tuple[tuple[str, Any], ...]


FIGURES = Group(_l("Figures"), (OVERVIEW, STORES))
WITH_COMPETITORS = FIGURES._replace(places=(*FIGURES.places, COMPETITORS))
LINKS: dict[str, tuple[tuple[str, Any] | Group, ...]] = {
    SHOPPER: (VISITS,),
    AUDITOR: (VISITS, STANDARDS),
    REVIEWER: (REVIEWS, VISITS, STANDARDS),
    EMPLOYEE: (RESULTS, MY_CARD, READING, STANDARDS),
    DIRECTOR: (STORES, VISITS, SIGNATURES, STANDARDS),
    REGIONAL: (STORES, OVERVIEW, VISITS, SIGNATURES, STANDARDS),
    HR: (PEOPLE, FIGURES, SIGNATURES, WAVES, STANDARDS),
    QUALITY: (
        Group(_l("Visits"), (VISITS, FIELDWORK, REVIEWS, WAVES)),
        WITH_COMPETITORS,
        Group(_l("People"), (PEOPLE, SIGNATURES)),
        Group(_l("Standards"), (STANDARDS, CHECKLISTS)),
    ),
    ADMINISTRATOR: (USERS, STANDARDS),
}


@dataclass(frozen=True)
class Link:
    """One link of the navigation, or a word with the links behind it."""

    label: str
    href: str
    current: bool
    links: tuple["Link", ...] = ()


@home.get("/")
@signed_in
def index() -> ResponseReturnValue:
    """To the page where this person's work is; an employee who has something to sign reads that first."""
    if current_user.role == EMPLOYEE and reminder_for(signed_in_user()):
        return redirect(url_for("reading.show"))
    return redirect(links()[0].href)


def links() -> list[Link]:
    """The navigation of the person who looks; nothing for a stranger."""
    if not current_user.is_authenticated:
        return []
    return [_group(each) if isinstance(each, Group) else _link(*each) for each in LINKS[current_user.role]]


def _link(endpoint: str, label: Any) -> Link:
    href = url_for(endpoint)
    return Link(str(label), href, request.path.startswith(href))


def _group(group: Group) -> Link:
    """The word, leading to the first of its places."""
    behind = tuple(_link(*place) for place in group.places)
    return Link(str(group.title), behind[0].href, any(each.current for each in behind), behind)


def init_app(app: Flask) -> None:
    """Let templates show the navigation when, and only when, they ask for it."""

    @app.context_processor
    def navigation() -> dict[str, Any]:
        # An error page of a broken database must not ask the database who is looking.
        return {"navigation": links() if request else []}
