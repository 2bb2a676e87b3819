"""Steps in a working copy: a part is changed, added, removed or moved, and every step can be taken back.

What a step carries:

| verb | before | after |
|---|---|---|
| change | the changed fields as they were | as they are |
| add | null | {"under": place, "at": number, "part": the whole part} |
| remove | the same as after "add" | null |
| move | {"under", "at"} | {"under", "at"} |
| take_in | null | {"parts": [as after "add"], "took": {offer: code of its criterion}} |
| put_back | the same as after "take_in" | null |
| set_aside | null | {"imported": number of the file, "name": its name} |
| take_up | the same as after "set_aside" | null |

The last two are about a file read beside the copy: its content stays as it is.
"""

from __future__ import annotations

import copy
from typing import NamedTuple

from app.authoring.content.parts import CHILDREN, DOCUMENT, SHELVES, Gone, Part, Plain, find, parts

BACK = {
    **{"add": "remove", "remove": "add"},
    **{"take_in": "put_back", "put_back": "take_in"},
    **{"set_aside": "take_up", "take_up": "set_aside"},
}


class Stale(ValueError):
    """What a step left is not there any more: later steps came upon it."""


class Step(NamedTuple):
    """One step, as the table above tells it."""

    verb: str
    place: str
    before: Plain | None
    after: Plain | None

    def back(self) -> Step:
        """The step that takes this one back."""
        return Step(BACK.get(self.verb, self.verb), self.place, self.after, self.before)


def changed(part: Part, fields: Plain) -> Step | None:
    """The step that gives a part these fields; None if it has them already."""
    after = {name: value for name, value in fields.items() if part.value.get(name) != value}
    before = {name: part.value.get(name) for name in after}
    return Step("change", part.place, before, after) if after else None


def added(under: Part, value: Plain, at: int | None = None, sort: str = "") -> Step:
    """The step that puts a new part under another, at its end unless told; a document holds chapters unless told."""
    sort = sort or CHILDREN[under.sort]
    at = len(under.shelf(sort)) if at is None else at
    after = {"under": under.place, "at": at, "part": value}
    return Step("add", f"{sort}:{value[SHELVES[sort].name]}", None, after)


def removed(part: Part) -> Step:
    """The step that takes a part out, with all that stands in it."""
    return Step("remove", part.place, {**part.standing, "part": copy.deepcopy(part.value)}, None)


def moved(part: Part, under: Part, at: int) -> Step | None:
    """The step after which a part stands `at` under another; None if it stands there. Raises Gone if it cannot stand there."""
    if part.sort not in SHELVES or SHELVES[part.sort].parent != under.sort:
        raise Gone(under.place)
    room = len(under.shelf(part.sort)) - (part.under is not None and part.under.place == under.place)
    after = {"under": under.place, "at": max(0, min(at, room))}
    return Step("move", part.place, part.standing, after) if after != part.standing else None


def taken_in(found: list[Step], took: dict[str, str]) -> Step | None:
    """The one step that adds all these parts; `took` says which offer became which criterion. None for no parts."""
    listed = [each.after for each in found]
    return Step("take_in", DOCUMENT, None, {"parts": listed, "took": took}) if listed else None


def set_aside(imported: int, name: str) -> Step:
    """The step after which nothing more is taken from a file that was read beside the copy."""
    return Step("set_aside", DOCUMENT, None, {"imported": imported, "name": name})


def take(content: Plain, step: Step) -> None:
    """Take a step in the content, in place. Raises Gone; Stale where it does not find what it was made from."""
    match step.verb:
        case "change" if step.after is not None:
            find(content, step.place).value.update(copy.deepcopy(step.after))
        case "add" if step.after is not None:
            _insert(content, step.place, step.after, copy.deepcopy(step.after["part"]))
        case "remove":
            part = find(content, step.place)
            del part.siblings[part.at]
        case "take_in" if step.after is not None:
            for each in step.after["parts"]:
                _insert(content, _place_of(each), each, copy.deepcopy(each["part"]))
        case "put_back" if step.before is not None:
            for each in reversed(step.before["parts"]):
                part = find(content, _place_of(each))
                del part.siblings[part.at]
        case "move" if step.after is not None:
            part = find(content, step.place)
            find(content, step.after["under"])
            del part.siblings[part.at]
            _insert(content, step.place, step.after, part.value)


def take_back(content: Plain, step: Step) -> Step:
    """Take the step back in place and give the step that did it. Raises Stale when later steps stand in the way."""
    back = step.back()
    try:
        if not _stands(content, step):
            raise Stale(step.place)
        take(content, back)
    except Gone:
        raise Stale(step.place) from None
    return back


def _insert(content: Plain, place: str, standing: Plain, value: Plain) -> None:
    siblings = find(content, standing["under"]).shelf(place.partition(":")[0])
    siblings.insert(min(standing["at"], len(siblings)), value)


def _stands(content: Plain, step: Step) -> bool:
    """Whether the place is as the step left it."""
    if step.verb in {"set_aside", "take_up"}:
        return True
    if step.verb == "remove":
        return not any(part.place == step.place for part in parts(content))
    if step.verb in {"take_in", "put_back"}:
        return _stand_all(content, step)
    part, after = find(content, step.place), step.after or {}
    match step.verb:
        case "change":
            return all(part.value.get(name) == value for name, value in after.items())
        case "add":
            return part.value == after["part"]
        case _:
            return part.standing["under"] == after["under"]


def _stand_all(content: Plain, step: Step) -> bool:
    """Whether every part stands as it was taken in, or after it was put back none does."""
    here = {part.place: part.value for part in parts(content)}
    if step.verb == "put_back":
        return not any(_place_of(each) in here for each in (step.before or {})["parts"])
    return all(here.get(_place_of(each)) == each["part"] for each in (step.after or {})["parts"])


def _place_of(taken: Plain) -> str:
    """The place of a part that was taken in, as the step says it."""
    sort = CHILDREN[taken["under"].partition(":")[0]]
    return f"{sort}:{taken['part'][SHELVES[sort].name]}"
