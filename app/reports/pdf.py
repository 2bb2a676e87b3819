"""Papers as PDF: A4, tagged for screen readers (PDF/UA), the same bytes for the same content.

WeasyPrint takes seconds to import and a second to work, so only the worker and the command line import this.
"""

import base64
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pydyf
from flask import current_app, render_template
from weasyprint import HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from app.config import ROOT
from app.reports.figures import about, figure
from app.reports.qr import qr
from app.reports.report import Sheet
from app.reports.visit import VisitReport
from app.standards.criterion import Picture
from app.storage import Storage, storage

STATIC = ROOT / "static"
TYPES = {".css": "text/css", ".ttf": "font/ttf", ".svg": "image/svg+xml", ".jpg": "image/jpeg"}
PRINT = {"dpi": 150, "jpeg_quality": 80}  # a photo 80 mm wide needs no more on paper


class Refused(ValueError):
    """The document asked for something that is not ours to give."""


class OwnFilesOnly(URLFetcher):
    """Gives what the paper is made of and nothing else: `photo:` and `picture:` of it, `static:` style and fonts.

    No file of the machine, no address of the network, whatever somebody wrote into a comment.
    """

    def __init__(
        self, photos: Mapping[str, str], store: Storage, pictures: Mapping[str, Picture] | None = None
    ) -> None:
        """Take the storage keys of the photos by their uuid, the reference pictures by the codes of their criteria."""
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.photos, self.store, self.pictures = photos, store, pictures or {}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The bytes behind an address of the paper itself. Raises Refused for anything else."""
        scheme, _colon, name = url.partition(":")
        if scheme == "photo" and name in self.photos:
            return _given(url, self.store.get(self.photos[name]), ".jpg")
        if scheme == "picture" and name in self.pictures:
            picture = self.pictures[name]
            return _given(url, base64.b64decode(picture.content), Path(picture.file).suffix)
        if scheme == "static":
            return self._static(url, name)
        raise Refused(url)

    def _static(self, url: str, name: str) -> URLFetcherResponse:
        path = (STATIC / name).resolve()
        if not path.is_relative_to(STATIC) or path.suffix not in TYPES:
            raise Refused(url)
        return _given(url, Path(path).read_bytes(), path.suffix)


def _given(url: str, content: bytes, suffix: str) -> URLFetcherResponse:
    return URLFetcherResponse(url, content, {"Content-Type": TYPES[suffix]})


def paper_pdf(template: str, digest: str, **shown: Any) -> bytes:
    """A template with what it shows as a PDF; `digest` tells this content from any other. For the rest see laid_out."""
    return written(laid_out(template, digest, **shown), digest)


def laid_out(
    template: str,
    digest: str,
    *,
    photos: Mapping[str, str] | None = None,
    pictures: Mapping[str, Picture] | None = None,
    **shown: Any,
) -> Document:
    """The pages of a template; `photos` and `pictures` are what it may show (see OwnFilesOnly).

    The database is not asked: no transaction stays open while the pages are laid out.
    """
    page = render_template(template, figure=figure, about=about, qr=qr, **shown)
    return _pages_of(page, digest, OwnFilesOnly(photos or {}, storage(), pictures))


def sheet_pdf(sheet: Sheet) -> bytes:
    """A page of figures as a PDF."""
    fetcher = OwnFilesOnly(dict(sheet.photos), storage())
    return written(_pages_of(sheet.html, sheet.digest, fetcher), sheet.digest)


def _pages_of(page: str, digest: str, fetcher: OwnFilesOnly) -> Document:
    html = HTML(string=page, base_url="etalon:", url_fetcher=fetcher)
    return html.render(font_config=_fonts(), **_options(digest))


@cache
def _fonts() -> FontConfiguration:
    """The fonts, opened once in a process: what is opened for a single document is not wholly given back after it."""
    return FontConfiguration()


def written(pages: Document, digest: str) -> bytes:
    """Pages that were laid out, as a file."""
    return pages.write_pdf(finisher=_scope, **_options(digest))


def _scope(_pages: Document, pdf: pydyf.PDF) -> None:
    """Say of each header cell whether it heads a row or a column: the one above row headers is named by no cell."""
    for each in pdf.objects:
        if isinstance(each, pydyf.Dictionary) and each.get("S") == "/TH" and "ID" in each:
            row, column = each["ID"].string.split("-")[-2:]
            each["A"]["Scope"] = "/Row" if column == "0" and row != "0" else "/Column"


def _options(digest: str) -> dict[str, Any]:
    return {"pdf_variant": "pdf/ua-1", "pdf_identifier": digest.encode(), **PRINT}


def visit_pdf(report: VisitReport) -> bytes:
    """The report of a visit as a PDF."""
    photos = {picture.uuid: picture.key for picture in report.pictures}
    shown = {"report": report, "language": report.language}
    pdf = paper_pdf("reports/visit.html", report.digest, photos=photos, **shown)
    current_app.logger.info("the report of visit %d has %d bytes", report.number, len(pdf))
    return pdf
