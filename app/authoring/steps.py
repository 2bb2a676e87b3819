"""Steps in a working copy: a part is changed, added, removed or moved, and every step can be taken back.

Parts are known by places: "document", "chapter:courtesy", "clause:c12", "criterion:COU-01", "scenario:bolt". What a
step carries:

| verb | before | after |
|---|---|---|
| change | the changed fields as they were | as they are |
| add | null | {"under": place, "at": number, "part": the whole part} |
| remove | the same as after "add" | null |
| move | {"under", "at"} | {"under", "at"} |
| take_in | null | {"parts": [as after "add"], "took": {offer: code of its criterion}} |
| put_back | the same as after "take_in" | null |
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, NamedTuple

Plain = dict[str, Any]

DOCUMENT = "document"


class Shelf(NamedTuple):
    """Where parts of a sort stand: in which sort of part, in which list of it; and by which of its words one is known."""

    parent: str
    list: str
    name: str


SHELVES = {
    "chapter": Shelf("document", "chapters", "code"),
    "clause": Shelf("chapter", "clauses", "key"),
    "criterion": Shelf("clause", "criteria", "code"),
    "scenario": Shelf("document", "scenarios", "code"),
}
CHILDREN = {
    "document": "chapter",
    "chapter": "clause",
    "clause": "criterion",
}  # of two lists, the one of clauses
BACK = {"add": "remove", "remove": "add", "take_in": "put_back", "put_back": "take_in"}


class Gone(LookupError):
    """There is no such part in the working copy."""


class Stale(ValueError):
    """What a step left is not there any more: later steps came upon it."""


class Part(NamedTuple):
    """A part where it stands: `at` counts from 0 among its `siblings`."""

    place: str
    value: Plain
    under: Part | None
    siblings: list[Plain]
    at: int

    @property
    def sort(self) -> str:
        """Document, chapter, clause, criterion or scenario."""
        return self.place.partition(":")[0]

    @property
    def children(self) -> list[Plain]:
        """What stands in this part; nothing stands in a criterion or a scenario."""
        return self.shelf(CHILDREN[self.sort]) if self.sort in CHILDREN else []

    def shelf(self, sort: str) -> list[Plain]:
        """The parts of a sort that stand in this one, to be changed in place; a document may have no scenarios yet."""
        return self.value.setdefault(SHELVES[sort].list, [])

    @property
    def standing(self) -> Plain:
        """Where it stands, as a step says it."""
        return {"under": self.under.place if self.under else "", "at": self.at}

    @property
    def number(self) -> str:
        """How it is cited: the second clause of the third chapter is 3.2."""
        above = self.under.number if self.under else ""
        return f"{above}.{self.at + 1}" if above else str(self.at + 1) if self.under else ""


class Step(NamedTuple):
    """One step, as the table above tells it."""

    verb: str
    place: str
    before: Plain | None
    after: Plain | None

    def back(self) -> Step:
        """The step that takes this one back."""
        return Step(BACK.get(self.verb, self.verb), self.place, self.after, self.before)


def parts(content: Plain) -> Iterator[Part]:
    """Every part in the order of the document, the document itself first."""
    yield from _within(Part(DOCUMENT, content, None, [content], 0))


def find(content: Plain, place: str) -> Part:
    """The part at a place. Raises Gone."""
    for part in parts(content):
        if part.place == place:
            return part
    raise Gone(place)


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


def place_of(taken: Plain) -> str:
    """The place of a part that was taken in, as the step says it."""
    sort = CHILDREN[taken["under"].partition(":")[0]]
    return f"{sort}:{taken['part'][SHELVES[sort].name]}"


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
                _insert(content, place_of(each), each, copy.deepcopy(each["part"]))
        case "put_back" if step.before is not None:
            for each in reversed(step.before["parts"]):
                part = find(content, place_of(each))
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


def _within(part: Part) -> Iterator[Part]:
    yield part
    for sort, shelf in SHELVES.items():
        if shelf.parent == part.sort:
            siblings = part.value.get(shelf.list, [])
            for at, value in enumerate(siblings):
                yield from _within(Part(f"{sort}:{value[shelf.name]}", value, part, siblings, at))


def _insert(content: Plain, place: str, standing: Plain, value: Plain) -> None:
    siblings = find(content, standing["under"]).shelf(place.partition(":")[0])
    siblings.insert(min(standing["at"], len(siblings)), value)


def _stands(content: Plain, step: Step) -> bool:
    """Whether the place is as the step left it."""
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
        return not any(place_of(each) in here for each in (step.before or {})["parts"])
    return all(here.get(place_of(each)) == each["part"] for each in (step.after or {})["parts"])
