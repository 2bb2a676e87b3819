"""What stands in one cell under `etalon::`: points, bands, dimensions, kinds of visit, numbers; written and read alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeVar, get_args

from app.standards.conditions import WORD
from app.standards.criterion import Band, Option, VisitKind
from app.standards.noun import shortest

NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,4})?")
MOST_DIGITS = 9
REST = "else"  # the band without max
EXCLUDED = "excluded"
YES = frozenset({"yes", "true", "true()"})
NO = frozenset({"", "no", "false", "false()"})
Value = TypeVar("Value")


class Unreadable(ValueError):
    """The cell does not say what its column holds; `part` is what of it could not be read."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part[:60]


def number(value: Decimal | None) -> str:
    """Write an exact number; nothing for None."""
    return "" if value is None else str(shortest(value))


def read_number(words: str) -> Decimal:
    """Read an exact number of at most nine digits. Raises Unreadable."""
    if not NUMBER.fullmatch(words) or sum(letter.isdigit() for letter in words) > MOST_DIGITS:
        raise Unreadable(words)
    return Decimal(words)


def read_whole(words: str) -> int:
    """Read a whole number. Raises Unreadable."""
    value = read_number(words)
    if value != value.to_integral_value():
        raise Unreadable(words)
    return int(value)


def read_visits(words: str) -> tuple[str, ...]:
    """Read the kinds of visit on which a question is asked. Raises Unreadable."""
    found = tuple(words.split())
    if not found or set(found) - set(get_args(VisitKind)):
        raise Unreadable(words)
    return found


def truth(words: str) -> bool:
    """Read yes or no; an empty cell is no. Raises Unreadable."""
    if words.lower() not in YES | NO:
        raise Unreadable(words)
    return words.lower() in YES


def pairs(found: Mapping[str, str]) -> str:
    """Write a list of words with what belongs to each, as in "rater: empathy; ten_factors: courtesy"."""
    return "; ".join(f"{word}: {value}" for word, value in found.items())


def read_pairs(words: str, value: Callable[[str], Value]) -> dict[str, Value]:
    """Read such a list, no word twice; `value` reads what belongs to a word. Raises Unreadable."""
    found: dict[str, Value] = {}
    for part in filter(None, (each.strip() for each in words.split(";"))):
        word, colon, rest = part.partition(":")
        if not colon or word.strip() in found:
            raise Unreadable(part)
        found[word.strip()] = value(rest.strip())
    return found


def read_word(words: str) -> str:
    """Read a code. Raises Unreadable."""
    if not WORD.fullmatch(words):
        raise Unreadable(words)
    return words


class Points:
    """What an option is worth, and whether choosing it makes the question not applicable."""

    def __init__(self, words: str) -> None:
        """Read one. Raises Unreadable."""
        first, _, second = words.partition(" ")
        self.excluded = EXCLUDED in (first, second.strip())
        if (second and second.strip() != EXCLUDED) or (first == EXCLUDED and second):
            raise Unreadable(words)
        self.points = None if first == EXCLUDED else read_number(first)


def points(options: tuple[Option, ...]) -> str:
    """Write what each option is worth, as in "first: 1; second: 0.5; nobody: excluded"."""
    return pairs(
        {
            option.code: f"{number(option.points)} {EXCLUDED if option.excluded else ''}".strip()
            for option in options
        }
    )


def bands(found: tuple[Band, ...]) -> str:
    """Write the bands of a number, as in "60: 1; 180: 0.5; else: 0"."""
    return pairs({REST if band.max is None else number(band.max): number(band.points) for band in found})


def read_bands(words: str) -> tuple[Band, ...]:
    """Read bands. Raises Unreadable."""
    found = read_pairs(words, read_number)
    if not found:
        raise Unreadable(words)
    return tuple(
        Band(max=None if top == REST else read_number(top), points=worth) for top, worth in found.items()
    )
