"""Codes of criteria and the letters they begin with: once published or tried, none is ever given again."""

from collections.abc import Iterator

from app.authoring import queries
from app.authoring.content.document import codes
from app.authoring.models import WorkingCopy


class PrefixFull(ValueError):
    """All 999 codes of a prefix were used."""


def new_criterion_code(copy: WorkingCopy, prefix: str) -> str:
    """The next code of a prefix after all ever published, retired, or tried in this copy. Raises PrefixFull."""
    return next(new_criterion_codes(copy, prefix))


def new_criterion_codes(copy: WorkingCopy, prefix: str) -> Iterator[str]:
    """One such code after another, each for the next new criterion. Raises PrefixFull when there is none left."""
    tried = {place.removeprefix("criterion:") for place in queries.places_touched(copy)}
    used = {*copy.ledger, *copy.content["retired"], *codes(copy.content), *tried}
    numbers = [int(code.partition("-")[2]) for code in used if code.startswith(f"{prefix}-")]
    for number in range(max(numbers, default=0) + 1, 1000):
        yield f"{prefix}-{number:02}"
    raise PrefixFull(prefix)


def prefixes_taken(copy: WorkingCopy) -> set[str]:
    """The letters that belong to a chapter, or to codes that were ever published or tried in this copy."""
    tried = {place.removeprefix("criterion:") for place in queries.places_touched(copy) if "-" in place}
    used = {code.partition("-")[0] for code in (*copy.ledger, *copy.content["retired"], *tried)}
    return used | {chapter["prefix"] for chapter in copy.content["chapters"]}
