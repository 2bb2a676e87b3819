"""A criterion as advice looks at it: one language, small letters, its question in parts; and what words have in common."""

from __future__ import annotations

import re
from typing import NamedTuple

from app.standards.criterion import Criterion
from app.standards.lint_words import Language

QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\([^)]*\)")
WORD = re.compile(r"[\w’'-]+")
PARTS = re.compile(r"[,;:?]| [—–] ")
LOOKED_AT = 400  # characters of a text: advice is given while somebody types


class Asked(NamedTuple):
    """A criterion in one language, in small letters; `main` are the parts of the question that ask something themselves."""

    criterion: Criterion
    language: Language
    length: int  # of the question, in characters
    question: str  # without what it quotes
    main: tuple[str, ...]
    expected: str
    why: str


def asked_in(criterion: Criterion, code: str, language: Language) -> Asked:
    """Give a criterion as it is asked in "ru" or "en"."""
    question = criterion.question.in_(code)
    unquoted = QUOTED.sub("…", _plain(question))
    parts = (part.strip(" ?") for part in PARTS.split(unquoted))
    return Asked(
        criterion,
        language,
        len(question),
        unquoted,
        tuple(language.tail.sub("", part) for part in parts if part and not language.subordinate.match(part)),
        _plain(criterion.expected.in_(code)),
        _plain(criterion.why.in_(code)),
    )


def _plain(text: str) -> str:
    return text[:LOOKED_AT].lower().replace("ё", "е")


def has_deed(language: Language, part: str) -> bool:
    """Whether somebody does something in this part of a question."""
    return language.deed.search(part) is not None


def are_deeds(language: Language, part: str, either: re.Match[str]) -> bool:
    """Whether a verb stands on both sides of “or”, and the first word after it is one."""
    after = part[either.end() :].split(" ", 1)[0]
    return language.deed.fullmatch(after) is not None and has_deed(language, part[: either.start()])


def adds_nothing(language: Language, text: str, question: str) -> bool:
    """Whether every word of the text that means something stands in the question, in whatever form."""
    asked = WORD.findall(question)
    told = [word for word in WORD.findall(text) if not language.common.fullmatch(word)]
    return all(any(_akin(word, other) for other in asked) for word in told)


def _akin(word: str, other: str) -> bool:
    """Whether two words begin alike for at least half of the shorter one, and for three letters."""
    alike = 0
    for one, two in zip(word, other, strict=False):
        if one != two:
            break
        alike += 1
    return word == other or alike >= max(3, min(len(word), len(other)) / 2)


def whole(found: re.Match[str]) -> str:
    """What was found, to the end of its last word."""
    rest = WORD.match(found.string, found.end()) if found[0][-1:].isalpha() else None
    return (found[0] + (rest[0] if rest else "")).strip()
