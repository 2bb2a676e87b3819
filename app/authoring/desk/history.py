"""Edits in words: what was done where, and what stood there before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.authoring.content.fields import fields_of
from app.authoring.content.parts import LANGUAGES, Gone, Part, find, title_of
from app.authoring.content.values import checklist_titles, is_text, plainly, said
from app.authoring.models import Edit

VERBS = {
    "begin": _l("began the working copy"),
    "change": _l("changed"),
    "add": _l("added"),
    "remove": _l("removed"),
    "move": _l("moved"),
    "take_in": _l("took criteria in from a file"),
    "put_back": _l("put back what was taken in from a file"),
    "set_aside": _l("set a file aside"),
    "take_up": _l("took a file up again"),
    "discard": _l("discarded the working copy"),
    "reopen": _l("brought the working copy back"),
    "publish": _l("published"),
}


@dataclass(frozen=True)
class Change:
    """One field of an edit, before and after, as it reads."""

    label: str
    before: str
    after: str


def changes(edit: Edit, language: str) -> list[Change]:
    """What an edit of fields changed, of a text only the languages that differ; where a moved part stood and stands."""
    before, after, content = edit.before or {}, edit.after or {}, edit.copy.content
    match edit.verb:
        case "change":
            known = fields_of(edit.place.partition(":")[0])
            labels = {name: str(known[name].label) if name in known else _("Picture") for name in after}
            return [
                line
                for name, label in labels.items()
                for line in _changed(name, label, (before.get(name), after[name]), content, language)
            ]
        case "move":
            return [Change(_("Place"), *(_standing(content, each, language) for each in (before, after)))]
        case "take_in" | "put_back":
            took = (", ".join(each.get("took", {}).values()) for each in (before, after))
            return [Change(_("Criteria"), *took)]
        case "set_aside" | "take_up":
            return [Change(_("File"), before.get("name", ""), after.get("name", ""))]
    return []


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


def _changed(
    name: str, label: str, sides: tuple[Any, Any], content: dict[str, Any], language: str
) -> list[Change]:
    """A line for a field, for a text one for each language that differs, for the checklists one for each."""
    old, new = sides
    if name == "selections":
        return _selected(old or [], new or [], content, language)
    if is_text(old) and is_text(new):
        differ = [each for each in LANGUAGES if old[each] != new[each]]
        return [Change(f"{label} ({each})", old[each], new[each]) for each in differ]
    return [Change(label, *(said(name, each, content, language) for each in sides))]


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
            (_("Reworded"), f"{code} {plainly(text)}")
            for code, text in (selection.get("reworded") or {}).items()
        ),
        (_("Why"), plainly(selection["because"])),
    ]
    return "\n".join(f"{title}: {words}" for title, words in lines if words)


def _standing(content: dict[str, Any], standing: dict[str, Any], language: str) -> str:
    try:
        under = find(content, standing["under"])
    except Gone:
        return _("number %(number)s", number=standing["at"] + 1)
    return _("%(part)s, number %(number)s", part=title_of(under, language), number=standing["at"] + 1)
