"""Pages of competitors: beside us, one figure of theirs, their stores."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import db
from app.insights.competitors.figure import TheirFigurePage
from app.insights.competitors.forms import StoreForm
from app.insights.competitors.page import CompetitorsPage
from app.insights.views import shown
from app.people.roles import QUALITY, REGIONAL
from app.people.sessions import signed_in_user
from app.stores.models import Region
from app.stores.operations import add_competitor_store
from app.stores.queries import competitor_stores
from app.web.access import roles

competitors = Blueprint("competitors", __name__, url_prefix="/competitors")


@competitors.get("")
@roles(QUALITY, REGIONAL)
def index() -> ResponseReturnValue:
    """Our visits and those to competitors by one checklist, side by side."""
    return shown("insights/competitors.html", CompetitorsPage(signed_in_user(), request.args))


@competitors.get("/figure")
@roles(QUALITY, REGIONAL)
def figure() -> ResponseReturnValue:
    """One figure of theirs: its arithmetic and the visits behind it."""
    return shown("insights/figure.html", TheirFigurePage(signed_in_user(), request.args))


@competitors.route("/stores", methods=["GET", "POST"])
@roles(QUALITY)
def stores() -> ResponseReturnValue:
    """The stores of competitors, and one more."""
    form = StoreForm.from_request().offer()
    if form.accepted():
        region = db.session.get_one(Region, form.region_id.data)
        typed = {name: form[name].data.strip() for name in ("competitor", "place", "address")}
        store = add_competitor_store(**typed, region=region)
        db.session.commit()
        flash(_("%(store)s is on the list: a visit can be assigned to it.", store=store.name), "ok")
        return redirect(url_for("competitors.stores"))
    page = render_template("insights/competitor_stores.html", form=form, stores=competitor_stores())
    return page, 200 if request.method == "GET" else 422
