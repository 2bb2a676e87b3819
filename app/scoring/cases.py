"""Explaining cases: JSON in, the explained score out, an answer for every case however broken it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from app.scoring.checklist import parse_checklist
from app.scoring.malformed import Malformed
from app.scoring.reading import mapping, part, shown
from app.scoring.responses import parse_responses
from app.scoring.scorecard import score

# JSON broken or not UTF-8, a number unthinkable, nested without end.
UNREADABLE = (ValueError, ArithmeticError, RecursionError)


def explain(case: dict[str, Any]) -> dict[str, Any]:
    """Score a self-contained case `{"checklist": …, "responses": …}`. Raises Malformed."""
    try:
        parts = mapping(case)
        asked, given = part(parts, "checklist"), part(parts, "responses")
    except Malformed as wrong:
        raise wrong.within("case") from None
    checklist = parse_checklist(asked)
    return score(checklist, parse_responses(checklist, given)).as_json()


def answer(text: bytes) -> dict[str, Any]:
    """Explain one case given as JSON in UTF-8; a malformed one gives `{"error": "where: what"}`."""
    try:
        return explain(read_case(text))
    except Malformed as wrong:
        return {"error": str(wrong)}


def read_case(text: bytes) -> Any:
    """Read JSON keeping every number exact. Not-a-number and infinity are read too, to be refused at their place.

    Raises Malformed where the text is no JSON in UTF-8 or names a key twice.
    """
    try:
        return json.loads(
            text.decode("utf-8-sig"), parse_float=Decimal, parse_constant=Decimal, object_pairs_hook=_object
        )
    except Malformed as wrong:
        raise wrong.within("case") from None
    except json.JSONDecodeError as wrong:
        raise Malformed(f"case: not JSON at line {wrong.lineno}, column {wrong.colno}") from None
    except UnicodeDecodeError as wrong:
        raise Malformed(f"case: not UTF-8 at byte {wrong.start + 1}") from None
    except UNREADABLE:
        raise Malformed("case: nested too deep, or a number too long to read") from None


def cases_in_lines(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Give the cases of a stream, one a line, without the spaces around them. A blank line is no case."""
    return (case for line in lines if (case := line.strip()))


def cases_in_file(content: bytes) -> list[bytes]:
    """Give the cases of a file: the one it is, over as many lines as it likes, or one a line."""
    lines = list(cases_in_lines(content.split(b"\n")))
    if len(lines) > 1 and not _is_json(content) and any(_is_json(line) for line in lines):
        return lines
    return [content]


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build an object, refusing a key given twice: one of the two would vanish in silence."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise Malformed(f"{shown(next(key for key in keys if keys.count(key) > 1))} appears twice")
    return found


def _is_json(text: bytes) -> bool:
    """Tell whether the text is one JSON object, well or badly filled."""
    try:
        return isinstance(json.loads(text.decode("utf-8-sig")), dict)
    except UNREADABLE:
        return False
