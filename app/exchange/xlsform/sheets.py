"""The sheets of an XLSForm as texts by row and column, each cell looked at before it is taken: no formula, no date."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l
from openpyxl import load_workbook

from app.exchange.reading.archive import MAX_ROWS, check_archive, damaged, too_many_rows
from app.exchange.refusals import Refusal
from app.exchange.xlsform.columns import PASSED_OVER, SHEETS, Column, column, headings
from app.exchange.xlsform.row import Row

Cells = list[list[Any]]  # of openpyxl
MOST_COLUMNS = 200
MOST_SENTENCES = 20
# Sheets by which a form would do what we do not.
FOREIGN_SHEETS = frozenset({"external_choices", "entities", "osm"})


class Refused(Refusal):
    """The form is not read; `sentences` say why, each as a lazy text."""

    def __init__(self, sentences: Sequence[Any]) -> None:
        super().__init__(sentences[0])
        self.sentences = tuple(sentences)

    def __str__(self) -> str:
        return "\n".join(map(str, self.sentences))


@dataclass
class Troubles:
    """What is wrong with a form so far."""

    sentences: list[Any] = field(default_factory=list)

    def add(self, sheet: str, row: int, column: str, reason: Any) -> None:
        """Remember what is wrong with a cell; `reason` is the rest of the sentence, a lazy text."""
        place = {"sheet": sheet, "row": row, "column": column, "reason": reason}
        self.sentences.append(_l("Sheet “%(sheet)s”, row %(row)s, column “%(column)s”: %(reason)s", **place))

    def raise_any(self) -> None:
        """Raises Refused if anything is wrong."""
        if self.sentences:
            raise Refused(self.sentences[:MOST_SENTENCES])


def read_sheets(content: bytes) -> dict[str, list[Row]]:
    """Read the sheets survey, choices and settings; one that is not there has no rows. Raises Refusal."""
    check_archive(content, "xlsx")
    cells = _cells(content)
    if "survey" not in cells:
        raise Refusal(_l("The workbook has no sheet “survey”, so it is no XLSForm."))
    troubles = Troubles()
    for name in sorted(FOREIGN_SHEETS & cells.keys()):
        if any(cells[name][1:]):
            troubles.add(name, 2, "A", _l("a sheet of this name is not read; take it out"))
    rows = {name: list(_rows(name, cells.get(name, []), troubles)) for name in SHEETS}
    troubles.raise_any()
    return rows


def _cells(content: bytes) -> dict[str, Cells]:
    """Give the cells that hold something, row by row, of every sheet that means something here. Raises Refusal."""
    found: dict[str, Cells] = {}
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        for sheet in book.worksheets:
            name = sheet.title.strip().lower()
            if name in FOREIGN_SHEETS.union(SHEETS):
                sheet.reset_dimensions()  # what a file says of its size need not be so
                rows = itertools.islice(sheet.iter_rows(), MAX_ROWS + 1)
                found[name] = [[cell for cell in row if cell.value not in (None, "")] for row in rows]
    except Exception:  # whatever openpyxl stumbles over, the file is not one that we read
        raise Refusal(damaged()) from None
    if any(len(rows) > MAX_ROWS for rows in found.values()):
        raise Refusal(too_many_rows())
    return found


def _rows(name: str, cells: Cells, troubles: Troubles) -> Iterator[Row]:
    """Give the rows under the headings that say something."""
    columns: dict[int, Column] = {}
    unread: dict[int, tuple[str, Any]] = {}
    for number, told in enumerate(cells, 1):
        if number == 1:
            columns, unread = _headings(name, told, troubles)
            continue
        row = Row(name, number, {})
        for cell in told:
            place = cell.column
            words = _words(cell)
            if place in unread:
                heading, reason = unread[place]
                troubles.add(name, number, heading, reason)
            elif place not in columns:
                troubles.add(name, number, cell.column_letter, _l("the column has no heading"))
            elif words is None:
                shown = headings_shown(columns[place])
                troubles.add(
                    name, number, shown, _l("a formula, a date or an error stands here; write it as text")
                )
            elif words:
                row.cells[columns[place]] = words
        if row.cells:
            yield row


def headings_shown(found: Column) -> str:
    """The heading of a column, as its author finds it."""
    return f"{found.key} ({found.language})" if found.language else found.key


def _headings(
    name: str, told: list[Any], troubles: Troubles
) -> tuple[dict[int, Column], dict[int, tuple[str, Any]]]:
    """Give the columns that are read, and for each other what is said of whoever fills it."""
    known = {found.key for found in map(column, headings(name)) if found} | PASSED_OVER
    columns: dict[int, Column] = {}
    unread: dict[int, tuple[str, Any]] = {}
    for cell in told[:MOST_COLUMNS]:
        place, words = cell.column, _words(cell) or ""
        found = column(words)
        if found is None:
            unread[place] = words, _l("texts are read in Russian and in English only")
        elif found.key not in known:
            unread[place] = words, _l("a column of this name is not read")
        elif found in columns.values():
            troubles.add(name, 1, words, _l("the column is there twice"))
        else:
            columns[place] = found
    if len(told) > MOST_COLUMNS:
        troubles.add(name, 1, "…", _l("there are more than %(most)s columns", most=MOST_COLUMNS))
    return columns, unread


def _words(cell: Any) -> str | None:
    """Give what stands in a cell as text; None for what is no plain text or number."""
    value = cell.value
    if cell.data_type in {"f", "e", "d"}:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str | int | float):
        return str(value).replace("\r\n", "\n").strip()
    return None
