"""Spreadsheets as tables: an Excel workbook read row by row without a formula in it, or a CSV file."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any
from zipfile import BadZipFile

import openpyxl
from flask_babel import lazy_gettext as _l
from lxml.etree import LxmlError
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from app.exchange.reading.archive import MAX_ROWS, check_archive, damaged, too_many_rows
from app.exchange.reading.blocks import Place, Row, Table
from app.exchange.reading.text import decoded
from app.exchange.refusals import Refusal

# Whatever the library meets in a broken part, a mistyped number or a missing one.
UNREADABLE = (
    *(BadZipFile, InvalidFileException, LxmlError, SyntaxError, LookupError, ValueError, TypeError),
    *(AttributeError, ArithmeticError, OSError, AssertionError),
)
MAX_COLUMNS = 60
MAX_SHEETS = 50
LONGEST_CELL = 4_000


@dataclass(frozen=True)
class Sheet:
    name: str
    table: Table
    hidden: bool = False


def read_sheets(content: bytes, kind: str) -> list[Sheet]:
    """Read the bytes of an "xlsx" or a "csv" file. Raises Refusal."""
    if kind == "csv":
        return [Sheet("", Table(tuple(_csv_rows(content)), fills_down=True))]
    check_archive(content, "xlsx")
    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        try:
            if len(book.worksheets) > MAX_SHEETS:
                raise Refusal(_l("The workbook has more than %(sheets)s sheets.", sheets=MAX_SHEETS))
            return [_sheet(each) for each in book.worksheets]
        finally:
            book.close()
    except UNREADABLE:
        raise Refusal(damaged()) from None


def _sheet(sheet: Any) -> Sheet:
    hidden = sheet.sheet_state != "visible"
    sheet.reset_dimensions()  # what a sheet says of its own size need not be so
    rows = () if hidden else tuple(_rows(sheet))
    return Sheet(sheet.title, Table(rows, fills_down=True), hidden)


def _rows(sheet: Any) -> Iterator[Row]:
    for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), 1):
        if number > MAX_ROWS:
            raise Refusal(too_many_rows())
        said = tuple(_cell(sheet.title, cell, number, at) for at, cell in enumerate(cells, 1))
        if any(said):
            yield Row(said, Place(kind="row", number=number, sheet=sheet.title))


def _cell(sheet: str, cell: Any, row: int, column: int) -> str:
    name = f"{get_column_letter(column)}{row}"
    if cell.data_type == "f":
        raise Refusal(
            _l(
                "Cell %(cell)s of the sheet “%(sheet)s” holds a formula: put its value there and try again.",
                cell=name,
                sheet=sheet,
            )
        )
    value = cell.value
    text = "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
    return _short(text, name, sheet)


def _short(text: str, cell: str, sheet: str) -> str:
    if len(text) > LONGEST_CELL:
        raise Refusal(
            _l("Cell %(cell)s of the sheet “%(sheet)s” holds far too much text.", cell=cell, sheet=sheet)
        )
    return text.strip()


def _csv_rows(content: bytes) -> Iterator[Row]:
    text = decoded(content)
    first = text.split("\n", 1)[0]
    separator = max(";,\t", key=first.count)
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL * 2))
    try:
        for number, cells in enumerate(csv.reader(StringIO(text, newline=""), delimiter=separator), 1):
            if number > MAX_ROWS:
                raise Refusal(too_many_rows())
            for at, cell in enumerate(cells[:MAX_COLUMNS], 1):
                name = f"{get_column_letter(at)}{number}"
                _short(cell, name, "CSV")
                if re.match(r"\s*=", cell):
                    raise Refusal(
                        _l("Cell %(cell)s holds a formula: put its value there and try again.", cell=name)
                    )
            if any(map(str.strip, cells)):
                yield Row(
                    tuple(cell.strip() for cell in cells[:MAX_COLUMNS]), Place(kind="row", number=number)
                )
    except csv.Error:
        raise Refusal(damaged()) from None
