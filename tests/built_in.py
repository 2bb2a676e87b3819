"""The built-in standards, read once in a process: reading checks every file with two parsers, which takes seconds."""

from functools import cache

from app.checklists.reading import Standards, read_standards
from app.config import ROOT


@cache
def built_in() -> Standards:
    """The document in checklists/ and what is selected from it; nobody changes either."""
    return read_standards(ROOT / "checklists", new_codes=True)
