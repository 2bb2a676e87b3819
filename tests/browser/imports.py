"""What a page needs of our files, found by following its imports."""

import re
from pathlib import Path

from app.config import ROOT

STATIC = ROOT / "static"
IMPORT = re.compile(
    r"""(?:\bfrom|\bimport)\s*\(?\s*['"](\.[^'"]+)['"]|url\(["']?(\.{0,2}[\w][^"')]*|\.[^"')]+)["']?\)"""
)


def needed_by(*entries: str) -> set[str]:
    """Paths under static/ of these files and of all that they import, at once or when it is wanted."""
    found: set[str] = set()
    waiting = [STATIC / entry for entry in entries]
    while waiting:
        path = waiting.pop()
        name = path.relative_to(STATIC).as_posix()
        if name in found:
            continue
        found.add(name)
        if path.suffix in (".js", ".css"):
            waiting += [_beside(path, one or other) for one, other in IMPORT.findall(path.read_text())]
    return found


def _beside(path: Path, name: str) -> Path:
    return (path.parent / name).resolve()
