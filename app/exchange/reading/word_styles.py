"""What the styles of a Word document make of a paragraph: a heading, a list item, and how much it stands out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

HEADING = re.compile(r"^(?:heading|заголовок|überschrift|titre)\s*([1-9])", re.I)
TITLE = re.compile(r"^(?:title|subtitle|название|подзаголовок|заголовок документа)$", re.I)
SKIPPED = re.compile(
    r"^(?:toc|contents|содержание|оглавление|table of figures|index|caption|название объекта|footnote|endnote"
    r"|header$|footer$|(?:верхний|нижний) колонтитул)",
    re.I,
)
LISTED = re.compile(r"^(?:list (?:bullet|number)|маркированный список|нумерованный список)\s*(\d?)", re.I)
DEEPEST_CHAIN = 15
BODY_TEXT = 9  # the outline level of what is no heading


@dataclass(frozen=True)
class Style:
    """A paragraph style with all it takes from those it is based on."""

    level: int | None = None
    title: bool = False
    skipped: bool = False
    depth: int | None = None
    bold: bool = False
    caps: bool = False
    centred: bool = False
    size: int = 0


def is_on(properties: Any, tag: str) -> bool:
    """Whether a switch such as bold is set; a switch without a value is on."""
    switch = None if properties is None else properties.find(tag)
    return switch is not None and switch.get(qn("w:val"), "1") not in ("0", "false", "off")


class Styles:
    """The styles of one document. Sizes are in half points."""

    def __init__(self, document: Any) -> None:
        self.elements = {
            str(each.get(qn("w:styleId"))): each
            for each in document.styles.element.iterchildren(qn("w:style"))
        }
        self.usual_id = next(
            (
                key
                for key, each in self.elements.items()
                if each.get(qn("w:default")) == "1" and each.get(qn("w:type")) == "paragraph"
            ),
            "",
        )
        self.known: dict[str, Style] = {}
        sizes: Counter[int] = Counter()
        for paragraph in document.element.body.iter(qn("w:p")):
            for run in paragraph.iterchildren(qn("w:r")):
                sizes[self._size(paragraph, run)] += len(
                    "".join(each.text or "" for each in run.iter(qn("w:t")))
                )
        self.usual_size = sizes.most_common(1)[0][0] if sizes else 0

    def of(self, paragraph: Any) -> Style:
        """Give the style of a paragraph together with the outline level of its own."""
        about = paragraph.find(qn("w:pPr"))
        named = None if about is None else about.find(qn("w:pStyle"))
        style = self._style(str(named.get(qn("w:val"))) if named is not None else self.usual_id)
        own = _level(about)
        if own is None or style.title or style.skipped:
            return style
        return Style(level=own or None)

    def depth(self, paragraph: Any) -> int | None:
        """Give the depth of a list item from 0, None if the paragraph is none."""
        about = paragraph.find(qn("w:pPr"))
        own = _numbered(about)
        return self.of(paragraph).depth if own is None else own if own >= 0 else None

    def look(self, paragraph: Any, text: str) -> float:
        """Give how much a paragraph stands out of the text: 0 if it does not, more the more it does."""
        style = self.of(paragraph)
        runs = [
            run
            for run in paragraph.iter(qn("w:r"))
            if any((t.text or "").strip() for t in run.iter(qn("w:t")))
        ]
        about = paragraph.find(qn("w:pPr"))
        bold = bool(runs) and all(self._bold(style, run) for run in runs)
        capitals = style.caps or (text.isupper() and sum(map(str.isalpha, text)) > 3)
        capitals = capitals or (
            bool(runs) and all(is_on(run.find(qn("w:rPr")), qn("w:caps")) for run in runs)
        )
        larger = max(0, min((self._size(paragraph, run) for run in runs), default=0) - self.usual_size)
        underlined = bool(runs) and all(_underlined(run) for run in runs)
        look = bold + 0.6 * capitals + 0.5 * underlined + (larger / 4 if larger > 2 else 0)
        return round(look + 0.2 * (style.centred or _centred(about)), 2) if look else 0

    def _bold(self, style: Style, run: Any) -> bool:
        own = run.find(qn("w:rPr"))
        if own is not None and own.find(qn("w:b")) is not None:
            return is_on(own, qn("w:b"))
        named = None if own is None else own.find(qn("w:rStyle"))
        if named is not None and str(named.get(qn("w:val"))) in self.elements:
            return (
                is_on(self.elements[str(named.get(qn("w:val")))].find(qn("w:rPr")), qn("w:b")) or style.bold
            )
        return style.bold

    def _size(self, paragraph: Any, run: Any) -> int:
        own = run.find(qn("w:rPr"))
        return _points(own) or self.of(paragraph).size

    def _style(self, key: str) -> Style:
        if key not in self.known:
            self.known[key] = self._read(key)
        return self.known[key]

    def _read(self, key: str) -> Style:
        chain: list[Any] = []
        while key in self.elements and len(chain) < DEEPEST_CHAIN:
            chain.append(self.elements[key])
            based = chain[-1].find(qn("w:basedOn"))
            key = str(based.get(qn("w:val"))) if based is not None else ""
        names = [_name(each) for each in chain]
        about = [each.find(qn("w:pPr")) for each in chain]
        letters = [each.find(qn("w:rPr")) for each in chain]
        levels = [level for level in map(_level, about) if level is not None]
        named = next((int(match.group(1)) for name in names if (match := HEADING.match(name))), None)
        listed = next((int(match.group(1) or 1) - 1 for name in names if (match := LISTED.match(name))), None)
        depths = [depth for depth in map(_numbered, about) if depth is not None]
        level = named or (levels[0] if levels else None) or None
        return Style(
            level=level,
            title=bool(names and TITLE.match(names[0])),
            skipped=any(SKIPPED.match(name) for name in names),
            depth=None
            if level
            else listed
            if listed is not None
            else depths[0]
            if depths and depths[0] >= 0
            else None,
            bold=next(
                (
                    is_on(each, qn("w:b"))
                    for each in letters
                    if each is not None and each.find(qn("w:b")) is not None
                ),
                False,
            ),
            caps=any(is_on(each, qn("w:caps")) for each in letters),
            centred=any(map(_centred, about)),
            size=next(filter(None, map(_points, letters)), 0),
        )


def _name(style: Any) -> str:
    named = style.find(qn("w:name"))
    return str(named.get(qn("w:val"))) if named is not None else ""


def _level(about: Any) -> int | None:
    """Give the outline level from 1, 0 for what is said to be plain text, None if nothing is said."""
    stated = None if about is None else about.find(qn("w:outlineLvl"))
    value = "" if stated is None else str(stated.get(qn("w:val")))
    if not value.isdigit():
        return None
    return 0 if int(value) >= BODY_TEXT else int(value) + 1


def _numbered(about: Any) -> int | None:
    """Give the depth of automatic numbering, -1 where it is switched off, None if nothing is said."""
    numbering = None if about is None else about.find(qn("w:numPr"))
    if numbering is None:
        return None
    of_list, depth = numbering.find(qn("w:numId")), numbering.find(qn("w:ilvl"))
    if of_list is not None and of_list.get(qn("w:val")) == "0":
        return -1
    value = "0" if depth is None else str(depth.get(qn("w:val")))
    return int(value) if re.fullmatch(r"\d", value) else 0


def _points(letters: Any) -> int:
    size = None if letters is None else letters.find(qn("w:sz"))
    value = "" if size is None else str(size.get(qn("w:val")))
    return int(value) if re.fullmatch(r"\d{1,3}", value) else 0


def _centred(about: Any) -> bool:
    placed = None if about is None else about.find(qn("w:jc"))
    return placed is not None and placed.get(qn("w:val")) == "center"


def _underlined(run: Any) -> bool:
    own = run.find(qn("w:rPr"))
    line = None if own is None else own.find(qn("w:u"))
    return line is not None and line.get(qn("w:val")) != "none"
