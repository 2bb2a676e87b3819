"""When something goes wrong: one page that says what happened, what was kept and what to do."""

import logging

from flask import Flask, Response, current_app, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError, ServiceUnavailable

from app.db import WritersBusy, db

log = logging.getLogger(__name__)

NOTHING_CHANGED = _l("Nothing was changed.")
KEPT_ON_PHONE = _l("What you entered on this phone is still on it.")
# code: (title, what happened, what was kept, what to do)
PAGES = {
    400: (
        _l("The request could not be read"),
        _l("The page sent something the server does not understand."),
        NOTHING_CHANGED,
        _l("Go back, reload the page and try again."),
    ),
    403: (
        _l("The request did not come from our page"),
        _l("The page was open for too long, or another site tried to act in your name."),
        NOTHING_CHANGED,
        _l("Go back, reload the page and send again."),
    ),
    404: (
        _l("There is no such page"),
        _l("The address is wrong, or the page is not open to you."),
        NOTHING_CHANGED,
        _l("Start again from the first page."),
    ),
    405: (
        _l("The page cannot do this"),
        _l("The address exists but not for this action."),
        NOTHING_CHANGED,
        _l("Start again from the first page."),
    ),
    413: (
        _l("That is too large"),
        _l("One of the files, or all of them together, is larger than the server takes."),
        KEPT_ON_PHONE,
        _l("Send fewer or smaller photos."),
    ),
    422: (
        _l("The file cannot be used"),
        _l("The server opened it and found something other than a photo."),
        KEPT_ON_PHONE,
        _l("Choose a JPEG, PNG or WebP photo."),
    ),
    429: (
        _l("Too many attempts"),
        _l("There were too many attempts in a short time."),
        NOTHING_CHANGED,
        _l("Wait a few minutes and try again."),
    ),
    500: (
        _l("Something broke on our side"),
        _l("The server met an error it did not expect; it has been written down."),
        KEPT_ON_PHONE,
        _l("Try again in a minute; if it happens again, tell your administrator the time."),
    ),
    503: (
        _l("The server is busy"),
        _l("Too many people are writing at once, or the server is being serviced."),
        KEPT_ON_PHONE,
        _l("Try again in a minute."),
    ),
}


def init_app(app: Flask) -> None:
    """Answer every error in the visitor's language; phones get JSON."""
    app.register_error_handler(HTTPException, answer)
    app.register_error_handler(WritersBusy, busy)
    app.register_error_handler(OperationalError, busy)
    app.register_error_handler(Exception, broke)


def broke(error: Exception) -> ResponseReturnValue:
    """An error nobody expected: undo what was begun, write it down, answer 500."""
    log.exception("%s %s broke", request.method, request.path)
    _leave_the_database()
    return answer(InternalServerError())


def busy(error: Exception) -> ResponseReturnValue:
    """The database gave no turn in time: a matter of trying again, not a defect."""
    log.warning("%s %s found the database busy: %s", request.method, request.path, error)
    _leave_the_database()
    response = make_response(answer(ServiceUnavailable()))
    response.headers["Retry-After"] = "5"
    return response


def _leave_the_database() -> None:
    """Undo what was begun, and ask nothing more: the page about a silent database is shown to nobody in particular."""
    db.session.rollback()
    g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]


def answer(error: HTTPException) -> ResponseReturnValue:
    """The page, or for a phone the JSON, of an HTTP error."""
    if error.response is not None:
        return error.response
    try:
        return _page(error)
    except OperationalError as silent:  # it could not say who is looking, and in which language
        return busy(silent)


def _page(error: HTTPException) -> Response:
    code = error.code or 500
    title, what, kept, todo = PAGES.get(code, PAGES[500 if code >= 500 else 400])
    if isinstance(error, SecurityError):  # asked under a name that is not ours: no page has an address there
        return Response(f"{title}.\n", code, mimetype="text/plain")
    if request.path.startswith("/api/"):
        reason = error.description if code == 403 and error.description == "csrf" else _codename(code)
        return _with_headers(jsonify(code=reason, message=f"{title}. {what} {todo}"), code, error)
    page = render_template("errors/error.html", code=code, title=title, what=what, kept=kept, todo=todo)
    return _with_headers(make_response(page), code, error)


def _codename(code: int) -> str:
    return {400: "malformed", 404: "not_found", 413: "too_large", 422: "unusable", 429: "slow_down"}.get(
        code, "error"
    )


def _with_headers(response: Response, code: int, error: HTTPException) -> Response:
    response.status_code = code
    retry = getattr(error, "retry_after", None)
    if retry:
        response.headers["Retry-After"] = str(retry)
    return response
