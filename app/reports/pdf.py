"""A report on paper: A4, tagged for screen readers (PDF/UA), the same bytes for the same report.

WeasyPrint takes seconds to import and a second to work, so only the worker and the command line import this.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import current_app, render_template
from weasyprint import HTML
from weasyprint.document import Document
from weasyprint.urls import URLFetcher, URLFetcherResponse

from app.config import ROOT
from app.reports.figures import about, figure
from app.reports.visit import VisitReport
from app.storage import Storage, storage

STATIC = ROOT / "static"
TYPES = {".css": "text/css", ".ttf": "font/ttf", ".svg": "image/svg+xml"}
DOTS_PER_INCH, JPEG_QUALITY = 150, 80  # a photo 80 mm wide needs no more on paper
NEARLY_EMPTY = 0.4  # share of the paper's height: a last page that ends above it is drawn in
LAST = "arithmetic"  # the id of what every report ends with


class Refused(ValueError):
    """The document asked for something that is not ours to give."""


class OwnFilesOnly(URLFetcher):
    """Gives what the report is made of and nothing else: `photo:` of this visit, `static:` style and fonts.

    No file of the machine, no address of the network, whatever somebody wrote into a comment.
    """

    def __init__(self, photos: Mapping[str, str], store: Storage) -> None:
        """Take the storage keys of the photos by their uuid."""
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.photos, self.store = photos, store

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The bytes behind a `photo:` or `static:` address. Raises Refused for anything else."""
        scheme, _colon, name = url.partition(":")
        if scheme == "photo" and name in self.photos:
            return URLFetcherResponse(url, self.store.get(self.photos[name]), {"Content-Type": "image/jpeg"})
        if scheme == "static":
            return self._static(url, name)
        raise Refused(url)

    def _static(self, url: str, name: str) -> URLFetcherResponse:
        path = (STATIC / name).resolve()
        if not path.is_relative_to(STATIC) or path.suffix not in TYPES:
            raise Refused(url)
        return URLFetcherResponse(url, Path(path).read_bytes(), {"Content-Type": TYPES[path.suffix]})


def visit_pdf(report: VisitReport) -> bytes:
    """The report as a PDF. The database is not asked: no transaction stays open while the pages are laid out."""
    options = {
        "pdf_variant": "pdf/ua-1",
        "pdf_identifier": report.digest.encode(),
        "dpi": DOTS_PER_INCH,
        "jpeg_quality": JPEG_QUALITY,
    }
    pdf = _pages(report, options).write_pdf(**options)
    current_app.logger.info("the report of visit %d has %d bytes", report.number, len(pdf))
    return pdf


def _pages(report: VisitReport, options: dict[str, Any]) -> Document:
    """The pages, set closer when this saves a last one that would be nearly empty."""
    pages = _laid_out(report, options)
    if _filled(pages) > NEARLY_EMPTY:
        return pages
    closer = _laid_out(report, options, closer=True)
    return closer if len(closer.pages) < len(pages.pages) else pages


def _laid_out(report: VisitReport, options: dict[str, Any], *, closer: bool = False) -> Document:
    shown = {"report": report, "language": report.language, "closer": closer}
    page = render_template("reports/visit.html", figure=figure, about=about, **shown)
    photos = {picture.uuid: picture.key for picture in report.pictures}
    fetcher = OwnFilesOnly(photos, storage())
    return HTML(string=page, base_url="etalon:", url_fetcher=fetcher).render(**options)


def _filled(document: Document) -> float:
    """How far down the last page reaches, as a share of the paper's height."""
    last = document.pages[-1]
    _left, _top, _right, bottom = last.anchors[LAST]
    return bottom / last.height
