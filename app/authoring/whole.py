"""A working copy read as a whole: the document and the selections it makes, or why it makes none yet."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from app.checklists.selection import Selections
from app.standards.criterion import KEYS_OF_KIND, OWN_KEYS
from app.standards.document import Document

Plain = dict[str, Any]


class NotWhole(ValueError):
    """Something is missing in the working copy, so that it makes no document; the sentence says where first."""


class Whole(NamedTuple):
    """What a working copy comes to when nothing is missing in it."""

    document: Document
    selections: Selections


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
