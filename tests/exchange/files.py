"""Files for the tests of the import: made by their libraries, then changed where a test needs it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from app.exchange.importing import propose
from app.exchange.proposing.proposals import Proposal, Proposals
from tests.built_in import built_in


def read(content: bytes | str, name: str) -> Proposals:
    """What a file of this name becomes, with the positions of the built-in standards."""
    return propose(content.encode() if isinstance(content, str) else content, name, built_in().document)


def told(found: Proposals) -> list[tuple[str, str, tuple[str, ...]]]:
    """Clause, criterion and positions of every proposal."""
    return [(each.clause, each.criterion, each.positions) for each in found.proposals]


def only(content: bytes | str, name: str) -> Proposal:
    """The one proposal of a file."""
    (proposal,) = read(content, name).proposals
    return proposal


def saved(document: Any) -> bytes:
    """A python-docx document or an openpyxl workbook as bytes."""
    to = BytesIO()
    document.save(to)
    return to.getvalue()


def word(*paragraphs: str | tuple[str, str]) -> bytes:
    """A Word document of paragraphs: plain ones, or (style, text)."""
    document = docx.Document()
    for each in paragraphs:
        style, text = each if isinstance(each, tuple) else (None, each)
        document.add_paragraph(text, style=style)
    return saved(document)


def word_xml(body: str) -> bytes:
    """A Word document whose body is this XML after one clause heading."""
    document = docx.Document()
    document.add_heading("Охранник", 1)
    inner = parse_xml(
        f"<w:body {nsdecls('w', 'wp', 'a', 'r')} "
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        f'xmlns:v="urn:schemas-microsoft-com:vml">{body}</w:body>'
    )
    for element in list(inner):
        document.element.body.insert(len(document.element.body) - 1, element)
    return saved(document)


def workbook(**sheets: Iterable[Iterable[Any]]) -> bytes:
    """An Excel workbook: its sheets by name, their rows, their cells."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def changed(archive: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """A zip archive with some parts added, replaced, or taken away where there is None."""
    to = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(to, "w", ZIP_DEFLATED, compresslevel=1) as new:
        for info in old.infolist():
            if info.filename not in parts:
                new.writestr(info.filename, old.read(info))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return to.getvalue()


def part(archive: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(archive)) as opened:
        return opened.read(name)
