"""What changed in a text, word by word: pieces that stayed, came and went, in the order of reading."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple

WORDS = re.compile(r"(?:\w+|[^\w\s])\s*|^\s+")
LEAST_ALIKE = 0.35  # under this share of common words two texts are easier read whole, one after the other


class Piece(NamedTuple):
    """A run of words."""

    kind: Literal["kept", "removed", "added"]
    text: str


class Sides(NamedTuple):
    """Both texts in pieces: to the letter the one before, kept and removed, and the one after, kept and added."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def sides(before: str, after: str) -> Sides:
    """Give two texts with what went marked in the one and what came marked in the other."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], False)
    if before != after and matcher.ratio() < LEAST_ALIKE:
        return Sides(_pieces(("removed", before)), _pieces(("added", after)))
    was, now = [], []
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        was.append(("kept" if kind == "equal" else "removed", "".join(old[old_from:old_to])))
        now.append(("kept" if kind == "equal" else "added", "".join(new[new_from:new_to])))
    return Sides(_pieces(*was), _pieces(*now))


def _pieces(*found: tuple[Any, str]) -> tuple[Piece, ...]:
    return tuple(Piece(kind, text) for kind, text in found if text)
