"""Forged requests: a request that changes something must come from our own page.

Two proofs, after OWASP's CSRF Prevention Cheat Sheet: the browser's own word (Fetch Metadata, or Origin where
the browser is older), and for a signed-in person a token bound to the sign-in. The token never expires by
itself: a visit filled without network for a week is still sent.
"""

import hmac
import secrets
from urllib.parse import urlparse

from flask import Flask, abort, current_app, g, request
from markupsafe import Markup

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
FIELD, HEADER = "csrf_token", "X-CSRF-Token"


def csrf_token() -> str:
    """The token of the present sign-in; empty for a stranger."""
    return _token_by(current_app.secret_key, secrets.token_hex(8)) if g.get("sign_in_token") else ""


def csrf_field() -> Markup:
    """The token as a hidden input, for every form that posts."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, csrf_token())


def _token_by(key: str | bytes | None, salt: str) -> str:
    secret = key if isinstance(key, bytes) else str(key).encode()
    return f"{salt}.{hmac.digest(secret, f'csrf:{salt}:{g.sign_in_token}'.encode(), 'sha256').hex()}"


def from_our_own_page() -> bool:
    """Whether the browser says that the request was made by a page of ours."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is None or urlparse(origin).netloc == request.host


def _token_is_right() -> bool:
    given = request.headers.get(HEADER) or request.form.get(FIELD, "")
    salt, _dot, _sum = given.partition(".")
    keys = [current_app.secret_key, *current_app.config["SECRET_KEY_FALLBACKS"]]
    return any(hmac.compare_digest(given.encode(), _token_by(key, salt).encode()) for key in keys)


def init_app(app: Flask) -> None:
    """Refuse forged requests before any view runs."""
    app.jinja_env.globals.update(csrf_field=csrf_field, csrf_token=csrf_token)

    @app.before_request
    def refuse_forged() -> None:
        if request.method not in UNSAFE or request.endpoint is None:
            return
        if not from_our_own_page():
            abort(403, "csrf")
        from flask_login import current_user

        if current_user.is_authenticated and not _token_is_right():
            abort(403, "csrf")
