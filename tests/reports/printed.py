"""The standards of a small folder, published, to be printed; and how a printed code is read."""

import io
from collections.abc import Iterator
from pathlib import Path

import outloud
import pikepdf
import segno
from PIL import Image
from sqlalchemy import select

from app.checklists.models import ChecklistVersion
from app.checklists.operations import publish
from app.db import db
from app.reports.qr import QUIET
from app.standards.models import StandardVersion
from tests.reports.sample import DAY
from tests.sync.field import every_kind

BASE = "https://etalon.example.com/"
PIXELS = 96 / 72  # of CSS in a point
OF_ONE_ROW = "TBL-010"  # wonders at a table of one row, which has more header cells than others


def small_version(under: Path) -> StandardVersion:
    """Two positions, and a cashier's checklist that asks every kind of question."""
    standards = every_kind(under).read()
    version = publish(standards.document, standards.selections, reason="The first one", at=DAY)
    db.session.commit()
    return version


def checklist_of(position: str, channel: str) -> ChecklistVersion:
    """The last published checklist of a position on a channel."""
    found = select(ChecklistVersion).filter_by(position=position, channel=channel)
    return db.session.scalars(found.order_by(ChecklistVersion.id.desc())).first()


def links(inside: pikepdf.Pdf) -> set[str]:
    """Every address that a reader at a screen can follow."""
    pages = (page.get("/Annots", []) for page in inside.pages)
    return {str(each.A.URI) for annotations in pages for each in annotations if "/URI" in each.get("/A", {})}


def codes(inside: pikepdf.Pdf) -> Iterator[tuple[int, str, list[float]]]:
    """Every printed code: its page from 0, the address it speaks, its place in pixels of CSS from the upper left."""
    numbers = {page.obj.objgen: number for number, page in enumerate(inside.pages)}
    for each in inside.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure":
            _title, _colon, address = str(each.Alt).partition(": ")
            if address.startswith("http"):
                yield numbers[each.Pg.objgen], address, [float(side) for side in each.A.BBox]


def unheard(path: Path) -> list[str]:
    """What somebody who has the paper read aloud would not get."""
    found = outloud.check(str(path)).findings
    return [each.message for each in found if each.severity == "error" and each.rule != OF_ONE_ROW]


def drawn_code(page: Image.Image, place: list[float], width: float, address: str) -> list[list[bool]]:
    """The modules of the code that is drawn at a place of a page `width` pixels of CSS wide: True is dark."""
    scale = page.width / width
    left, top, right, _bottom = (side * scale for side in place)
    count = segno.make(address, error="m", micro=False).symbol_size(border=QUIET)[0]
    size = (right - left) / count

    def dark(row: int, column: int) -> bool:
        at = (left + (column + QUIET + 0.5) * size, top + (row + QUIET + 0.5) * size)
        return page.getpixel((round(at[0]), round(at[1]))) < 128

    modules = range(count - 2 * QUIET)
    return [[dark(row, column) for column in modules] for row in modules]


def expected_code(address: str) -> list[list[bool]]:
    """The modules that the code of an address has."""
    code = segno.make(address, error="m", micro=False)
    return [[bool(module) for module in row] for row in code.matrix]


def page_image(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("L")
