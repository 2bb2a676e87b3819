"""Where a form may send its visitor next: only to a page of ours."""

from urllib.parse import urlsplit

from flask import current_app
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import RequestRedirect


def own_path(wanted: str | None) -> str:
    """The wanted path when it is one of our pages, otherwise the first page."""
    if not wanted or not wanted.startswith("/") or wanted.startswith("//") or "\\" in wanted:
        return "/"
    parts = urlsplit(wanted)
    if parts.scheme or parts.netloc or any(ord(letter) < 32 for letter in wanted):
        return "/"
    try:
        current_app.url_map.bind("localhost").match(parts.path, method="GET")
    except RequestRedirect:
        return wanted
    except (HTTPException, MethodNotAllowed):
        return "/"
    return wanted
