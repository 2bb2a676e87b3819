"""The whole working copy at a glance: chapters, clauses and criteria, how many there are and what is wrong where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.authoring.content.parts import Part, parts
from app.authoring.content.problems import Trouble


@dataclass(frozen=True)
class Line:
    """One line of the outline: a part, the lines under it, how many criteria and problems there are in all of it."""

    part: Part
    lines: tuple[Line, ...]
    own_problems: int

    @cached_property
    def criteria(self) -> int:
        if self.part.sort == "criterion":
            return 1
        return sum(line.criteria for line in self.lines)

    @cached_property
    def problems(self) -> int:
        return self.own_problems + sum(line.problems for line in self.lines)


def outline(content: dict[str, Any], troubles: Iterable[Trouble]) -> Line:
    """The document as one line with all others under it."""
    counts = Counter(trouble.place for trouble in troubles)
    under: dict[str, list[Part]] = {}
    root, *others = parts(content)
    for part in others:
        if part.sort == "scenario":
            continue  # they have a page of their own
        under.setdefault(part.under.place if part.under else "", []).append(part)
    return _line(root, under, counts)


def _line(part: Part, under: Mapping[str, list[Part]], counts: Mapping[str, int]) -> Line:
    lines = tuple(_line(each, under, counts) for each in under.get(part.place, ()))
    return Line(part, lines, counts[part.place])
