"""New parts: empty words in both languages, and all else as the neighbour has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from app.authoring import queries
from app.authoring.models import WorkingCopy
from app.authoring.steps import Part
from app.authoring.whole import codes

NOTHING = {"ru": "", "en": ""}
LIKE_NEIGHBOUR = ("nature", "stage", "positions", "channels", "visits", "dimensions")


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


def new_criterion(clause: Part, content: dict[str, Any]) -> dict[str, Any]:
    """A criterion still without words, for the same people as the last one of its clause, or of the document."""
    found = [
        *(each for chapter in content["chapters"] for one in chapter["clauses"] for each in one["criteria"])
    ]
    neighbour = (clause.children or found or [_first_of(content)])[-1]
    words = {name: dict(NOTHING) for name in ("question", "expected", "why", "good", "bad")}
    like = {name: neighbour[name] for name in LIKE_NEIGHBOUR}
    return {
        **words,
        "kind": "yes_no",
        "weight": 2,
        "critical": False,
        "required": True,
        "evidence": "optional",
        **like,
    }


def new_clause() -> dict[str, Any]:
    """A clause still without words."""
    return {"title": dict(NOTHING), "text": dict(NOTHING), "criteria": []}


def new_chapter(title: dict[str, str], prefix: str, content: dict[str, Any]) -> dict[str, Any]:
    """A chapter with its title and the prefix of its codes, and one clause to begin with."""
    taken = {chapter["code"] for chapter in content["chapters"]}
    code = _code(title["en"], "chapter", taken)
    return {"code": code, "prefix": prefix, "title": title, "clauses": []}


def new_scenario(title: dict[str, str], copy: WorkingCopy) -> dict[str, Any]:
    """A scenario with its title alone, for the first position where it meets customers."""
    content, known = copy.content, copy.base.document.scenarios
    taken = {each["code"] for each in content.get("scenarios", [])} | {each.code for each in known}
    first = content["positions"][0]
    return {
        "code": _code(title["en"], "scenario", taken),
        "title": title,
        "channel": first["channels"][0],
        "difficulty": "ordinary",
        "positions": [first["code"]],
        "only_for": None,
        "legend": dict(NOTHING),
        **{name: [] for name in ("do", "do_not", "objections", "products", "remember")},
        "minutes": 20,
    }


def _code(title: str, sort: str, taken: set[str]) -> str:
    """A code made of an English title, unlike those that are taken."""
    slug = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")[:36] or sort
    slug = slug if slug[0].isalpha() else f"{sort}_{slug}"[:36]
    return next(name for name in (slug, *(f"{slug}_{n}" for n in range(2, 999))) if name not in taken)


def _first_of(content: dict[str, Any]) -> dict[str, Any]:
    position = content["positions"][0]
    return {
        "nature": "human",
        "stage": content["stages"][0]["code"],
        "positions": [position["code"]],
        "channels": position["channels"][:1],
        "visits": ["mystery", "audit"],
        "dimensions": {},
    }
