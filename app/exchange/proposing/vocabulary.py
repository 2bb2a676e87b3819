"""Whom and which channel a piece of text names: positions by words in any case and number, in Russian and English."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from app.exchange.proposing import words
from app.standards.document import Document

EVERYONE = "everyone"
STAFF = "staff"  # somebody who works here; the clause around it says who
ADJECTIVE = re.compile(r"(?:ый|ий|ой|ая|яя|ое|ые)$")


def plain(text: str) -> str:
    """Give the text as it is compared: small letters, one kind of space, dash and ё."""
    text = text.lower().replace("ё", "е").replace("\u00ad", "").replace("’", "'")
    return " ".join(re.sub(r"[\u2010-\u2012]", "-", text).split())


@dataclass(frozen=True)
class Mention:
    """One place of a text that names a position; `acts` if it stands in the form of a subject."""

    code: str
    start: int
    end: int
    acts: bool


@dataclass(frozen=True)
class Named:
    """What one phrase names, as it may be written and as it is written when it acts."""

    code: str
    any_form: str
    subject: re.Pattern[str]
    length: int


class Vocabulary:
    """The positions and channels of a document and all the words for them. The texts it is given are `plain`."""

    def __init__(self, document: Document | None) -> None:
        codes = {each.code for each in document.positions} if document else set(words.POSITIONS)
        self.positions = codes
        self.channels = {each.code for each in document.channels} if document else set(words.CHANNELS)
        self.met_on = {each.code: each.channels for each in document.positions} if document else {}
        self.groups = set(document.groups) if document else {EVERYONE}
        named = [_named("", phrase) for phrase in words.OTHERS]
        for code in codes & set(words.POSITIONS):
            named += [_named(code, phrase) for phrase in words.POSITIONS[code]]
        if document:
            named += [_named(code, _headed(title)) for code, title in _titles(document)]
        named += [_everyone(pattern) for pattern in words.EVERYONE]
        named += [_staff(pattern) for pattern in words.STAFF]
        self.named = sorted(named, key=lambda each: -each.length)
        self.pattern = _joined(each.any_form for each in self.named)
        areas = [(code, area) for code in sorted(codes & set(words.AREAS)) for area in words.AREAS[code]]
        self.areas = [(code, re.compile(rf"\b{_phrase(area)}")) for code, area in areas]
        self.titles = {plain(title): code for code, title in _titles(document)} if document else {}

    def mentions(self, text: str) -> list[Mention]:
        """Give every position that the text names, in order; the longest name wins."""
        found = []
        for match in self.pattern.finditer(text):
            named = self.named[int(str(match.lastgroup)[1:])]
            if named.code:
                acts = bool(named.subject.fullmatch(match.group()))
                found.append(Mention(named.code, match.start(), match.end(), acts))
        return found

    def in_heading(self, heading: str) -> tuple[str, ...]:
        """Give the positions that a heading speaks about; nobody where it only names a place."""
        if any(re.search(rf"\b(?:{pattern})", heading) for pattern in words.EVERYONE_IN_HEADINGS):
            return (EVERYONE,)
        return self.codes(self.mentions(heading))

    def of_area(self, heading: str) -> tuple[str, ...]:
        """Give the positions that a place or a duty in a heading stands for: the till, cleaning, delivery."""
        return tuple(dict.fromkeys(code for code, area in self.areas if area.search(heading)))

    def codes(self, mentions: Iterable[Mention]) -> tuple[str, ...]:
        """Give whom the mentions name, once each; everyone stands alone."""
        named = tuple(dict.fromkeys(each.code for each in mentions if each.code != STAFF))
        return (EVERYONE,) if EVERYONE in named else named

    def in_cell(self, cell: str) -> tuple[str, ...]:
        """Give the positions of a table cell or a column title: codes, titles or any words for them."""
        cell = plain(cell)
        listed = [part.strip() for part in re.split(r"[,;/\n]| и | and ", cell)]
        if all(part in self.positions | self.groups or part in self.titles for part in listed):
            return tuple(dict.fromkeys(self.titles.get(part, part) for part in listed))
        if re.fullmatch(
            r"вс[её]|всем|весь персонал|персонал|сотрудники?|все должности|all|staff|employees?|any", cell
        ):
            return (EVERYONE,)
        return self.in_heading(cell) or self.of_area(cell)

    def channels_in(self, text: str) -> tuple[str, ...]:
        """Give the channels that a sentence speaks about."""
        return self._channels(text, SENTENCE_CHANNELS)

    def channels_named(self, title: str) -> tuple[str, ...]:
        """Give the channels that a heading, a column title or a cell names."""
        title = plain(title)
        listed = [part.strip() for part in re.split(r"[,;/\n]", title)]
        if all(part in self.channels for part in listed):
            return tuple(dict.fromkeys(listed))
        return self._channels(title, TITLE_CHANNELS)

    def _channels(self, text: str, patterns: dict[str, re.Pattern[str]]) -> tuple[str, ...]:
        found = [code for code, each in patterns.items() if code in self.channels and each.search(text)]
        if "chat" in found and "website" in found:  # a chat on the website is a chat
            found.remove("website")
        return tuple(found)

    def usual_channels(self, positions: tuple[str, ...]) -> tuple[str, ...]:
        """Give where a position is met when the document does not say: in person, else wherever it is met."""
        met = [channel for code in positions for channel in self.met_on.get(code, ("in_person",))]
        if EVERYONE in positions or not met or "in_person" in met:
            return ("in_person",)
        return tuple(dict.fromkeys(met))


SENTENCE_CHANNELS = {code: re.compile(rf"\b(?:{'|'.join(all_)})\b") for code, all_ in words.CHANNELS.items()}
TITLE_CHANNELS = {
    code: re.compile(rf"\b(?:{'|'.join((*all_, words.CHANNEL_NAMES[code]))})\b")
    for code, all_ in words.CHANNELS.items()
}


def _titles(document: Document) -> list[tuple[str, str]]:
    return [(each.code, title) for each in document.positions for title in (each.title.ru, each.title.en)]


def _joined(patterns: Iterable[str]) -> re.Pattern[str]:
    """Join patterns so that the first that fits wins; those of one first letter are passed over together."""
    grouped = groupby(
        sorted(enumerate(patterns), key=lambda each: each[1][:1] if each[1][:1].isalpha() else ""),
        key=lambda each: each[1][:1] if each[1][:1].isalpha() else "",
    )
    parts = []
    for letter, members in grouped:
        inner = "|".join(f"(?P<n{at}>{pattern})" for at, pattern in members)
        parts.append(f"(?={letter})(?:{inner})" if letter else inner)
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")


def _everyone(pattern: str) -> Named:
    return Named(EVERYONE, f"(?:{pattern})", re.compile(r".*"), 1000)


def _staff(pattern: str) -> Named:
    acts = re.compile(
        r"(?:сотрудник|работник)и?|персонал|staff|employees?|team members?|colleagues?|workers?"
    )
    return Named(STAFF, pattern, acts, 0)


def _headed(title: str) -> str:
    """Mark the head of a title that came without one: the first word of a Russian one, the last of an English one."""
    found = title.split()
    if not re.search(r"[а-яё]", title.lower()):
        return " ".join((*found[:-1], found[-1].upper()))
    head = next((at for at, word in enumerate(found) if not ADJECTIVE.search(word.lower())), 0)
    return " ".join(word.upper() if at == head else word.lower() for at, word in enumerate(found))


@lru_cache(maxsize=1000)
def _named(code: str, phrase: str) -> Named:
    forms, subject = [], []
    for word in re.split(r"[\s-]+", phrase):
        head = word.isupper()
        forms.append(_any_form(plain(word), head))
        subject.append(_subject_form(plain(word)) if head else r"[\w.]+")
    # "В чате оператор" is no chat operator: so short a first part is joined by a dash.
    joint = r"\s?-\s?" if re.match(r"\w{1,3}-", phrase) else r"[\s-]+"
    return Named(code, joint.join(forms), re.compile(joint.join(subject)), len(phrase))


def _phrase(words_: str) -> str:
    return r"[\s-]+".join(_any_form(plain(word), head=False) for word in re.split(r"[\s-]+", words_))


def _any_form(word: str, head: bool) -> str:
    """Give a pattern of the word in every case and number."""
    if re.fullmatch(r"[a-z']+", word):
        return rf"{_men(word)}(?:e?s|'s|s')?"
    if len(word) < 4:
        return re.escape(word) + (r"\w?" if len(word) == 3 and not head else "")
    if head:
        stem, _ends = _noun(word)
        return rf"{stem}[а-я]{{0,3}}"
    return rf"{re.escape(word[: -2 if len(word) > 5 else -1])}\w*"


def _subject_form(word: str) -> str:
    if re.fullmatch(r"[a-z']+", word):
        return rf"{_men(word)}(?:e?s)?"
    stem, ends = _noun(word)
    return rf"{stem}(?:{ends})"


def _noun(word: str) -> tuple[str, str]:
    """Give a noun's stem and the endings it has as a subject."""
    if word.endswith("ец"):
        return f"{word[:-2]}(?:ец|ц)", "|ы"
    if word.endswith(("ий", "ый")):
        return word[:-2], "ий|ый|ая|ие|ые"
    if word.endswith(("а", "я")):
        return word[:-1], "а|я|ы|и"
    if word.endswith("ь"):
        return word[:-1], "ь|и"
    return word, "|ы|и"


def _men(word: str) -> str:
    return f"{word[:-3]}m[ae]n" if word.endswith("man") else word
