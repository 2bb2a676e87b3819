"""Markdown and plain text as lines: in UTF-8, UTF-16 or Windows-1251, whichever the bytes really are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from markdown_it import MarkdownIt

from app.exchange.reading.blocks import Content, Line, Place, Row, Table
from app.exchange.reading.marks import BULLET, LETTER, NUMBER
from app.exchange.refusals import Refusal

MAX_BYTES = 3_000_000
MAX_LINES = 20_000
LONGEST_LINE = 5_000
MAX_NESTING = 12
WRAPPED = 55  # a line at least so long without a stop goes on in the next one
OFTEN = frozenset("оеаинтсрвлк")
STRESSED = re.compile(r"(\*\*|__|\*|`)(?=\S)(.{1,300}?)(?<=\S)\1")
LINK = re.compile(r"!?\[([^\]\[]{0,300})\]\([^()]{0,500}\)")


def decoded(content: bytes) -> str:
    """Give the text of the bytes. Raises Refusal where the encoding cannot be told or it is no text at all."""
    if len(content) > MAX_BYTES:
        raise Refusal(
            _l("The text is longer than %(size)s MB: split it and try again.", size=MAX_BYTES // 1_000_000)
        )
    text = _text(content)
    if text is None or re.search(r"[\x00-\x08\x0e-\x1f\x7f]", text):
        raise Refusal(
            _l("The text is neither UTF-8 nor UTF-16 nor Windows-1251: save it as UTF-8 and try again.")
        )
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        raise Refusal(_l("The text has more than %(lines)s lines: split it and try again.", lines=MAX_LINES))
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise Refusal(_l("Line %(number)s is far too long for a document.", number=number))
    return text


def _text(content: bytes) -> str | None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _as(content, "utf-16")
    for encoding, zeros in (("utf-16-le", content[1:200:2]), ("utf-16-be", content[0:200:2])):
        # Russian letters have a 4 where Latin ones have a zero.
        if (zeros.count(0) + zeros.count(4)) * 2 > len(zeros) > 10:
            return _as(content, encoding)
    text = _as(content, "utf-8-sig")
    if text is not None:
        return text
    text = _as(content, "windows-1251")
    return text if text is not None and _reads_russian(text) else None


def _as(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _reads_russian(text: str) -> bool:
    """Whether a text is Russian and not the same bytes of another encoding: small letters, the usual ones most often."""
    russian = [letter for letter in text if "а" <= letter.lower() <= "я" or letter in "ёЁ"]
    foreign = sum(letter.isalpha() and not letter.isascii() for letter in text) - len(russian)
    often = sum(letter in OFTEN for letter in russian)
    small = sum(letter.islower() for letter in russian)
    return (
        bool(russian)
        and foreign * 20 <= len(russian)
        and often * 2 > len(russian)
        and small * 2 > len(russian)
    )


def read_text(content: bytes) -> Content:
    """Read plain text. Raises Refusal."""
    return Content([*_paragraphs(decoded(content).splitlines())])


def _paragraphs(lines: list[str]) -> Iterator[Line]:
    """Give the paragraphs of a text: a line that broke off for want of room goes on in the next one."""
    kept, start = "", 0
    for number, line in enumerate([*lines, ""], 1):
        bare = line.strip()
        if kept and bare and _goes_on(kept, bare):
            kept = f"{kept} {bare}"
            continue
        if kept:
            yield _line(kept, start)
        kept, start = line.rstrip(), number


def _line(text: str, number: int) -> Line:
    capitals = text.isupper() and sum(map(str.isalpha, text)) > 3
    return Line(text, Place(kind="line", number=number), look=0.6 if capitals else 0)


def _goes_on(kept: str, following: str) -> bool:
    if BULLET.match(following) or NUMBER.match(following) or LETTER.match(following):
        return False
    if kept.rstrip().endswith((".", "!", "?", ":", ";")):
        return False
    return following[:1].islower() or len(kept.split("\n")[-1]) > WRAPPED


def read_markdown(content: bytes) -> Content:
    """Read Markdown: its blocks only, so that no text can make it slow. Raises Refusal."""
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable("table")
    parser.core.ruler.disable(["inline", "text_join"])
    parser.block.ruler.disable(["reference", "html_block"])
    text = decoded(content)
    if re.search(rf"^[ \t>]*(?:>[ \t]*){{{MAX_NESTING}}}|^[ \t]{{80}}\S", text, re.M):
        raise Refusal(_l("The file is nested too deeply for a document."))
    return _Markdown().read(parser.parse(text))


class _Markdown:
    def __init__(self) -> None:
        self.content = Content()
        self.depth = -1
        self.level: int | None = None
        self.first = False
        self.rows: list[Row] = []
        self.cells: list[str] | None = None

    def read(self, tokens: list[Any]) -> Content:
        line = 1
        for token in tokens:
            line = token.map[0] + 1 if token.map else line
            match token.type:
                case "heading_open":
                    self.level = int(token.tag[1])
                case "bullet_list_open" | "ordered_list_open":
                    self.depth += 1
                case "bullet_list_close" | "ordered_list_close":
                    self.depth -= 1
                case "list_item_open":
                    self.first = True
                case "tr_open":
                    self.cells = []
                case "tr_close":
                    place = Place(kind="line", number=line)
                    self.rows.append(Row(tuple(self.cells or ()), place))
                    self.cells = None
                case "table_close":
                    self.content.parts.append(Table(tuple(self.rows)))
                    self.rows = []
                case "inline":
                    self.inline(token.content, line)
        return self.content

    def inline(self, text: str, line: int) -> None:
        whole = re.fullmatch(r"(\*\*|__)([^*_]+)\1[.:]?", text.strip())
        text = _bare(text)
        if self.cells is not None:
            self.cells.append(text.replace("<br>", "\n"))
            return
        place = Place(kind="line", number=line)
        depth = self.depth if self.depth >= 0 and self.first else None
        self.content.parts.append(Line(text, place, self.level, depth, 1 if whole else 0))
        self.level, self.first = None, False


def _bare(text: str) -> str:
    """Take the marks of stress and links off a line."""
    text = LINK.sub(r"\1", " ".join(text.split()))
    return STRESSED.sub(r"\2", STRESSED.sub(r"\2", text)).replace("\\", "")
