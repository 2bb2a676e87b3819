"""The fields of each part as an author sees them: what they are called, how they are typed, how they are read back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from app.standards.criterion import KEYS_OF_KIND
from app.standards.noun import shortest

Plain = dict[str, Any]
Posted = MultiDict[str, str]

LANGUAGES = ("ru", "en")


@dataclass(frozen=True)
class Field:
    """One field: `sort` says how it is typed, `hint` what belongs in it."""

    name: str
    label: Any
    sort: str
    hint: Any = ""
    optional: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of question that have this field; empty when all have."""
        return tuple(sorted(kind for kind, keys in KEYS_OF_KIND.items() if self.name in keys))

    def read(self, posted: Posted) -> Any:
        """What was typed, as the document keeps it; what is not a number stays as typed and is told as a problem."""
        return READERS[self.sort](posted, self.name, self.optional)


TITLE = Field("title", _l("Title"), "line")
DOCUMENT_FIELDS = (TITLE, Field("purpose", _l("Purpose"), "text", _l("What the standards are for.")))
CLAUSE_FIELDS = (
    TITLE,
    Field(
        "text",
        _l("Text"),
        "text",
        _l("The clause as staff read it: what is asked of them, in a sentence or two."),
    ),
)
ASKED = (
    Field("question", _l("Question"), "line", _l("One thing, seen or heard. At most 90 characters.")),
    Field("expected", _l("What is expected"), "text"),
    Field("kind", _l("Kind of answer"), "choice"),
    Field("fails_on", _l("Which answer is bad"), "choice", optional=True),
    Field("min", _l("Least"), "whole"),
    Field("max", _l("Most"), "whole"),
    Field("labels", _l("What the ends of the scale mean"), "labels", optional=True),
    Field(
        "options",
        _l("Options"),
        "options",
        _l("The code is made of the English title if you leave it empty."),
    ),
    Field(
        "bands", _l("What a number is worth"), "bands", _l("From the least up; the last band has no limit.")
    ),
    Field("unit", _l("Unit"), "line", optional=True),
    Field("sought", _l("How many are sought"), "whole", optional=True),
)
GUIDANCE = (
    Field("why", _l("Why"), "text"),
    Field("good", _l("Good"), "text"),
    Field("bad", _l("Bad"), "text"),
    Field("playbook", _l("What to do when it fails"), "text", optional=True),
)
COUNTED = (
    Field(
        "weight",
        _l("Weight"),
        "number",
        _l("1 detail, 2 ordinary, 3 important, 5 what customers leave for; 0 if it is not scored."),
    ),
    Field("critical", _l("Critical: a bad answer fails the visit"), "truth"),
    Field("required", _l("An answer is required"), "truth"),
    Field("nature", _l("What it is about"), "choice"),
    Field("evidence", _l("Photo"), "choice"),
)
ASKED_WHERE = (
    Field("stage", _l("Stage of the visit"), "choice"),
    Field("positions", _l("Positions"), "several"),
    Field("channels", _l("Channels"), "several"),
    Field("visits", _l("Visits"), "several"),
    Field(
        "enable_when",
        _l("Asked only when"),
        "when",
        _l("The code of a question asked before, a comparison, a value: yes, 3, or several with commas."),
        optional=True,
    ),
    Field("dimensions", _l("Frameworks"), "dimensions"),
)
CRITERION_GROUPS = (
    (_l("The question"), ASKED),
    (_l("Guidance"), GUIDANCE),
    (_l("How it counts"), COUNTED),
    (_l("Whom it is asked about, and when"), ASKED_WHERE),
)
SCENARIO_GROUPS = (
    (
        _l("The part to play"),
        (
            TITLE,
            Field("legend", _l("Legend"), "text", _l("Whom the assessor plays and why they came.")),
            Field("do", _l("What to do"), "texts"),
            Field("do_not", _l("What not to do"), "texts"),
            Field(
                "objections",
                _l("Objections"),
                "objections",
                _l(
                    "What to say against, and what a good answer sounds like. A mystery shopper sees the first only."
                ),
                optional=True,
            ),
            Field("products", _l("What to ask for"), "texts", optional=True),
            Field("remember", _l("What to remember"), "texts"),
        ),
    ),
    (
        _l("Where and to whom"),
        (
            Field("channel", _l("Channel"), "choice"),
            Field("positions", _l("Positions"), "several"),
            Field("difficulty", _l("Difficulty"), "choice"),
            Field("minutes", _l("Minutes it takes"), "whole"),
            Field(
                "only_for",
                _l("Who may play it"),
                "line",
                _l("Only where not everybody may: nobody pretends."),
                optional=True,
            ),
        ),
    ),
)
GROUPS: dict[str, tuple[tuple[Any, tuple[Field, ...]], ...]] = {
    "document": (("", DOCUMENT_FIELDS),),
    "chapter": (("", (TITLE,)),),
    "clause": (("", CLAUSE_FIELDS),),
    "criterion": CRITERION_GROUPS,
    "scenario": SCENARIO_GROUPS,
}


def fields_of(sort: str) -> dict[str, Field]:
    """The fields of a sort of part by their names."""
    return {field.name: field for _title, fields in GROUPS[sort] for field in fields}


def read(sort: str, posted: Posted) -> Plain:
    """What was typed in the fields that the form says it holds."""
    known = fields_of(sort)
    return {name: known[name].read(posted) for name in posted.getlist("field") if name in known}


def number(text: str) -> int | str | None:
    """A number as the document keeps it, exactly; other words as typed, nothing as None."""
    text = text.strip().replace(",", ".")
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text or None
    return shortest(value) if value.is_finite() else text


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
