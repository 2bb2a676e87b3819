"""The build: a short hash over everything a browser may keep, so that a new build has new addresses."""

import hashlib
from functools import cache
from pathlib import Path

STATIC = Path(__file__).resolve().parents[2] / "static"


@cache
def number() -> str:
    """Twelve hexadecimal digits that change when any static file or template of the shell changes."""
    digest = hashlib.sha256()
    templates = STATIC.parent / "templates"
    for path in sorted([*STATIC.rglob("*"), *templates.rglob("*.html")]):
        if path.is_file():
            digest.update(str(path.relative_to(STATIC.parent)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
