"""What is wrong in the files of a standards document, and the line where it can be mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Where = tuple[str | int, ...]  # where something stands in a document: ("chapters", 4, "clauses", 0, "title")


@dataclass(frozen=True, order=True)
class Problem:
    """One sentence about one place; `line` counts from 1, 0 where the document did not come from a file."""

    file: str
    line: int
    code: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.file else ""
        return f"{' '.join(filter(None, (place, self.code)))}: {self.message}"


@dataclass
class Places:
    """Which file and line each part of a document was read from."""

    lines: dict[Where, tuple[str, int]] = field(default_factory=dict)

    def add(self, under: Where, file: str, lines: Mapping[Where, int]) -> None:
        """Remember the lines of one file, whose root stands at `under` in the document."""
        self.lines |= {under + path: (file, line) for path, line in lines.items()}

    def problem(self, path: Where, code: str, message: str) -> Problem:
        """Give the problem at this part of the document, or at the nearest part around it that has a line."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return Problem(*self.lines[path[:length]], code, message)
        return Problem("", 0, code, message)


def code_around(path: Where, value: Any) -> str:
    """Give the code of the criterion, or else the chapter or list entry, of plain data that `path` leads into."""
    found = ""
    for step in (*path, "options"):  # an option's own code means nothing outside its criterion
        if isinstance(value, dict):
            found = value["code"] if isinstance(value.get("code"), str) else found
            value = value.get(step)
        else:
            value = (
                value[step]
                if isinstance(value, list) and isinstance(step, int) and step < len(value)
                else None
            )
        if step == "options":
            break
    return found
