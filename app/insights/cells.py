"""What was seen in one visit, part by part: its cells, as they are stored and as they add up. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from app.insights.tally import LOW, Tally

ALL, SHIFT, SECTION, STAGE, NATURE, CRITERION = "all", "shift", "section", "stage", "nature", "criterion"
FRAMEWORK = "framework."  # a facet of each: "framework.rater"

Place = tuple[str, str]  # a facet and the code of one of its parts


class Cell(NamedTuple):
    """What one visit came to in one part of one facet: per cent × 10⁴, None where nothing was observed.

    The counts are of its scored questions; `critical` is 1 where a critical one of them failed.
    """

    value: int | None
    answered: int = 0
    not_applicable: int = 0
    not_observed: int = 0
    unanswered: int = 0
    critical: int = 0

    def written(self) -> list[int | None]:
        """As a list without the zeros at its end."""
        numbers = list(self)
        while not numbers[-1] and len(numbers) > 1:
            numbers.pop()
        return numbers

    def tally(self, failed: bool, coverage: int | None = None) -> Tally:
        """The cell as a sum of one visit."""
        counts = self[1:5]
        covered = (int(coverage is not None), coverage or 0)
        if self.value is None:
            return Tally(0, 0, 0, 0, 0, 0, *counts, *covered)
        low = int(self.value < LOW)
        return Tally(1, self.value, self.value**2, low, int(failed), self.critical, *counts, *covered)


Cells = dict[str, dict[str, Cell]]


@dataclass(frozen=True)
class Seen:
    """What was seen in a visit: its cells, and whether it failed. Visits with the same answers may share one."""

    cells: Cells
    failed: bool

    @cached_property
    def written(self) -> str:
        """The cells as they are stored: JSON, always spelled the same."""
        plain = {
            facet: {code: cell.written() for code, cell in parts.items()}
            for facet, parts in self.cells.items()
        }
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))

    @cached_property
    def tallies(self) -> list[tuple[Place, Tally]]:
        """What each cell adds to its sum."""
        return [
            ((facet, code), cell.tally(self.failed))
            for facet, parts in self.cells.items()
            for code, cell in parts.items()
        ]

    @cached_property
    def answers(self) -> list[tuple[str, int | None, str | None, int]]:
        """Of each scored question its code, its mark, or why there is none, and 1 where it failed critically."""
        asked = self.cells.get(CRITERION, {})
        return [(code, cell.value, _left_out(cell), cell.critical) for code, cell in asked.items()]


def read_cells(stored: Mapping[str, Mapping[str, list[Any]]]) -> Cells:
    """The cells as they were stored."""
    return {facet: read_parts(parts) for facet, parts in stored.items()}


def read_parts(stored: Mapping[str, list[Any]]) -> dict[str, Cell]:
    """The cells of one facet as they were stored."""
    return {code: Cell(*cell) for code, cell in stored.items()}


# Where a question is counted in a cell, by why it was left out.
ANSWERS: dict[str | None, int] = {None: 0, "not_applicable": 1, "not_observed": 2, "unanswered": 3}
REASONS = {place: reason for reason, place in ANSWERS.items()}


def _left_out(cell: Cell) -> str | None:
    """Why a single question was left out."""
    return REASONS[cell[1:5].index(1)]
