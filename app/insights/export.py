"""Tables as files: a workbook with types and filters, or text that the reader's Excel opens right.

A text that begins like a formula stays a text in both: Excel would run it. In Russian the text file has semicolons
and decimal commas, as Excel expects there; in English commas and points. Both begin with the mark of UTF-8.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from flask_babel import gettext as _

from app.insights.tables import Column, Table, plain
from app.web.languages import language

FORMATS = ("xlsx", "csv")
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")
LONGEST_CELL = 32_767  # Excel's own limit, in characters
WIDTHS = {"text": 34, "day": 12, "count": 10}
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def text(table: Table) -> bytes:
    """The table as comma- or semicolon-separated text."""
    columns, rows = table.flat()
    return "".join(lines([column.title for column in columns], rows)).encode()


def lines(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The lines of a text file, the first with its mark, made as they are asked for."""
    russian = language() == "ru"
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if russian else ",", lineterminator="\r\n")
    out.write(BOM)
    writer.writerow([guarded(title) for title in titles])
    for row in rows:
        writer.writerow([_written(cell, comma=russian) for cell in row])
        if out.tell() > 1 << 16:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def guarded(words: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{words}" if words.lstrip(" ").startswith(FORMULA_BEGINS) else words


def _written(cell: Any, *, comma: bool) -> str:
    value = plain(cell)
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace(".", ",") if comma else str(value)


def workbook(tables: Sequence[Table], about: Sequence[tuple[str, str]]) -> bytes:
    """A workbook: a sheet for each table, and one that says what it holds."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, **SAFE})
    for table in tables:
        add_sheet(book, table.title, *table.flat())
    add_about(book, about)
    book.close()
    return out.getvalue()


def long_workbook(
    title: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]], more: Table
) -> BinaryIO:
    """A workbook of many rows, written row by row into a file that vanishes when it is closed; `more` explains it."""
    from xlsxwriter import Workbook

    out = TemporaryFile()  # noqa: SIM115  (whoever sends it closes it)
    book = Workbook(out, {"constant_memory": True, **SAFE})
    add_sheet(book, title, columns, rows)
    add_sheet(book, more.title, *more.flat())
    book.close()
    out.seek(0)
    return out


def add_about(book: Any, about: Sequence[tuple[str, str]]) -> None:
    """The sheet that says under which months and filters the file was made."""
    add_sheet(book, _("About"), [Column(_("About this file")), Column("")], about)


def add_sheet(book: Any, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> None:
    """One sheet: the header stays, every column can be filtered, numbers are numbers and texts are texts."""
    sheet = book.add_worksheet(_sheet_name(title))
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    formats = {
        "percent": book.add_format({"num_format": "0.0"}),
        "points": book.add_format({"num_format": "+0.0;-0.0;0.0"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "count": book.add_format({"num_format": "0"}),
        "visits": book.add_format({"num_format": "0"}),
        "share": book.add_format({"num_format": "0.0###"}),
    }
    for place, column in enumerate(columns):
        sheet.set_column(place, place, WIDTHS.get(column.kind, 12))
        sheet.write_string(0, place, column.title, bold)
    last = 0
    for last, row in enumerate(rows, 1):
        for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
            _write(sheet, (last, place), plain(cell), formats.get(column.kind))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(columns) - 1)


def _write(sheet: Any, place: tuple[int, int], value: Any, shape: Any) -> None:
    if value is None:
        return
    if isinstance(value, str):
        sheet.write_string(*place, value[:LONGEST_CELL])
    elif isinstance(value, date):
        sheet.write_datetime(*place, value, shape)
    else:
        sheet.write_number(*place, value, shape)


def _sheet_name(title: str) -> str:
    """A name that Excel takes: 31 characters at most, without those it keeps to itself."""
    return "".join(" " if letter in "[]:*?/\\" else letter for letter in title)[:31].strip("' ") or "1"
