"""A .docx or .xlsx file opened with care: what its archive declares, and every XML part of it, is looked at before anything is read."""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from zipfile import BadZipFile, LargeZipFile, ZipFile

from defusedxml import DefusedXmlException, sax
from flask_babel import lazy_gettext as _l

from app.exchange.refusals import Refusal

UNREADABLE = (BadZipFile, LargeZipFile, EOFError, zlib.error, RuntimeError, OSError, ValueError, LookupError)

MB = 1_000_000
MAX_PARTS = 3_000
MAX_UNPACKED = 200 * MB
MAX_PACKING = 150  # times smaller than what comes out; a text of one repeated word stays below it
MAX_XML = 16 * MB
MAX_DEPTH = 120
MAX_ELEMENTS = 1_000_000
MAX_ROWS = 5_000

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# The part that makes an archive a document of its kind.
MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}


def check_archive(content: bytes, kind: str) -> None:
    """Raise Refusal unless the bytes are a sound, harmless archive of the kind ("docx" or "xlsx")."""
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise Refusal(_protected())
        raise Refusal(_l("The file is in the old Office format: save it as .docx or .xlsx and try again."))
    if not content.startswith(b"PK"):
        raise Refusal(_not_what_it_says(kind))
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check_directory(archive, len(content))
            _check_kind(set(archive.namelist()), kind)
            for info in archive.infolist():
                _check_part(archive, info)
    except UNREADABLE:
        raise Refusal(damaged()) from None


def damaged() -> Any:
    return _l("The file is damaged or was not loaded to the end.")


def _protected() -> Any:
    return _l("The file is protected by a password: remove the password and try again.")


def _not_what_it_says(kind: str) -> Any:
    return _l("The file is named .%(kind)s but holds something else.", kind=kind)


def _check_directory(archive: ZipFile, packed: int) -> None:
    """What the directory declares is also the most that is ever unpacked: reading stops there."""
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise Refusal(_protected())
    names = [part.filename for part in parts]
    if any(_leads_out(part.orig_filename) for part in parts) or len(set(names)) < len(names):
        raise Refusal(_l("The file holds parts that do not belong into a document: it was tampered with."))
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > min(MAX_UNPACKED, max(packed * MAX_PACKING, MB)):
        raise Refusal(too_large_inside())


def too_large_inside() -> Any:
    return _l("What is packed inside the file is far too large for a document.")


def _leads_out(name: str) -> bool:
    return "\\" in name or ":" in name or name.startswith("/") or ".." in PurePosixPath(name).parts


def _check_kind(names: set[str], kind: str) -> None:
    if any(PurePosixPath(name).name.lower() == "vbaproject.bin" for name in names):
        raise Refusal(_l("The file contains macros: save it without them and try again."))
    if MAIN_PART[kind] not in names:
        raise Refusal(_not_what_it_says(kind))


def _check_part(archive: ZipFile, info: Any) -> None:
    with archive.open(info) as part:
        head = part.read(4)
        if head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] != b"<" and head[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            return  # a picture or a font: nobody parses it
    with archive.open(info) as part:
        try:
            sax.parse(part, _Watch(), forbid_dtd=True)
        except DefusedXmlException:
            raise Refusal(
                _l("The file declares entities of its own, which a document does not need.")
            ) from None
        except SAXException:
            raise Refusal(damaged()) from None
    if info.file_size > MAX_XML:
        raise Refusal(too_large_inside())


class _Watch(ContentHandler):
    """Counts while a part streams by, and stops it as soon as there is too much."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = self.elements = self.rows = self.letters = 0

    def startElement(self, name: str, attrs: Any) -> None:
        self.depth += 1
        self.elements += 1
        if name.rpartition(":")[2] == "row":
            self.rows += 1
        if self.rows > MAX_ROWS:
            raise Refusal(too_many_rows())
        if self.depth > MAX_DEPTH:
            raise Refusal(_l("The file is nested too deeply for a document."))
        if self.elements > MAX_ELEMENTS:
            raise Refusal(too_large_inside())

    def endElement(self, name: str) -> None:
        self.depth -= 1

    def characters(self, content: str) -> None:
        self.letters += len(content)
        if self.letters > MAX_XML:
            raise Refusal(too_large_inside())


def too_many_rows() -> Any:
    return _l("The table has more than %(rows)s rows: split it and try again.", rows=MAX_ROWS)
