"""A page of figures as it is printed: made from the page itself, so that paper and screen never tell two numbers."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urljoin

from flask import current_app, has_request_context, render_template, url_for
from flask_babel import force_locale
from werkzeug.datastructures import MultiDict

from app.clock import today
from app.db import db
from app.people.models import User
from app.reports.papers import Paper
from app.reports.qr import qr
from app.storage import storage
from app.visits.models import Evidence
from app.web import build

ASKED = ("from", "to", "kind", "position", "channel", "region")  # what of a page's address goes on paper


@dataclass(frozen=True)
class Sheet:
    """Pages about to be laid out: their HTML, and the storage keys of its photos by their uuid."""

    html: str
    photos: tuple[tuple[str, str], ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 over everything the paper says: the same words give the same bytes."""
        return hashlib.sha256(repr((self.html, self.photos)).encode()).hexdigest()

    @property
    def key(self) -> str:
        """Where its PDF lies in the storage; another build may set the same words otherwise."""
        digest = hashlib.sha256(f"{self.digest} {build.number()}".encode()).hexdigest()
        return f"reports/{digest[:2]}/{digest}.pdf"


class Report(ABC):
    """What is printed of a page as its viewer sees it. Raises NotForViewer where there is no such page for him.

    `of` is the id of the store, person or wave, 0 where the page is of all that the viewer may see; `address` has the
    months and filters, as the page's own address has them.
    """

    kind: ClassVar[str]  # of its job
    template: ClassVar[str]

    def __init__(self, viewer: User, of: int, address: Mapping[str, str]) -> None:
        self.viewer, self.of = viewer, of
        self.address = self.asked(address)

    @staticmethod
    def asked(address: Mapping[str, str]) -> MultiDict[str, str]:
        """What of an address goes on paper."""
        return MultiDict({name: address[name] for name in ASKED if address.get(name)})

    @abstractmethod
    def shown(self) -> dict[str, Any]:
        """What its template shows; `page` is the page itself."""

    @property
    @abstractmethod
    def paper(self) -> Paper:
        """How it is called while it is made and after."""

    def screen(self, endpoint: str, **more: Any) -> str:
        """The address of the page on the screen, over the same months under the same filters."""
        asked: dict[str, Any] = self.address.to_dict()
        return url_for(endpoint, **{**asked, **more})

    def again(self, endpoint: str, **more: Any) -> str:
        """The address that takes the request."""
        return url_for(endpoint, **more)

    def looked_at(self) -> None:  # noqa: B027  (most papers may be read without a word)
        """Write down that the viewer reads it, where that is written down."""

    def photos(self, shown: Mapping[str, Any]) -> list[Evidence]:
        """The photos on it."""
        return [each.photo for each in getattr(shown["page"], "worst", ()) if each.photo]

    def sheet(self, language: str, base: str) -> Sheet:
        """The report in a language; `base` is where people reach the product. Only reads."""
        with force_locale(language), _reading():
            shown = self.shown()
            html = render_template(
                self.template,
                language=language,
                as_of=today(),
                address=urljoin(base, self.paper.above[-1][1]),
                qr=qr,
                **shown,
            )
            photos = {each.uuid: each.key for each in self.photos(shown)}
            return Sheet(html, tuple(sorted(photos.items())))


def made(sheet: Sheet) -> str:
    """The storage key of its PDF: what was laid out once is not laid out again."""
    if not storage().has(sheet.key):
        db.session.rollback()  # no transaction stays open while they are laid out
        from app.reports.pdf import sheet_pdf  # seconds to import: the worker's business alone

        storage().put(sheet.key, sheet_pdf(sheet))
    return sheet.key


@contextmanager
def _reading() -> Iterator[None]:
    """Where pages can be asked for their addresses, and are read without a turn to write.

    A worker and a terminal answer to no request; a request that asks for paper says itself when it only looks.
    """
    if has_request_context():
        yield
        return
    hosts = current_app.config["TRUSTED_HOSTS"]
    own = f"https://{hosts[0].removeprefix('.')}/" if hosts else None
    db.session.rollback()
    with current_app.test_request_context(base_url=own):
        yield
        db.session.rollback()
