"""The content of a working copy as a document: made from a version, read as a whole, or in pieces while it is not whole."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from app.authoring.content.parts import Part, Plain
from app.checklists.selection import Selections
from app.clock import today
from app.standards.criterion import KEYS_OF_KIND, OWN_KEYS
from app.standards.document import Document
from app.standards.models import StandardVersion


class NotWhole(ValueError):
    """Something is missing in the working copy, so that it makes no document; the sentence says where first."""


class Whole(NamedTuple):
    """What a working copy comes to when nothing is missing in it."""

    document: Document
    selections: Selections


def content_of(version: StandardVersion, selections: Selections) -> dict[str, Any]:
    """The content to begin with, as the next version: clauses with keys, and "selections"."""
    content = copy.deepcopy(version.content)
    keys = count(1)
    for chapter in content["chapters"]:
        for clause in chapter["clauses"]:
            clause["key"] = f"c{next(keys)}"
    chosen = [each.model_dump(mode="json") for each in selections]
    day = today().isoformat()
    return {**content, "version": version.number + 1, "published_on": day, "selections": chosen}


def whole(content: Mapping[str, Any], ledger: Iterable[str]) -> Whole:
    """Read the content of a working copy. `ledger` holds the codes published before: of them, what is gone is retired.

    Raises NotWhole.
    """
    plain = plain_document(content, ledger)
    selections = plain.pop("selections")
    try:
        return Whole(Document.model_validate(plain), TypeAdapter(Selections).validate_python(selections))
    except ValidationError as wrong:
        first = wrong.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise NotWhole(f"{where}: {first['msg']} ({wrong.error_count()} in all)") from wrong


def plain_document(content: Mapping[str, Any], ledger: Iterable[str]) -> Plain:
    """The content as Document and Selections know it: without keys of clauses and without what a kind does not use."""
    plain = copy.copy(dict(content))
    plain["chapters"] = [
        {**chapter, "clauses": [_clause(clause) for clause in chapter["clauses"]]}
        for chapter in content["chapters"]
    ]
    present = set(codes(content))
    plain["retired"] = sorted({*ledger, *content["retired"]} - present)
    plain["selections"] = [_without(each, present) for each in content["selections"]]
    return plain


def codes(content: Mapping[str, Any]) -> Iterable[str]:
    """The code of every criterion, in the order of the document."""
    for chapter in content["chapters"]:
        for clause in chapter["clauses"]:
            for criterion in clause["criteria"]:
                yield criterion["code"]


def plain_criterion(criterion: Plain) -> Plain:
    """A criterion without the keys that another kind of question would use: they wait in the copy for its return."""
    own = KEYS_OF_KIND.get(criterion["kind"], frozenset())
    return {key: value for key, value in criterion.items() if key not in OWN_KEYS or key in own}


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


def _clause(clause: Plain) -> Plain:
    kept = {key: value for key, value in clause.items() if key != "key"}
    return {**kept, "criteria": [plain_criterion(each) for each in clause["criteria"]]}


def _without(selection: Plain, present: set[str]) -> Plain:
    """A selection that speaks only of criteria that are there."""
    lists = {
        name: [code for code in selection.get(name) or () if code in present]
        for name in ("leave_out", "added")
    }
    texts = {
        name: {code: text for code, text in (selection.get(name) or {}).items() if code in present}
        for name in ("reworded", "was")
    }
    return {**selection, **lists, **texts}
