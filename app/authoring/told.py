"""Edits in words: what was done where, and what stood there before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.authoring.fields import LANGUAGES, fields_of
from app.authoring.models import Edit
from app.authoring.outline import title_of
from app.authoring.steps import Gone, Part, find
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
VERBS = {
    "begin": _l("began the working copy"),
    "change": _l("changed"),
    "add": _l("added"),
    "remove": _l("removed"),
    "move": _l("moved"),
    "take_in": _l("took criteria in from a file"),
    "put_back": _l("put back what was taken in from a file"),
    "discard": _l("discarded the working copy"),
    "reopen": _l("brought the working copy back"),
    "publish": _l("published"),
}
CHOSEN = frozenset(
    {
        *("kind", "nature", "evidence", "fails_on", "stage", "positions", "channels", "visits"),
        "channel",
        "difficulty",
    }
)
SORTS = {
    "document": _l("The document"),
    "chapter": _l("Chapter"),
    "clause": _l("Clause"),
    "criterion": _l("Criterion"),
    "scenario": _l("Scenario"),
}


@dataclass(frozen=True)
class Change:
    """One field of an edit, before and after, as it reads."""

    label: str
    before: str
    after: str


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


def changes(edit: Edit, language: str) -> list[Change]:
    """What an edit of fields changed, of a text only the languages that differ; where a moved part stood and stands."""
    if edit.verb == "move":
        ends = [_standing(edit.copy.content, each or {}, language) for each in (edit.before, edit.after)]
        return [Change(_("Place"), *ends)]
    if edit.verb in {"take_in", "put_back"}:
        took = [", ".join((each or {}).get("took", {}).values()) for each in (edit.before, edit.after)]
        return [Change(_("Criteria"), *took)]
    if edit.verb != "change":
        return []
    known = fields_of(edit.place.partition(":")[0])
    before, after, content = edit.before or {}, edit.after or {}, edit.copy.content
    found = []
    for name in after:
        if name == "selections":
            found += _selected(before.get(name) or [], after[name] or [], content, language)
            continue
        label = str(known[name].label) if name in known else _("Picture")
        old, new = before.get(name), after[name]
        if isinstance(old, dict) and _is_text(old) and isinstance(new, dict) and _is_text(new):
            found += [
                Change(f"{label} ({each})", old[each], new[each])
                for each in LANGUAGES
                if old[each] != new[each]
            ]
        else:
            found.append(
                Change(label, said(name, old, content, language), said(name, new, content, language))
            )
    return found


def subject(edit: Edit, language: str) -> str:
    """The part an edit is about, by its words: as it stands now, or as it was when it was taken out."""
    part: Part | None
    try:
        part = find(edit.copy.content, edit.place)
    except Gone:
        part = None
    value = part.value if part else ((edit.before or {}).get("part") or (edit.after or {}).get("part"))
    sort, _colon, name = edit.place.partition(":")
    if value is None:
        return name if sort == "criterion" else ""
    words = title_of(Part(edit.place, value, None, [], 0), language)
    return f"{name} {words}" if sort == "criterion" else words


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
    return _plainly(value)


def _selected(
    before: list[dict[str, Any]], after: list[dict[str, Any]], content: dict[str, Any], language: str
) -> list[Change]:
    """A line for each checklist in which something else is chosen."""
    titles = checklist_titles(content, language)
    was, now = ({f"{each['position']} {each['channel']}": each for each in side} for side in (before, after))
    differ = [name for name in {**was, **now} if was.get(name) != now.get(name)]
    return [Change(titles.get(name, name), _choice(was.get(name)), _choice(now.get(name))) for name in differ]


def _choice(selection: dict[str, Any] | None) -> str:
    """What a checklist asks otherwise than the standards, and why; nothing for one that does not."""
    if not selection:
        return ""
    lines = [
        (_("Left out"), ", ".join(selection.get("leave_out") or ())),
        (_("Added"), ", ".join(selection.get("added") or ())),
        *(
            (_("Reworded"), f"{code} {_plainly(text)}")
            for code, text in (selection.get("reworded") or {}).items()
        ),
        (_("Why"), _plainly(selection["because"])),
    ]
    return "\n".join(f"{title}: {words}" for title, words in lines if words)


def _standing(content: dict[str, Any], standing: dict[str, Any], language: str) -> str:
    try:
        under = find(content, standing["under"])
    except Gone:
        return _("number %(number)s", number=standing["at"] + 1)
    return _("%(part)s, number %(number)s", part=title_of(under, language), number=standing["at"] + 1)


def _plainly(value: Any) -> str:
    if _is_text(value):
        return " / ".join(value[each] or "—" for each in LANGUAGES)
    if isinstance(value, dict):
        return ", ".join(
            f"{key}: {_plainly(inner)}" for key, inner in value.items() if inner not in (None, False)
        )
    if isinstance(value, list):
        return "; ".join(_plainly(each) for each in value)
    return str(value)


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == set(LANGUAGES)
