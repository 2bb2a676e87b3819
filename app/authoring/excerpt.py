"""Pieces of a working copy that can be read although the whole cannot yet."""

from __future__ import annotations

from typing import Any

from app.authoring.steps import Part, Plain


def filled(value: Any) -> Any:
    """The same with "…" wherever a language is missing."""
    if isinstance(value, dict):
        if set(value) == {"ru", "en"}:
            return {language: words if words.strip() else "…" for language, words in value.items()}
        return {key: filled(inner) for key, inner in value.items()}
    return [filled(inner) for inner in value] if isinstance(value, list) else value


def sound(content: Plain, unreadable: set[str]) -> Plain:
    """The content without what could not be read."""
    chapters = []
    for chapter in content["chapters"]:
        clauses = [
            {**clause, "criteria": [each for each in clause["criteria"] if each["code"] not in unreadable]}
            for clause in chapter["clauses"]
        ]
        if clauses:
            chapters.append({**chapter, "clauses": clauses})
    scenarios = [each for each in content.get("scenarios", []) if each["code"] not in unreadable]
    return {**content, "chapters": chapters, "scenarios": scenarios}


def excerpt(content: Plain, part: Part) -> Plain:
    """The content with one part alone, and the criteria that its conditions hang on."""
    wanted = {part.place}
    if part.sort == "criterion":
        when = part.value.get("enable_when") or {}
        conditions = [*(when.get("all") or ()), *(when.get("any") or ())]
        wanted |= {f"criterion:{each.get('item')}" for each in conditions}
    chapters = []
    for chapter in content["chapters"]:
        clauses = []
        for clause in chapter["clauses"]:
            criteria = [each for each in clause["criteria"] if f"criterion:{each['code']}" in wanted]
            if criteria or f"clause:{clause['key']}" in wanted:
                clauses.append({**clause, "criteria": criteria})
        if f"chapter:{chapter['code']}" in wanted:
            clauses = [{**clause, "criteria": []} for clause in chapter["clauses"]]
        if clauses or f"chapter:{chapter['code']}" in wanted:
            chapters.append({**chapter, "clauses": clauses})
    scenarios = [each for each in content.get("scenarios", []) if f"scenario:{each['code']}" in wanted]
    return {**content, "chapters": chapters, "scenarios": scenarios, "selections": []}
