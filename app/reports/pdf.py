"""A report on paper: A4, tagged for screen readers (PDF/UA), the same bytes for the same report.

WeasyPrint takes seconds to import and a second to work, so only the worker and the command line import this.
"""

from collections.abc import Mapping
from pathlib import Path

from flask import current_app, render_template
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from app.config import ROOT
from app.reports.figures import about, figure
from app.reports.visit import VisitReport
from app.storage import Storage, storage

STATIC = ROOT / "static"
TYPES = {".css": "text/css", ".ttf": "font/ttf", ".svg": "image/svg+xml"}
DOTS_PER_INCH, JPEG_QUALITY = 150, 80  # a photo 80 mm wide needs no more on paper


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
    page = render_template(
        "reports/visit.html", report=report, figure=figure, about=about, language=report.language
    )
    photos = {picture.uuid: picture.key for picture in report.pictures}
    document = HTML(string=page, base_url="etalon:", url_fetcher=OwnFilesOnly(photos, storage()))
    pdf = document.write_pdf(
        pdf_variant="pdf/ua-1",
        pdf_identifier=report.digest.encode(),
        dpi=DOTS_PER_INCH,
        jpeg_quality=JPEG_QUALITY,
    )
    current_app.logger.info("the report of visit %d has %d bytes", report.number, len(pdf))
    return pdf
