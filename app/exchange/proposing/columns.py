"""What the columns of a table mean, told by their titles in Russian or English."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from app.exchange.proposing.sentences import has_verb
from app.exchange.proposing.vocabulary import EVERYONE, Vocabulary, plain
from app.exchange.reading.blocks import Row, Table

Role = Literal[
    "criterion", "position", "channel", "chapter", "clause", "weight", "critical", "expected", "why",
    "situation", "remark",
]  # fmt: skip
# The first that fits wins. A remark is known and left out on purpose.
TITLES: tuple[tuple[Role, str], ...] = (
    ("remark", r"№.*|no\.?|#|n|n/n|п/п|код|code|id|номер|number|примечани\w*|комментари\w*|notes?|comments?|remarks?|да/нет|оценка|score|отметка"),
    ("weight", r"вес.*|балл\w*.*|важность|weight.*|points|importance"),
    ("critical", r"критичн\w*.*|critical.*|критический.*|стоп-фактор"),
    ("chapter", r"глава.*|раздел.*|блок|тема|chapter.*|section.*|topic"),
    ("clause", r"пункт.*|подраздел.*|статья|clause.*|subsection.*|item|paragraph"),
    ("channel", r"канал\w*.*|способ (?:связи|общения).*|channels?.*|где|way of contact"),
    ("why", r"почему.*|зачем.*|обоснование.*|why.*|reason.*|rationale"),
    ("expected", r"ожида\w+.*|как проверить|эталон|норматив|expected.*|how to check|target"),
    ("criterion", r"(?!доля|количество|число|процент|%)(?:.*\b)?(?:критери\w+|требовани\w+|стандарт\w*|правил[оа]|норм[аы]|обязанност\w+|действи[ея]\w*|вопрос\w*)\b.*"),
    ("criterion", r"(?:что|как) (?:делает|делать|должен|должна|должно|должны|поступ\w+|говорит|обязан)\b.*|как (?:надо|нужно|правильно|быть)\b.*|содержание"),
    ("criterion", r"(?!share|number|percent|%)(?:.*\b)?(?:criteri\w+|requirements?|standards?|rules?|dut(?:y|ies)|actions?|questions?|behaviou?rs?|expectations?)\b.*"),
    ("criterion", r"what .*\b(?:does|do|must|says?|should)\b.*|how to\b.*|what is expected.*"),
    ("position", r"(?:должност\w*|кто|исполнител\w*|сотрудник\w*|персонал|ответственн\w*|роль|роли|для кого|кого касается)\b.*"),
    ("position", r"(?:positions?|roles?|who|jobs?|staff|employees?|responsible|applies to|for whom)\b.*"),
    ("situation", r"(?:ситуаци\w*|услови\w*|случа\w*|когда|этап\w*|шаг\w*|момент|объект|что (?:проверя\w+|происходит)|вид|показатель|зона)\b.*"),
    ("situation", r"(?:situations?|when|cases?|stages?|steps?|moments?|if|what (?:happens|is checked)|object|area)\b.*"),
)  # fmt: skip
COMPILED = [(role, re.compile(pattern)) for role, pattern in TITLES]
# Tables that are part of the paper, not of the standards.
PAPER = re.compile(
    r"\b(?:ф\.? ?и\.? ?о\b|фамилия|термин\w*|определени\w+|сокращени\w+|расшифровка|премия|штраф\w*|подпись"
    r"|signature|full name|terms?$|definitions?|abbreviations?|bonus|penalt\w+)"
)
FORMAL = re.compile(
    r"\b(?:дата|телефон(?:ы)?$|доб\. номер|date|meaning|version|версия|редакция|изменени\w+)\b"
)
MARK = re.compile(r"^(?:[+✓✔☑●•xх×v*]|да|yes|y|1)$", re.I)
NO_MARK = re.compile(r"^(?:[-–—]?|нет|no|n|0)$", re.I)


@dataclass
class Columns:
    """The columns of one table by their number from 0.

    `asks` are the columns that hold criteria, with whom and which channel a column speaks about;
    `marks` are columns of a position or a channel that only mark whom a row is for.
    """

    roles: dict[int, Role] = field(default_factory=dict)
    asks: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)
    marks: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    header: int = 0  # how many rows stand above the first row of the table proper

    def cell(self, row: Row, role: Role) -> str:
        """Give what a row says under a role, "" if there is no such column."""
        parts = [row.cells[at] for at, own in self.roles.items() if own == role and at < len(row.cells)]
        return " ".join(part.strip() for part in parts if part.strip())


def role_of(title: str) -> Role | None:
    """Give what a column of this title holds, None if it is not known."""
    title = plain(title).strip(" .:*")
    return next((role for role, pattern in COMPILED if pattern.fullmatch(title)), None)


def columns(table: Table, vocabulary: Vocabulary, strict: bool = False) -> Columns | None:
    """Tell what the columns of a table mean: without `asks` if that cannot be told, None if it holds no criteria.

    `strict` goes by the titles alone, as for a spreadsheet.
    """
    for at, row in enumerate(table.rows[:8]):
        if not strict and at == 0 and any(PAPER.search(plain(cell)) for cell in row.cells):
            return None
        if row.section or sum(bool(cell.strip()) for cell in row.cells) < (1 if strict else 2):
            continue
        found = _titled(table, at, vocabulary)
        if found.asks:
            return found
        if not strict and any(FORMAL.search(plain(cell)) for cell in row.cells):
            return None
        if not strict:
            break
    return Columns() if strict else _untitled(table, vocabulary)


def _titled(table: Table, header: int, vocabulary: Vocabulary) -> Columns:
    found = Columns(header=header + 1)
    unknown = []
    below = table.rows[header + 1 :]
    for at, title in enumerate(table.rows[header].cells):
        if not title.strip():
            continue
        role = role_of(title)
        if len(title) > 90 or (title.strip().endswith(".") and len(title.split()) > 5):
            return Columns()
        named = vocabulary.codes(vocabulary.mentions(plain(title))), vocabulary.channels_named(title)
        if role == "criterion":
            found.roles[at], found.asks[at] = role, (named[0], ())
        elif role == "position" and any(code != EVERYONE for code in named[0]):
            _named_column(found, at, named, below)
        elif role:
            found.roles[at] = role
        elif named[0] or named[1]:
            _named_column(found, at, named, below)
        else:
            unknown.append(" ".join(title.split()))
    if found.marks and not found.asks and unknown:
        longest = max(range(len(table.rows[header].cells)), key=lambda at: _length(below, at))
        found.asks[longest] = ((), ())
    found.unknown = tuple(unknown)
    return found


def _named_column(
    found: Columns, at: int, named: tuple[tuple[str, ...], tuple[str, ...]], below: tuple[Row, ...]
) -> None:
    """A column that is called like a position or a channel holds its criteria, or only marks."""
    said = [row.cells[at].strip() for row in below if at < len(row.cells) and not row.section]
    if said and all(MARK.match(cell) or NO_MARK.match(cell) for cell in said):
        found.marks[at] = named
    elif any(has_verb(cell) for cell in said):
        found.asks[at] = named


def _length(rows: tuple[Row, ...], at: int) -> int:
    return sum(len(row.cells[at]) for row in rows if at < len(row.cells))


def _untitled(table: Table, vocabulary: Vocabulary) -> Columns:
    """A table without titles: one column names positions, another says what they do."""
    found = Columns()
    rows = [row for row in table.rows if not row.section]
    for at in range(max((len(row.cells) for row in rows), default=0)):
        said = [row.cells[at] for row in rows if at < len(row.cells) and row.cells[at].strip()]
        if said and sum(len(cell) < 60 and bool(vocabulary.in_cell(cell)) for cell in said) * 2 > len(said):
            found.roles.setdefault(at, "position")
        elif said and sum(has_verb(cell) and len(cell.split()) > 2 for cell in said) * 3 > len(said) * 2:
            found.asks[at] = ((), ())
    if "position" not in found.roles.values() or not found.asks:
        return Columns()
    return found
