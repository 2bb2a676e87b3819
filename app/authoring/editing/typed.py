"""What was typed in the fields of a part, read as the document keeps it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from werkzeug.datastructures import MultiDict

from app.authoring.content.fields import fields_of
from app.authoring.content.parts import LANGUAGES, Plain
from app.standards.noun import shortest

Posted = MultiDict[str, str]
MOST_FIGURES = 20  # more than fit into a document; 1e9999 written out would be more than JSON carries


def read(sort: str, posted: Posted) -> Plain:
    """What was typed in the fields that the form says it holds; what is no number stays as typed and is told as a problem."""
    known = [fields_of(sort).get(name) for name in posted.getlist("field")]
    return {each.name: READERS[each.sort](posted, each.name, each.optional) for each in known if each}


def number(text: str) -> int | str | None:
    """A number as the document keeps it, exactly; other words, and what is longer than any number here, as typed."""
    text = text.strip().replace(",", ".")
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text or None
    is_short = value.is_finite() and len(text) <= MOST_FIGURES and abs(value.adjusted()) <= MOST_FIGURES
    return shortest(value) if is_short else text


def _text(posted: Posted, name: str, optional: bool) -> Plain | None:
    words = {each: posted.get(f"{name}-{each}", "").replace("\r\n", "\n").strip() for each in LANGUAGES}
    return words if any(words.values()) or not optional else None


def _choice(posted: Posted, name: str, optional: bool) -> str | None:
    return posted.get(name, "") or None


def _several(posted: Posted, name: str, optional: bool) -> list[str]:
    return posted.getlist(name)


def _truth(posted: Posted, name: str, optional: bool) -> bool:
    return name in posted


def _number(posted: Posted, name: str, optional: bool) -> int | str | None:
    return number(posted.get(name, ""))


def _labels(posted: Posted, name: str, optional: bool) -> Plain | None:
    ends = {end: _text(posted, f"{name}-{end}", False) for end in ("low", "high")}
    return ends if any(any(end.values()) for end in ends.values() if end) else None


def _rows(posted: Posted, name: str) -> Iterable[str]:
    """The prefixes of the rows of a list, in the order they stand on the page."""
    found = {re.match(rf"{name}-(\d+)-", key) for key in posted}
    return (f"{name}-{at}" for at in sorted({int(each[1]) for each in found if each}))


def _options(posted: Posted, name: str, optional: bool) -> list[Plain] | None:
    options: list[Plain] = []
    for row in _rows(posted, name):
        title = _text(posted, row + "-title", False) or {}
        code, points = posted.get(row + "-code", "").strip(), number(posted.get(row + "-points", ""))
        if code or points is not None or any(title.values()):
            slug = re.sub(r"[^a-z0-9]+", "_", title["en"].lower()).strip("_")[:40]
            code = code or (slug if slug[:1].isalpha() else f"option_{len(options) + 1}")
            excluded = row + "-excluded" in posted
            options.append({"code": code, "points": points, "title": title, "excluded": excluded})
    return options or None


def _texts(posted: Posted, name: str, optional: bool) -> list[Plain]:
    found = (_text(posted, row, True) for row in _rows(posted, name))
    return [words for words in found if words]


def _objections(posted: Posted, name: str, optional: bool) -> list[Plain]:
    rows = [
        {part: _text(posted, f"{row}-{part}", False) or {} for part in ("say", "good_answer")}
        for row in _rows(posted, name)
    ]
    return [row for row in rows if any(any(words.values()) for words in row.values())]


def _bands(posted: Posted, name: str, optional: bool) -> list[Plain] | None:
    bands = []
    for row in _rows(posted, name):
        band = {
            "max": number(posted.get(row + "-max", "")),
            "points": number(posted.get(row + "-points", "")),
        }
        if band != {"max": None, "points": None}:
            bands.append(band)
    return bands or None


def _when(posted: Posted, name: str, optional: bool) -> Plain | None:
    conditions = []
    for row in _rows(posted, name):
        item, typed = posted.get(row + "-item", "").strip().upper(), posted.get(row + "-value", "").strip()
        if item or typed:
            op = posted.get(row + "-op", "eq")
            conditions.append({"item": item, "op": op, "value": _compared(op, typed)})
    return {"any" if posted.get(f"{name}-join") == "any" else "all": conditions} if conditions else None


def _compared(op: str, typed: str) -> Any:
    values = [number(each) for each in typed.split(",") if each.strip()]
    if op == "answered":
        return typed.lower() not in {"no", "false", "0", "нет"}
    if op == "in":
        return values
    return number(typed) if len(values) == 1 else typed or None


def _dimensions(posted: Posted, name: str, optional: bool) -> Plain:
    chosen = {
        key.removeprefix(f"{name}-"): code for key, code in posted.items() if key.startswith(f"{name}-")
    }
    return {framework: code for framework, code in chosen.items() if code}


READERS: dict[str, Callable[[Posted, str, bool], Any]] = {
    "line": _text,
    "text": _text,
    "choice": _choice,
    "several": _several,
    "truth": _truth,
    "number": _number,
    "whole": _number,
    "labels": _labels,
    "options": _options,
    "texts": _texts,
    "objections": _objections,
    "bands": _bands,
    "when": _when,
    "dimensions": _dimensions,
}
