"""What every kind of document comes down to: headings, prose, list items and tables, each with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from flask_babel import lazy_gettext as _l

from app.standards.noun import Noun


class Place(Noun):
    """Where something stands in the file, counted from 1: a paragraph, a line, or a row of a table or a sheet."""

    kind: Literal["paragraph", "line", "row"]
    number: int
    table: int = 0
    sheet: str = ""

    def __str__(self) -> str:
        """The place for a program to read: in English whoever asks."""
        if self.kind != "row":
            return f"{self.kind} {self.number}"
        around = f"sheet {self.sheet}, " if self.sheet else f"table {self.table}, " if self.table else ""
        return f"{around}row {self.number}"

    @property
    def words(self) -> Any:
        """The place as the author of the file finds it, as a lazy text."""
        if self.kind == "paragraph":
            return _l("paragraph %(number)s", number=self.number)
        if self.kind == "line":
            return _l("line %(number)s", number=self.number)
        if self.sheet:
            return _l("sheet %(sheet)s, row %(number)s", sheet=self.sheet, number=self.number)
        if self.table:
            return _l("table %(table)s, row %(number)s", table=self.table, number=self.number)
        return _l("row %(number)s", number=self.number)


@dataclass(frozen=True)
class Line:
    """One paragraph as its file shows it, before anybody decided what it is.

    `level` is the heading level that the file itself states, `depth` the depth of a list item (from 0);
    `look` grows with what makes a line stand out: its size, capitals, bold, the middle of the page.
    """

    text: str
    place: Place
    level: int | None = None
    depth: int | None = None
    look: float = 0


@dataclass(frozen=True)
class Heading:
    text: str
    level: int
    place: Place
    number: str = ""


@dataclass(frozen=True)
class Prose:
    text: str
    place: Place


@dataclass(frozen=True)
class Item:
    """A list item; `topic` if other items hang below it, `clause` if it has a number of the document, "3.2"."""

    text: str
    depth: int
    place: Place
    topic: bool = False
    clause: bool = False


@dataclass(frozen=True)
class Row:
    """A row of a table: its cells as text; `section` if one cell takes the whole width."""

    cells: tuple[str, ...]
    place: Place
    section: bool = False


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]
    # An Excel sheet merges cells without saying so to who streams it: what is empty repeats what stands above.
    fills_down: bool = False


Block = Heading | Prose | Item | Table


@dataclass
class Content:
    """A file that has been read: its lines and tables in order, and what of it was not read."""

    parts: list[Line | Table] = field(default_factory=list)
    title: str = ""
    unread: dict[str, int] = field(default_factory=dict)

    def leave(self, what: str, how_many: int = 1) -> None:
        """Remember that something of the file was not read."""
        self.unread[what] = self.unread.get(what, 0) + how_many

    @property
    def letters(self) -> int:
        """How long all of it is."""
        rows = (row for part in self.parts if isinstance(part, Table) for row in part.rows)
        lines = (len(part.text) for part in self.parts if isinstance(part, Line))
        return sum(lines) + sum(len(cell) for row in rows for cell in row.cells)
