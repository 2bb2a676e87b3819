"""A file given to the author's desk, read into offers: a document of the company's own, or an XLSForm."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePosixPath

from flask_babel import lazy_gettext as _l

from app.authoring.offers import Offers, of_document, of_form
from app.exchange.importing import MAX_BYTES, propose
from app.exchange.reading.archive import check_archive
from app.exchange.refusals import Refusal
from app.standards.document import Document

__all__ = ["MAX_BYTES", "Refusal", "offers_of"]


def offers_of(content: bytes, name: str, document: Document) -> Offers:
    """Read a file; `document` says which positions and channels there are. Raises Refusal."""
    if _is_form(content, name):
        from app.exchange.xlsform.reading import read_xlsform  # takes long to load: only where a form is read

        return of_form(read_xlsform(content), document)
    found = propose(content, name, document)
    if not found.proposals:
        raise Refusal(_l("Nothing in the file reads like a requirement."))
    return of_document(found, document)


def _is_form(content: bytes, name: str) -> bool:
    """Whether it is a workbook with a sheet "survey"; whatever else is wrong with it is said by who reads it."""
    if PurePosixPath(name.lower()).suffix != ".xlsx" or not content or len(content) > MAX_BYTES:
        return False
    check_archive(content, "xlsx")
    from openpyxl import load_workbook  # takes long to load: only where a workbook is read

    from app.exchange.reading.sheet import UNREADABLE

    try:
        book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
    except UNREADABLE:
        return False
    return any(title.strip().lower() == "survey" for title in book.sheetnames)
