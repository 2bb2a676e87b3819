"""What makes the site an app on a phone, and what watches over it: manifest, service worker, health."""

from pathlib import Path

from flask import Blueprint, Response, abort, current_app, g, jsonify, make_response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import text

from app.db import db
from app.storage import free_bytes
from app.web import build, headers
from app.web.access import public
from app.web.languages import LANGUAGES, language

pwa = Blueprint("pwa", __name__)
ASKED_LATER = ("vendor/signature_pad.js", "vendor/client-zip.js")  # by scripts that hold everything else
ICONS = ("icons/icon.svg", "icons/icon-192.png")


@pwa.get("/manifest.webmanifest")
@public
def manifest() -> Response:
    """How the app looks on a home screen."""

    def icon(name: str, size: str, purpose: str = "any") -> dict[str, str]:
        return {"src": url_for("static", filename=f"icons/{name}"), "sizes": size, "purpose": purpose}

    response = jsonify(
        id="/",
        name=_("Etalon"),
        short_name=_("Etalon"),
        description=_("Visits and audits by the company's service standards"),
        lang=language(),
        start_url="/visits",
        scope="/",
        display="standalone",
        background_color="#faf8f4",
        theme_color="#0f5c5c",
        icons=[
            icon("icon-192.png", "192x192"),
            icon("icon-512.png", "512x512"),
            icon("maskable-512.png", "512x512", "maskable"),
        ],
    )
    response.mimetype = "application/manifest+json"
    return response


@pwa.get("/sw.js")
@public
def service_worker() -> Response:
    """The service worker: one script for everybody, with the list of files of this build.

    Where it is switched off, a script in its place that takes the installed one off the phones.
    """
    if not current_app.config["SERVICE_WORKER"]:
        worker = render_template("pwa/sw_off.js")
    else:
        worker = render_template(
            "pwa/sw.js",
            build=build.number(),
            static=current_app.static_url_path,
            files=_files(),
            shells=_pages("shell"),
            rescues=_pages("rescue_shell"),
        )
    script = make_response(worker)
    script.mimetype = "text/javascript"
    script.headers["Cache-Control"] = "no-cache"
    return script


@pwa.get("/shell/<string(length=2):code>")
@public
def shell(code: str) -> ResponseReturnValue:
    """The page that opens without network: it holds nobody's data."""
    if code not in LANGUAGES:
        abort(404)
    g.language = code
    page = make_response(render_template("pwa/shell.html", build=build.number()))
    return headers.let_record(
        page
    )  # any form may open in it, also one of a programme that allows voice notes


@pwa.get("/rescue")
@public
def rescue() -> ResponseReturnValue:
    """What lies on this phone, to be read and saved: the page that works when the form does not."""
    return render_template("pwa/rescue.html", build=build.number())


@pwa.get("/shell/rescue/<string(length=2):code>")
@public
def rescue_shell(code: str) -> ResponseReturnValue:
    """The same in a language, for the phone to keep: it holds nobody's data."""
    if code not in LANGUAGES:
        abort(404)
    g.language = code
    return rescue()


@pwa.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """The process is alive."""
    return {"status": "ok", "build": build.number()}


@pwa.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """The process can work: the database answers and has its tables. Where space is low, only photos are refused."""
    try:
        revision = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    except Exception:
        current_app.logger.exception("not ready")
        db.session.rollback()
        return {"status": "not_ready", "database": "unreachable or not migrated"}, 503
    space = "low" if free_bytes() < current_app.config["MIN_FREE_BYTES"] else "enough"
    return {
        "status": "ready",
        "database": db.engine.dialect.name,
        "revision": revision,
        "space": space,
    }


def _pages(view: str) -> list[str]:
    """A page that is kept by phones, in every language."""
    return [url_for(f"pwa.{view}", code=code) for code in LANGUAGES]


def _files() -> list[str]:
    """Addresses of what the shell and the rescue page need: the style, scripts, icons, the browser's fonts."""
    root = Path(str(current_app.static_folder))
    wanted = [
        *root.rglob("built/**/*.*"),
        *root.glob("vendor/fonts/*.woff2"),
    ]
    names = sorted(path.relative_to(root).as_posix() for path in wanted)
    return [url_for("static", filename=name) for name in [*names, *ASKED_LATER, *ICONS]]
