"""Etalon: from a company's service standards to checklists, visits, honest scores and reports."""

from typing import Any

from flask import Flask
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from app import config, db, navigation, storage, tasks
from app.blueprints import BLUEPRINTS, COMMANDS, LISTENERS
from app.people import sessions
from app.web import access, build, csrf, errors, filters, headers, languages


def create_app(overrides: dict[str, Any] | None = None) -> Flask:
    """The application, configured by the environment; `overrides` are for tests."""
    app = Flask(
        __name__,
        static_folder=str(config.ROOT / "static"),
        static_url_path=f"/static/{build.number()}",
        template_folder=str(config.ROOT / "templates"),
    )
    app.config.update(config.settings())
    app.config.update(overrides or {})
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    for part in (db, storage, tasks, sessions, languages, csrf, access, headers, errors, filters, navigation):
        part.init_app(app)
    Compress(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for commands in COMMANDS:
        app.cli.add_command(commands)
    for signal, listener in LISTENERS:
        signal.connect(listener)

    if app.config["PROXIES"]:
        hops = app.config["PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app
