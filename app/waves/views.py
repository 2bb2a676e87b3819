"""Pages of waves: planning, the notice to staff, its acknowledgement."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import db
from app.people.roles import ADMINISTRATOR, AUDITOR, DIRECTOR, EMPLOYEE, HR, QUALITY, REGIONAL, REVIEWER
from app.people.sessions import signed_in_user
from app.waves import operations, queries
from app.waves.forms import WaveForm
from app.waves.models import Wave
from app.web.access import roles

waves = Blueprint("waves", __name__, url_prefix="/waves")
# A mystery shopper is no member of the staff.
STAFF = (AUDITOR, REVIEWER, EMPLOYEE, DIRECTOR, REGIONAL, HR, QUALITY, ADMINISTRATOR)


@waves.app_context_processor
def notice_board() -> dict[str, object]:
    """What any page of the staff may point to; nothing is asked before a template does."""
    return {"published_notices": queries.published_notices}


@waves.get("")
@roles(QUALITY, HR)
def index() -> ResponseReturnValue:
    """Every wave and how far its notice is."""
    return render_template("waves/index.html", waves=queries.waves())


@waves.get("/notices")
@roles(*STAFF)
def notices() -> ResponseReturnValue:
    """The published notices as staff read them: neither the days of a wave nor anything of its visits."""
    return render_template("waves/notices.html", waves=queries.published_notices())


@waves.route("/new", methods=["GET", "POST"])
@roles(QUALITY)
def new() -> ResponseReturnValue:
    """Plan a wave."""
    form = WaveForm.from_request()
    if form.accepted():
        wave = operations.plan(**form.data)
        db.session.commit()
        return redirect(url_for("waves.show", wave_id=wave.id))
    return render_template("waves/new.html", form=form), 200 if request.method == "GET" else 422


@waves.get("/<int:wave_id>")
@roles(QUALITY, HR)
def show(wave_id: int) -> ResponseReturnValue:
    """One wave: its purpose, its notice and what stands between it and covert visits."""
    return render_template("waves/show.html", wave=_wave(wave_id))


@waves.post("/<int:wave_id>/notice")
@roles(QUALITY)
def notice(wave_id: int) -> ResponseReturnValue:
    """Publish the notice to staff."""
    operations.publish_notice(_wave(wave_id))
    db.session.commit()
    flash(_("The notice is published. HR acknowledges it once staff have been told."), "ok")
    return redirect(url_for("waves.show", wave_id=wave_id))


@waves.post("/<int:wave_id>/acknowledgement")
@roles(HR)
def acknowledgement(wave_id: int) -> ResponseReturnValue:
    """HR acknowledges that staff have been told."""
    try:
        operations.acknowledge(_wave(wave_id), by=signed_in_user())
    except ValueError:
        flash(_("The notice has to be published first."), "problem")
    else:
        db.session.commit()
        flash(_("Acknowledged. Mystery visits can be assigned in this wave."), "ok")
    return redirect(url_for("waves.show", wave_id=wave_id))


def _wave(wave_id: int) -> Wave:
    found = queries.wave(wave_id)
    if found is None:
        abort(404)
    return found
