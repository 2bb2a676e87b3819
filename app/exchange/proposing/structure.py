"""Which lines of a document are headings, list items and prose, told by what the file states or by how a line looks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.exchange.proposing.sentences import is_duty
from app.exchange.reading.blocks import Block, Heading, Item, Line, Prose, Table
from app.exchange.reading.marks import BULLET, LETTER, NUMBER, manual_number, unmarked

LONGEST_HEADING = 110
KEYWORD = re.compile(
    r"^(?:глава|раздел|часть|модуль|chapter|section|part)\s+(?:\d+|[ivxlc]+)[.:)]?\s*[-–—:.]?\s*", re.I
)
ROMAN = re.compile(r"^([IVXLC]{1,5})[.)]\s+(?=\S)")
PAGE_OF_CONTENTS = re.compile(r"(?:\.{4,}|…{2,}|\t)\s*\d{1,3}$")
CONTENTS = re.compile(r"^(?:содержание|оглавление|(?:table of )?contents)[.:]?$", re.I)
WEAK = 0.5


def blocks(parts: Sequence[Line | Table]) -> tuple[str, list[Block]]:
    """Give the title of the document, "" if it has none, and its blocks in order."""
    kept = [part for part in parts if isinstance(part, Table) or _is_told(part)]
    return _Structure(kept).read()


def _is_told(line: Line) -> bool:
    text = line.text.strip()
    return bool(re.search(r"\w", text)) and not PAGE_OF_CONTENTS.search(text) and not CONTENTS.match(text)


def heading_text(text: str) -> tuple[str, str]:
    """Give a heading's number and words: ("3.2", "Greeting")."""
    text = " ".join(text.split())
    number = manual_number(text)
    for mark in (KEYWORD, ROMAN, NUMBER):
        bare = mark.sub("", text, count=1)
        if bare != text and bare:
            return number, bare.strip().rstrip(".:")
    return "", text.rstrip(".:")


class _Structure:
    def __init__(self, parts: Sequence[Line | Table]) -> None:
        self.parts = parts
        self.stated = any(isinstance(part, Line) and part.level for part in parts)
        self.looks = self._looks()
        self.outlined = any(
            re.match(r"\d+\.\d", manual_number(part.text)) for part in parts if isinstance(part, Line)
        )

    def _looks(self) -> list[float]:
        """Give every look that headings of the document have, the most striking first."""
        lines = [part for part in self.parts if isinstance(part, Line) and not part.level]
        return sorted({line.look for line in lines if self._stands_out(line)}, reverse=True)

    def read(self) -> tuple[str, list[Block]]:
        title, start = self._title()
        found: list[Block] = []
        level = 0
        for at in range(start, len(self.parts)):
            part = self.parts[at]
            if isinstance(part, Table):
                found.append(part)
                continue
            own = self._level(at, level)
            if own:
                level = own if part.level or not self.stated else level
                number, text = heading_text(part.text)
                found.append(Heading(text, own, part.place, number))
            else:
                found.append(self._body(at, part))
        return title, found

    def _title(self) -> tuple[str, int]:
        """Give what stands on the title page: the lines that stand out before the first prose, but no chapter."""
        leading = 0
        while leading < len(self.parts):
            part = self.parts[leading]
            if isinstance(part, Table) or part.level or not self._stands_out(part):
                break
            leading += 1
        if leading and not self.stated:
            leading = self._first_chapter([part for part in self.parts[:leading] if isinstance(part, Line)])
        return " ".join(part.text for part in self.parts[:leading] if isinstance(part, Line)), leading

    def _first_chapter(self, leaders: list[Line]) -> int:
        """Give how many of the lines that open the document are its title: those before a number or a later look."""
        later = [part for part in self.parts[len(leaders) :] if isinstance(part, Line)]
        looks = {line.look for line in later if self._stands_out(line)}
        for at, line in enumerate(leaders):
            if manual_number(line.text) or KEYWORD.match(line.text):
                return at
            if line.look in looks:
                return at or int(len(leaders) > 1 and leaders[1].look == line.look)
        headed = any(self._level(at, 0) for at in range(len(leaders), len(self.parts)))
        return len(leaders) if headed else len(leaders) - 1

    def _stands_out(self, line: Line) -> bool:
        text = line.text.strip()
        if len(text) > LONGEST_HEADING or text.endswith((";", ",", ":")) or "\n" in text:
            return False
        if line.depth is not None and not (line.look and line.depth == 0):
            return False
        if BULLET.match(text) or (text.endswith(".") and len(text.split()) > 6):
            return False
        return line.look > 0

    def _level(self, at: int, current: int) -> int:
        """Give the level of a heading, 0 if the part is none; `current` is the level it would stand under."""
        line = self.parts[at]
        if isinstance(line, Table):
            return 0
        if line.level:
            return line.level
        if KEYWORD.match(line.text) and len(line.text) <= LONGEST_HEADING:
            return current + 1 if self.stated else 1
        number = manual_number(line.text)
        if self._stands_out(line) and not (
            number and is_duty(line.text) and line.text.rstrip().endswith(".")
        ):
            if self.stated:
                return current + 1 if current else 1
            return number.count(".") + 1 if number else self._look_level(line)
        if self._is_plain_heading(at, line, number):
            if self.stated:
                return current + 1
            return number.count(".") + 1 if number else min(current, self._deepest()) + 1
        return 0

    def _look_level(self, line: Line) -> int:
        if self.outlined and any(
            isinstance(part, Line) and part.look == line.look and manual_number(part.text)
            for part in self.parts
        ):
            return 1
        return self.looks.index(line.look) + 1

    def _deepest(self) -> int:
        return 2 if self.outlined else 1 if self.looks else 0

    def _is_plain_heading(self, at: int, line: Line, number: str) -> bool:
        """Whether a line without any look is a heading by its number, its shortness and what follows."""
        text = line.text.strip()
        if line.depth is not None or len(text) > 80 or text.endswith((".", ";", ":", ",", "!", "?")):
            return False
        if BULLET.match(text) or LETTER.match(text) or is_duty(text) or not re.search(r"[\w)»”\"]$", text):
            return False
        after = self.parts[at + 1] if at + 1 < len(self.parts) else None
        if after is None:
            return False
        if number:
            return self._opens_clause(at, number, after)
        if self.stated or self.looks or len(text.split()) > 8 or not unmarked(text)[:1].isupper():
            return False
        return (
            isinstance(after, Table)
            or len(after.text) > 80
            or _is_listed(after)
            or after.text.rstrip().endswith((".", ":"))
        )

    def _opens_clause(self, at: int, number: str, after: Line | Table) -> bool:
        """A number opens a clause unless it only counts the items of a list."""
        if isinstance(after, Table):
            return True
        following = manual_number(after.text)
        if following.startswith(f"{number}."):
            return True
        before = self.parts[at - 1] if at else None
        neighbours = [following, manual_number(before.text) if isinstance(before, Line) else ""]
        counted = any(_sibling(number, other) for other in neighbours)
        if "." not in number and not self.outlined:
            return not counted and len(after.text) > 20
        return not counted

    def _body(self, at: int, line: Line) -> Block:
        text = line.text.strip()
        depth = line.depth
        number = manual_number(text)
        if depth is None and BULLET.match(text):
            depth = len(line.text) - len(line.text.lstrip()) >= 4
        elif depth is None and LETTER.match(text):
            depth = 1
        elif depth is None and number:
            depth = number.count(".")
        if depth is None:
            return Prose(text, line.place)
        after = self.parts[at + 1] if at + 1 < len(self.parts) else None
        deeper = (
            isinstance(after, Line) and not after.level and after.depth is not None and after.depth > depth
        )
        return Item(unmarked(text), int(depth), line.place, deeper, line.depth is None and "." in number)


def _is_listed(line: Line) -> bool:
    return line.depth is not None or bool(BULLET.match(line.text) or NUMBER.match(line.text))


def _sibling(number: str, other: str) -> bool:
    first, own = number.rpartition(".")[::2]
    second, last = other.rpartition(".")[::2]
    return bool(other) and first == second and abs(int(own) - int(last)) == 1
