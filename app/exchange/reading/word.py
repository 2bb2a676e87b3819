"""A Word document as lines and tables: what stands on its pages, without what was deleted, repeated or only drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from flask_babel import lazy_gettext as _l
from lxml.etree import LxmlError

from app.exchange.reading.archive import check_archive, damaged
from app.exchange.reading.blocks import Content, Line, Place, Row, Table
from app.exchange.reading.word_styles import Styles, is_on
from app.exchange.refusals import Refusal

# Whatever the library meets in a broken part.
UNREADABLE = (
    OpcError,
    LxmlError,
    LookupError,
    ValueError,
    AttributeError,
    TypeError,
    AssertionError,
    OSError,
)
LONGEST_PARAGRAPH = 20_000
MAX_PARAGRAPHS = 20_000
W = {name: qn(f"w:{name}") for name in (
    "p", "tbl", "tr", "tc", "r", "t", "tab", "br", "cr", "noBreakHyphen", "sdt", "sdtContent", "docPartGallery",
    "del", "moveFrom", "rPr", "pPr", "tblGrid", "gridCol", "gridSpan", "vMerge", "gridBefore", "val", "trPr", "tcPr",
    "drawing", "pict", "object", "footnoteReference", "endnoteReference", "txbxContent", "vanish", "ilvl", "numId",
)}  # fmt: skip
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_word(content: bytes) -> Content:
    """Read the bytes of a .docx file. Raises Refusal."""
    check_archive(content, "docx")
    try:
        document = docx.Document(BytesIO(content))
        body = document.element.body
        styles = Styles(document)
    except UNREADABLE:
        raise Refusal(damaged()) from None
    if body is None:
        raise Refusal(damaged())
    reading = _Reading(styles)
    reading.body(body)
    return reading.content


class _Reading:
    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.content = Content()
        self.paragraphs = self.tables = 0

    def body(self, around: Any) -> None:
        for element in around.iterchildren():
            if element.tag == W["p"]:
                self.paragraph(element)
            elif element.tag == W["tbl"]:
                self.table(element)
            elif element.tag == W["sdt"]:
                gallery = next(element.iter(W["docPartGallery"]), None)
                inner = element.find(W["sdtContent"])
                if inner is not None and (gallery is None or "Contents" not in str(gallery.get(W["val"]))):
                    self.body(inner)
            elif element.tag not in (W["del"], W["moveFrom"]) and isinstance(element.tag, str):
                self.body(element)

    def paragraph(self, paragraph: Any) -> None:
        self.paragraphs += 1
        place = Place(kind="paragraph", number=self.paragraphs)
        self.add(paragraph, place)
        for box in self.boxes(paragraph):
            for inner in box.iter(W["p"]):
                self.add(inner, place)

    def add(self, paragraph: Any, place: Place) -> None:
        text = self.text(paragraph, place)
        style = self.styles.of(paragraph)
        if not text.strip() or style.skipped:
            return
        if style.title:
            self.content.title = " ".join(filter(None, (self.content.title, text.strip())))
            return
        look = self.styles.look(paragraph, text)
        self.content.parts.append(Line(text, place, style.level, self.styles.depth(paragraph), look))

    def text(self, paragraph: Any, place: Place) -> str:
        text = "".join(self.letters(paragraph)).replace("\u00a0", " ")
        if len(text) > LONGEST_PARAGRAPH or self.paragraphs > MAX_PARAGRAPHS:
            raise Refusal(
                _l(
                    "At %(place)s there is far more text than a paragraph or a document holds.",
                    place=place.words,
                )
            )
        return text

    def letters(self, around: Any) -> Iterator[str]:
        """Give what is read on the page, run by run; text boxes are read after their paragraph."""
        for element in around.iterchildren():
            tag = element.tag
            if tag == W["t"]:
                yield element.text or ""
            elif tag in (W["br"], W["cr"]):
                yield "\n"
            elif tag == W["tab"]:
                yield "\t"
            elif tag == W["noBreakHyphen"]:
                yield "-"
            elif tag in (W["del"], W["moveFrom"]):
                self.content.leave("deleted")
            elif tag in (W["drawing"], W["pict"], W["object"]):
                if next(element.iter(W["txbxContent"]), None) is None:
                    self.content.leave("pictures")
            elif tag in (W["footnoteReference"], W["endnoteReference"]):
                self.content.leave("footnotes")
            elif tag == W["r"] and is_on(element.find(W["rPr"]), W["vanish"]):
                continue
            elif tag not in (W["pPr"], W["rPr"], FALLBACK) and isinstance(tag, str):
                yield from self.letters(element)

    def boxes(self, paragraph: Any) -> Iterator[Any]:
        """Give the text boxes anchored in a paragraph; the copy kept for old programs is left out."""
        for box in paragraph.iter(W["txbxContent"]):
            if not any(above.tag in (FALLBACK, W["txbxContent"]) for above in box.iterancestors()):
                yield box

    def table(self, table: Any) -> None:
        self.tables += 1
        rows: list[Row] = []
        for number, row in enumerate(table.iterchildren(W["tr"]), 1):
            place = Place(kind="row", number=number, table=self.tables)
            marked = row.find(W["trPr"])
            if marked is not None and marked.find(W["del"]) is not None:
                self.content.leave("deleted")
                continue
            rows.append(self.row(row, place, rows[-1].cells if rows else ()))
        if any(len(row.cells) > 1 for row in rows):
            self.content.parts.append(Table(tuple(rows)))
        else:  # a frame around text
            for row in rows:
                for text in filter(str.strip, "\n".join(row.cells).split("\n")):
                    self.content.parts.append(Line(text, row.place))

    def row(self, row: Any, place: Place, above: tuple[str, ...]) -> Row:
        """Give a row as wide as the table; a cell merged with the one above says the same."""
        cells: list[str] = []
        real = 0
        for cell in row.iter(W["tc"]):
            if next(above_ for above_ in cell.iterancestors(W["tr"])) is not row:
                continue
            real += 1
            about = cell.find(W["tcPr"])
            merged = None if about is None else about.find(W["vMerge"])
            if (
                merged is not None
                and merged.get(W["val"], "continue") == "continue"
                and len(above) > len(cells)
            ):
                cells.append(above[len(cells)])
            else:
                cells.append(
                    "\n".join(filter(None, (self.text(p, place).strip() for p in cell.iter(W["p"]))))
                )
            span = None if about is None else about.find(W["gridSpan"])
            width = str(span.get(W["val"])) if span is not None else "1"
            cells += [""] * (min(int(width), 60) - 1 if re.fullmatch(r"\d{1,4}", width) else 0)
        return Row(tuple(cells[:60]), place, section=real == 1 and len(cells) > 1)
