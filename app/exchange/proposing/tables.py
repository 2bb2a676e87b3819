"""Proposals from tables: each cell of a column of requirements, for whom and where its row, its column and the headings say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from app.exchange.proposing.columns import MARK, NO_MARK, Columns, columns
from app.exchange.proposing.proposals import weight_of
from app.exchange.proposing.sentences import is_duty, sentences, tells_action
from app.exchange.proposing.vocabulary import STAFF, plain
from app.exchange.proposing.walk import Walk
from app.exchange.reading.blocks import Row, Table
from app.exchange.reading.marks import unmarked

YES = re.compile(r"да|yes|y|true|1|\+|✓|x|критично|critical")
NO = re.compile(r"|нет|no|n|false|0|-|–|—")


def propose_table(table: Table, walk: Walk, strict: bool = False) -> bool:
    """Propose what a table asks; False if it has no column of requirements. `strict` names unknown columns."""
    walk.context.close_lists()
    found = columns(table, walk.context.vocabulary, strict)
    if found is None:
        return False
    if not found.asks:
        if not strict:
            _loose(table, walk)
        return False
    for title in found.unknown if strict else ():
        walk.warn("column", title)
    _Rows(table, found, walk, strict).read()
    return True


def _loose(table: Table, walk: Walk) -> None:
    """A table whose columns say nothing is read as prose."""
    for row in table.rows:
        for cell in dict.fromkeys(row.cells):
            for sentence in sentences(cell):
                if is_duty(sentence):
                    walk.sentence(unmarked(sentence), row.place)


@dataclass
class _Rows:
    table: Table
    columns: Columns
    walk: Walk
    strict: bool
    positions: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    section: str = ""
    chapter: str = ""
    clause: str = ""

    def read(self) -> None:
        below = self.table.rows[self.columns.header :]
        sections = [row for row in below if self.is_section(row)]
        for row in below:
            if self.is_section(row):
                self.open_section(row, len(sections) > 1)
            else:
                self.row(row)

    def is_section(self, row: Row) -> bool:
        told = [cell.strip() for cell in row.cells if cell.strip()]
        if self.strict or len(told) != 1 or len(told[0]) > 90 or not row.cells[0].strip():
            return False
        return row.section or (0 not in self.columns.asks and not told[0].isdigit())

    def open_section(self, row: Row, several: bool) -> None:
        title = unmarked(row.cells[0])
        vocabulary = self.walk.context.vocabulary
        self.positions = vocabulary.in_cell(title)
        self.channels = vocabulary.channels_named(title)
        self.section = title if several else ""

    def row(self, row: Row) -> None:
        chapter, clause = self.place(row)
        positions, channels = self.whose(row), self.where(row)
        unknown = positions is None
        marked = [
            self.columns.marks[at]
            for at in self.columns.marks
            if at < len(row.cells) and MARK.match(row.cells[at].strip())
        ]
        positions = positions or tuple(dict.fromkeys(code for each in marked for code in each[0]))
        channels = channels or tuple(dict.fromkeys(code for each in marked for code in each[1]))
        more = self.more(row)
        for at, (of_column, on_channel) in self.columns.asks.items():
            cell = row.cells[at].strip() if at < len(row.cells) else ""
            if NO_MARK.match(cell) or MARK.match(cell):
                continue
            for text in self.texts(cell):
                subject = self.walk.context.subject(text)
                own = () if subject.positions and not positions else of_column or self.positions
                self.walk.propose(
                    text, row.place, subject, positions=positions or subject.positions or own,
                    channels=channels or on_channel or self.channels, unknown=unknown, chapter=chapter, clause=clause,
                    **more,
                )  # fmt: skip

    def texts(self, cell: str) -> list[str]:
        """Give each requirement of a cell: its lines, and of a line every sentence that is one of its own."""
        found: list[str] = []
        for line in filter(str.strip, cell.split("\n")):
            first, *others = sentences(unmarked(line)) or [""]
            own = [each for each in others if is_duty(each) or tells_action(plain(each), None)]
            found += [each for each in (first, *own) if re.search(r"[^\W\d]{2}", each)]
        return found

    def place(self, row: Row) -> tuple[str, str]:
        """Give the chapter and the clause: of the row's own columns, else of the table's place in the document."""
        context = self.walk.context
        chapter, clause = (self.columns.cell(row, role) for role in ("chapter", "clause"))
        if self.strict:
            if chapter and chapter != self.chapter:
                self.clause = ""
            if (chapter and chapter != self.chapter) or (clause and clause != self.clause):
                self.positions, self.channels = (), ()
            self.chapter, self.clause = chapter or self.chapter, clause or self.clause
            whole = self.chapter or context.chapter
            return whole, self.clause or whole
        return context.chapter or chapter, clause or chapter or self.section or context.clause

    def whose(self, row: Row) -> tuple[str, ...] | None:
        """Give the positions that a row names; None if it names one that the standards do not have."""
        cell = self.columns.cell(row, "position")
        if not cell:
            return self.positions if self.table.fills_down else ()
        found = self.walk.context.vocabulary.in_cell(cell)
        if not found and not _any_staff(cell, self.walk):
            self.walk.warn("position", " ".join(cell.split())[:80], row.place)
            return None
        if self.table.fills_down:
            self.positions = found
        return found

    def where(self, row: Row) -> tuple[str, ...]:
        cell = self.columns.cell(row, "channel")
        if not cell:
            return self.channels if self.table.fills_down else ()
        found = self.walk.context.vocabulary.channels_named(cell)
        if re.fullmatch(r"вс[её]|все каналы|любой|any|all|all channels", plain(cell)):
            found = tuple(sorted(self.walk.context.vocabulary.channels))
        if not found:
            self.walk.warn("channel", " ".join(cell.split())[:80], row.place)
        if self.table.fills_down:
            self.channels = found
        return found

    def more(self, row: Row) -> dict[str, Any]:
        """Give the weight, whether it is critical, and the explanations of a row."""
        weight, critical = self.columns.cell(row, "weight"), self.columns.cell(row, "critical").lower()
        worth = weight_of(weight)
        if weight and worth is None and self.strict:
            self.walk.warn("weight", weight[:80], row.place)
        sure = True if YES.fullmatch(critical) else False if critical and NO.fullmatch(critical) else None
        if critical and sure is None and self.strict:
            self.walk.warn("critical", critical[:80], row.place)
        told = {"expected": self.columns.cell(row, "expected"), "why": self.columns.cell(row, "why")}
        return {"weight": worth, "critical": sure, **told}


def _any_staff(cell: str, walk: Walk) -> bool:
    return any(each.code == STAFF for each in walk.context.vocabulary.mentions(plain(cell)))
