"""One sheet of A4, folded once: what fills up to four pages of A5 is laid out on the two sides in the order of folding.

Only the worker and the command line import this (see app.reports.pdf).
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from weasyprint.document import Document

from app.reports.extract import Extract, Passage
from app.reports.pdf import laid_out, written

MOST = 4  # pages of A5 on one sheet
MILLIMETRE = 96 / 25.4  # in pixels of CSS
LINE, NO_NOTES = (
    8,
    36,
)  # millimetres: a line to write on; what must be left under the last words before there is any
END = "end"  # the id of the last words
SETTINGS = ("roomy", "close", "tight")  # how it is set, until it fits


class Half(NamedTuple):
    """A page of A5: its number from 1, what stands on it, and how many lines to write on have room under that."""

    number: int
    passages: Sequence[Passage]
    lines: int = 0


class Side(NamedTuple):
    """One side of the sheet, read from the right half on the outside, from the left half on the inside."""

    left: Half | None
    right: Half | None
    outer: bool


class Overfull(ValueError):
    """The critical criteria of a position alone do not fit on one sheet."""


def extract_pdf(extract: Extract) -> bytes:
    """The extract as a PDF of one sheet, never more: what has the least weight is left out until the rest fits.

    Raises Overfull.
    """
    told, setting, pages = _fitting(extract)
    sides = _folded(_halves(told, pages))
    return written(_laid_out(told, setting, sides), told.digest)


def _fitting(extract: Extract) -> tuple[Extract, str, Document]:
    """The extract as it fits on the sheet: set closer first, then without its lightest criteria."""
    told: Extract | None = extract
    while told:
        for setting in SETTINGS if told is extract else SETTINGS[-1:]:
            pages = _laid_out(told, setting)
            if len(pages.pages) <= MOST:
                return told, setting, pages
        told = told.shorter()
    raise Overfull(extract.position.code)


def _laid_out(extract: Extract, setting: str, sides: Sequence[Side] | None = None) -> Document:
    """The sides of the sheet; without them pages of A5 one after the other, to see what falls on which."""
    shown: dict[str, Any] = {"extract": extract, "setting": setting, "sides": sides}
    return laid_out("reports/extract.html", extract.digest, language=extract.language, **shown)


def _halves(extract: Extract, pages: Document) -> list[Half]:
    """What falls on which page; what is left of the sheet is for notes."""
    halves = [
        Half(number, [passage for passage in extract.passages if passage.id in page.anchors])
        for number, page in enumerate(pages.pages, 1)
    ]
    last = pages.pages[-1]
    _left, _top, _right, bottom = last.anchors[END]
    room = (last.height - bottom) / MILLIMETRE - NO_NOTES
    halves[-1] = halves[-1]._replace(lines=max(0, int(room / LINE)))
    if len(halves) == MOST - 1:
        halves.append(Half(MOST, (), int((last.height / MILLIMETRE - NO_NOTES) / LINE) - 1))
    return halves


def _folded(halves: Sequence[Half]) -> list[Side]:
    """First the outside: the first page is its right half, the last, of four, its left. Then the inside, if needed."""
    if len(halves) < MOST - 1:  # printed on one side: the second page, if there is one, is the back
        return [Side(halves[1] if len(halves) > 1 else None, halves[0], True)]
    first, second, third, fourth = halves
    return [Side(fourth, first, True), Side(second, third, False)]
