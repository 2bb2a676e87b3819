"""The page of one part: its fields with their values and problems, what stands in it, and where it may stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.authoring.content.fields import GROUPS, Field
from app.authoring.content.parts import DOCUMENT, Part, parts, title_of
from app.authoring.content.values import OPS, choices_of, said
from app.authoring.editing.remarks import advice_told, troubles_told
from app.authoring.models import WorkingCopy
from app.authoring.operations import Conflict

# The part of an address and the sort of part it stands for.
ADDRESSES = {
    "document": "document",
    "chapters": "chapter",
    "clauses": "clause",
    "criteria": "criterion",
    "scenarios": "scenario",
}
WORDS = "words"  # the page of the document's own words: a document has no name


def place_of(address: str, name: str) -> str:
    """The place that an address names."""
    return DOCUMENT if (address, name) == (DOCUMENT, WORDS) else f"{ADDRESSES[address]}:{name}"


def name_of(place: str) -> tuple[str, str]:
    """The address of a place: the word for its sort, and its name."""
    sort, _colon, name = place.partition(":")
    address = next(address for address, known in ADDRESSES.items() if known == sort)
    return address, name or WORDS


@dataclass(frozen=True)
class Shown:
    """A field as it stands on the page: its value, what is wrong with it, advice, what somebody else made of it."""

    field: Field
    value: Any
    problems: list[str]
    advice: list[str]
    theirs: str = ""
    hidden: bool = False
    choices: dict[str, Any] | None = None


class PartPage:
    """What the page of a part shows. After a conflict `typed` is what this author wrote."""

    def __init__(
        self,
        copy: WorkingCopy,
        part: Part,
        language: str,
        conflict: Conflict | None = None,
        typed: dict[str, Any] | None = None,
    ) -> None:
        self.copy, self.part, self.language, self.conflict = copy, part, language, conflict
        self.value = {**part.value, **(typed or {})}
        self.problems = troubles_told(copy, part)
        self.advice = advice_told(copy, part, language)

    @cached_property
    def _parts(self) -> list[Part]:
        return list(parts(self.copy.content))

    @property
    def rev(self) -> int:
        """Up to which edit the author has seen the part."""
        return self.copy.rev

    @property
    def title(self) -> str:
        return title_of(self.part, self.language)

    @property
    def groups(self) -> Iterator[tuple[Any, list[Shown]]]:
        """The fields under their headings."""
        for title, fields in GROUPS[self.part.sort]:
            yield title, [self._shown(field) for field in fields]

    @cached_property
    def way(self) -> list[Part]:
        """The parts around this one, the outermost first."""
        way, part = [], self.part.under
        while part is not None and part.place != DOCUMENT:
            way.append(part)
            part = part.under
        return way[::-1]

    @cached_property
    def children(self) -> list[tuple[Part, str]]:
        """What stands in it, with titles."""
        if self.part.sort in {DOCUMENT, "criterion", "scenario"}:
            return []
        children = [each for each in self._parts if each.under and each.under.place == self.part.place]
        return [(each, title_of(each, self.language)) for each in children]

    @cached_property
    def count(self) -> dict[str, int]:
        """How many criteria stand in each of the children, by place."""
        return {each.place: len(each.children) for each, _title in self.children}

    @cached_property
    def homes(self) -> list[tuple[Part, str]]:
        """Where else it may stand: every other part of the sort that it stands in now."""
        under = self.part.under
        if under is None or under.place == DOCUMENT:
            return []
        found = (each for each in self._parts if each.sort == under.sort and each.place != under.place)
        return [(each, title_of(each, self.language)) for each in found]

    @cached_property
    def neighbours(self) -> tuple[Part | None, Part | None]:
        """The part before and the part after it, wherever in the document they stand."""
        alike = [each for each in self._parts if each.sort == self.part.sort]
        at = next(number for number, each in enumerate(alike) if each.place == self.part.place)
        return (alike[at - 1] if at else None), (alike[at + 1] if at + 1 < len(alike) else None)

    @property
    def ops(self) -> dict[str, Any]:
        """The comparisons of a condition."""
        return OPS

    @property
    def frameworks(self) -> list[dict[str, Any]]:
        return self.copy.content["frameworks"]

    def _shown(self, field: Field) -> Shown:
        name, theirs = field.name, ""
        if self.conflict and name in self.conflict.theirs:
            theirs = said(name, self.conflict.theirs[name], self.copy.content, self.language)
        return Shown(
            field=field,
            value=self.value.get(name),
            problems=self.problems.get(name, []),
            advice=self.advice.get(name, []),
            theirs=theirs,
            hidden=bool(field.kinds) and self.value.get("kind") not in field.kinds,
            choices=choices_of(name, self.copy.content, self.language)
            if field.sort in {"choice", "several"}
            else None,
        )
