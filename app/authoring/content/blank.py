"""New parts: empty words in both languages, and all else as the neighbour has it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from app.authoring.content.parts import Part

NOTHING = {"ru": "", "en": ""}
LIKE_NEIGHBOUR = ("nature", "stage", "positions", "channels", "visits", "dimensions")


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


def new_scenario(
    title: dict[str, str], content: dict[str, Any], published: Collection[str]
) -> dict[str, Any]:
    """A scenario with its title alone, for the first position where it meets customers, under no code of the `published`."""
    taken = {each["code"] for each in content.get("scenarios", [])} | set(published)
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
