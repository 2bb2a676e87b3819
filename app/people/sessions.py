"""Flask-Login over our own table: the cookie holds a secret, the table its hash, and any device can be signed out."""

from typing import cast

from flask import Flask, Request, current_app, g, request
from flask_login import AnonymousUserMixin, LoginManager, current_user
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response

from app.clock import now
from app.db import WritersBusy, db
from app.people import operations
from app.people.models import SignIn, User


class Stranger(AnonymousUserMixin):
    """Somebody who has not signed in."""

    role = None
    language = None


def signed_in_user() -> User:
    """The user of this request; only in views that strangers cannot open."""
    return cast(User, current_user)


def this_device() -> SignIn:
    """The sign-in that this request came through."""
    return g.sign_in


def give_cookie(response: Response, token: str) -> Response:
    """Let this device be recognised from now on."""
    config = current_app.config
    response.set_cookie(
        config["SIGN_IN_COOKIE"],
        token,
        max_age=operations.IDLE,
        secure=config["PRODUCTION"],
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return response


def take_cookie(response: Response) -> Response:
    """Forget this device."""
    config = current_app.config
    response.delete_cookie(
        config["SIGN_IN_COOKIE"], secure=config["PRODUCTION"], httponly=True, samesite="Lax"
    )
    return response


def init_app(app: Flask) -> None:
    """Recognise people by their cookie; slide its 90 days while the device is in use."""
    manager = LoginManager(app)
    manager.anonymous_user = Stranger
    manager.session_protection = None

    @manager.request_loader
    def recognise(incoming: Request) -> User | None:
        token = incoming.cookies.get(app.config["SIGN_IN_COOKIE"])
        found = operations.recognise(token) if token else None
        if found is None:
            return None
        g.sign_in, g.sign_in_token, g.last_seen_at = found, token, found.last_seen_at
        return found.user

    @app.after_request
    def slide(response: Response) -> Response:
        device = g.get("sign_in")
        if device is None or request.endpoint == "people.sign_out" or response.status_code >= 400:
            return response
        if (
            g.last_seen_at < now() - operations.SEEN_AT_MOST_EVERY
        ):  # after a commit the row would be asked again
            try:
                device.last_seen_at = now()
                db.session.commit()
            except (OperationalError, WritersBusy):
                db.session.rollback()  # the page matters more than when it was seen; the next one tries again
            else:
                give_cookie(response, g.sign_in_token)
        return response
