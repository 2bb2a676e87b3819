"""The values of fields as they read: what codes are called, and how a list, a text or nothing is told."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.authoring.content.parts import LANGUAGES
from app.standards.scenario import DIFFICULTIES

KINDS = {
    "yes_no": _l("Yes or no"),
    "scale": _l("A scale"),
    "choice": _l("One of several options"),
    "choices": _l("Several options"),
    "number": _l("A number"),
    "duration": _l("A time by stopwatch"),
    "found_of_sought": _l("So many found of so many sought"),
    "recommendation": _l("Recommendation, 0 to 10"),
    "text": _l("Text"),
    "photo": _l("Photo"),
    "signature": _l("Signature"),
    "date": _l("Date"),
    "time": _l("Time"),
}
NATURES = {"human": _l("What a person does or says"), "conditions": _l("The place, the goods, the systems")}
EVIDENCE = {"none": _l("No photo"), "optional": _l("If you like"), "required": _l("Required")}
FAILS_ON = {"no": _l("No"), "yes": _l("Yes")}
VISITS = {"mystery": _l("Mystery visit"), "audit": _l("Audit")}
OPS = {
    "eq": _l("is"),
    "ne": _l("is not"),
    "gt": _l("is more than"),
    "ge": _l("is at least"),
    "lt": _l("is less than"),
    "le": _l("is at most"),
    "in": _l("is one of"),
    "contains": _l("contains"),
    "answered": _l("was answered"),
}
CHOSEN = frozenset(
    {
        *("kind", "nature", "evidence", "fails_on", "stage", "positions", "channels", "visits"),
        "channel",
        "difficulty",
    }
)


def choices_of(name: str, content: dict[str, Any], language: str) -> dict[str, Any]:
    """What a field offers: titles by code, in the order of the document."""
    fixed: dict[str, dict[str, Any]] = {
        "kind": KINDS,
        "nature": NATURES,
        "evidence": EVIDENCE,
        "fails_on": FAILS_ON,
        "visits": VISITS,
        "difficulty": {code: title.in_(language) for code, title in DIFFICULTIES.items()},
    }
    if name in fixed:
        return fixed[name]
    listed = content[{"stage": "stages", "channel": "channels"}.get(name, name)]
    return {each["code"]: each["title"][language] for each in listed}


def checklist_titles(content: dict[str, Any], language: str) -> dict[str, str]:
    """What checklists are called, by position and channel: "guard in_person" is "Guard · In person"."""
    titles = {each["code"]: each["title"][language] for each in content["channels"]}
    return {
        f"{position['code']} {channel}": f"{position['title'][language]} · {titles.get(channel, channel)}"
        for position in content["positions"]
        for channel in position["channels"]
    }


def said(name: str, value: Any, content: dict[str, Any], language: str) -> str:
    """A value of a field as it reads; a dash for none."""
    if value is None or value == [] or value == {}:
        return "—"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if name in CHOSEN:
        titles = choices_of(name, content, language)
        return ", ".join(
            str(titles.get(each, each)) for each in (value if isinstance(value, list) else [value])
        )
    if name == "picture":
        return value["file"]
    return plainly(value)


def plainly(value: Any) -> str:
    if is_text(value):
        return " / ".join(value[each] or "—" for each in LANGUAGES)
    if isinstance(value, dict):
        return ", ".join(
            f"{key}: {plainly(inner)}" for key, inner in value.items() if inner not in (None, False)
        )
    if isinstance(value, list):
        return "; ".join(plainly(each) for each in value)
    return str(value)


def is_text(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == set(LANGUAGES)
