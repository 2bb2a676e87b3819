"""From paper back into the product: an address of one of its pages, and the QR code that opens it."""

from urllib.parse import urlsplit

import segno
from flask import current_app
from markupsafe import Markup

QUIET = 2  # modules of white round the code; the margin of the page gives the other two


def address_of(base: str, endpoint: str, **values: object) -> str:
    """The whole address of a page; `base` is where people reach the product, such as https://etalon.example.com/."""
    parts = urlsplit(base)
    place = current_app.url_map.bind(parts.netloc, parts.path or "/", url_scheme=parts.scheme)
    return place.build(endpoint, values, force_external=True)


def qr(address: str, title: str) -> Markup:
    """The QR code of an address as SVG without a size; the title is what a screen reader says of it."""
    code = segno.make(address, error="m", micro=False)
    return Markup(  # noqa: S704  (drawn by segno, which escapes the title)
        code.svg_inline(border=QUIET, omitsize=True, title=title, svgclass="qr", lineclass=None)
    )
