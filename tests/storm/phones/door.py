"""The one address of the product, behind which something else may stand from one request to the next."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from flask import Flask

from app import create_app
from app.web import build
from tests.sync.field import Field

KEPT = ("TESTING", "SECRET_KEY", "SQLALCHEMY_DATABASE_URI", "STORAGE_URL", "QUEUE_URL")
Application = Callable[..., Iterable[bytes]]
Answer = tuple[str, dict[str, str], bytes]  # status line, headers, body


class Door:
    """Lets requests through to the product, unless a captive portal or a dead server stands before it."""

    def __init__(self, field: Field) -> None:
        self.app: Flask = field.app
        self.portal: Answer | None = None
        self.at = "/"  # only what begins so meets the portal
        self.met = 0

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if self.portal and environ["PATH_INFO"].startswith(self.at):
            self.met += 1
            status, headers, body = self.portal
            start(status, [*headers.items(), ("Content-Length", str(len(body)))])
            return [body]
        return self.app(environ, start)

    def restart(self, **settings: Any) -> None:
        """Start the product anew on the same data with other settings."""
        self.app = create_app({**{name: self.app.config[name] for name in KEPT}, **settings})

    def deploy(self, number: str, patch: pytest.MonkeyPatch) -> None:
        """Put another build in the place of this one."""
        patch.setattr(build, "number", lambda: number)
        self.restart()
