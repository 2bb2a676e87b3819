"""Deny by default: a view says who may open it, or nobody may.

`@public` opens a view to everyone, `@roles("hr", …)` to signed-in people of these roles, `@signed_in` to
anyone with an account. Which rows a person sees is the business of the package's `queries.py`.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = frozenset({"public"})
EVERYONE = frozenset({"everyone"})


def public(view: View) -> View:
    """Anyone may open this view, signed in or not."""
    return _mark(view, PUBLIC)


def signed_in(view: View) -> View:
    """Anyone with an account may open this view."""
    return _mark(view, EVERYONE)


def roles(*names: str) -> Callable[[View], View]:
    """Only people of these roles may open this view; for others it does not exist."""
    return lambda view: _mark(view, frozenset(names))


def allowed(view: Callable[..., Any]) -> frozenset[str]:
    """Who may open the view: role names, "public" or "everyone"; empty when nothing was said."""
    return getattr(view, "allowed", frozenset())


def _mark(view: View, who: frozenset[str]) -> View:
    view.allowed = who  # type: ignore[attr-defined]
    return view


def init_app(app: Flask) -> None:
    """Check every request before its view runs."""
    _mark(app.view_functions["static"], PUBLIC)

    @app.before_request
    def deny_by_default() -> ResponseReturnValue | None:
        if request.endpoint is None:
            return None  # no such address: the 404 page answers
        who = allowed(current_app.view_functions[request.endpoint])
        if who == PUBLIC:
            return None
        if not current_user.is_authenticated:
            return _ask_to_sign_in()
        if who == EVERYONE or current_user.role in who:
            return None
        abort(404)


def _ask_to_sign_in() -> ResponseReturnValue:
    if request.path.startswith("/api/"):
        return {"code": "sign_in", "message": "Sign in to go on."}, 401
    following = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return redirect(url_for("people.sign_in", next=following))
