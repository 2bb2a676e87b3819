"""The parts of a working copy: the document, its chapters with clauses with criteria, its scenarios.

A part is known by its place: "document", "chapter:courtesy", "clause:c12", "criterion:COU-01", "scenario:bolt".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

Plain = dict[str, Any]

LANGUAGES = ("ru", "en")
DOCUMENT = "document"


class Shelf(NamedTuple):
    """Where parts of a sort stand: in which sort of part, in which list of it; and by which of its words one is known."""

    parent: str
    list: str
    name: str


SHELVES = {
    "chapter": Shelf("document", "chapters", "code"),
    "clause": Shelf("chapter", "clauses", "key"),
    "criterion": Shelf("clause", "criteria", "code"),
    "scenario": Shelf("document", "scenarios", "code"),
}
# What is added to a part unless told: a document holds chapters and scenarios.
CHILDREN = {"document": "chapter", "chapter": "clause", "clause": "criterion"}


class Gone(LookupError):
    """There is no such part in the working copy."""


class Part(NamedTuple):
    """A part where it stands: `at` counts from 0 among its `siblings`."""

    place: str
    value: Plain
    under: Part | None
    siblings: list[Plain]
    at: int

    @property
    def sort(self) -> str:
        """Document, chapter, clause, criterion or scenario."""
        return self.place.partition(":")[0]

    @property
    def children(self) -> list[Plain]:
        """What stands in this part; nothing stands in a criterion or a scenario."""
        return self.shelf(CHILDREN[self.sort]) if self.sort in CHILDREN else []

    def shelf(self, sort: str) -> list[Plain]:
        """The parts of a sort that stand in this one, to be changed in place; a document may have no scenarios yet."""
        return self.value.setdefault(SHELVES[sort].list, [])

    @property
    def standing(self) -> Plain:
        """Where it stands, as a step says it."""
        return {"under": self.under.place if self.under else "", "at": self.at}

    @property
    def number(self) -> str:
        """How it is cited: the second clause of the third chapter is 3.2."""
        above = self.under.number if self.under else ""
        return f"{above}.{self.at + 1}" if above else str(self.at + 1) if self.under else ""


def parts(content: Plain) -> Iterator[Part]:
    """Every part in the order of the document, the document itself first."""
    yield from _within(Part(DOCUMENT, content, None, [content], 0))


def find(content: Plain, place: str) -> Part:
    """The part at a place. Raises Gone."""
    for part in parts(content):
        if part.place == place:
            return part
    raise Gone(place)


def title_of(part: Part, language: str) -> str:
    """A part by its words in a language, or in the other where these are missing, or by its code."""
    words = part.value["question" if part.sort == "criterion" else "title"]
    other = "en" if language == "ru" else "ru"
    return words[language].strip() or words[other].strip() or part.value.get("code", "")


def _within(part: Part) -> Iterator[Part]:
    yield part
    for sort, shelf in SHELVES.items():
        if shelf.parent == part.sort:
            siblings = part.value.get(shelf.list, [])
            for at, value in enumerate(siblings):
                yield from _within(Part(f"{sort}:{value[shelf.name]}", value, part, siblings, at))
