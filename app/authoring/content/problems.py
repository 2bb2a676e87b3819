"""What keeps a working copy from being published, place by place and field by field.

The rules are those of the files (`app.standards.checks`). A word that is missing in one language is told, stands in
for itself as "…", and the rest is checked all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic import ValidationError

from app.authoring.content.document import codes, excerpt, filled, plain_criterion, plain_document, sound
from app.authoring.content.parts import Part, Plain, parts
from app.checklists.checks import check_checklists
from app.checklists.selection import Selection
from app.standards.checks import check, holds_together
from app.standards.criterion import Criterion
from app.standards.document import Document
from app.standards.noun import Noun
from app.standards.problems import Places, Where
from app.standards.scenario import Scenario

# What may be half written, and how it is read when it is whole.
READ: dict[str, Callable[[Plain], Noun]] = {
    "criterion": lambda value: Criterion.model_validate(plain_criterion(value)),
    "scenario": Scenario.model_validate,
}
MISSING = {"ru": "the Russian text is missing", "en": "the English text is missing"}


class Trouble(NamedTuple):
    """One sentence about one place: `field` is the field of the part that it is about, empty for the whole part."""

    place: str
    field: str
    message: str
    code: str = ""


def troubles(content: Plain, ledger: Iterable[str]) -> list[Trouble]:
    """Everything wrong in a working copy and in the checklists that come of it, in the order of the document."""
    found = _troubles(content, ledger, checklists=True)
    order = {part.place: at for at, part in enumerate(parts(content))}
    return sorted(found, key=lambda each: order.get(each.place, -1))


@dataclass(frozen=True)
class _At:
    """A working copy at one of its edits; what it says then never changes."""

    begun_at: datetime
    rev: int
    content: Plain = field(compare=False)
    ledger: tuple[str, ...] = field(compare=False)


def troubles_at(begun_at: datetime, rev: int, content: Plain, ledger: Iterable[str]) -> list[Trouble]:
    """The troubles of the working copy begun at this moment, as it is at this edit; found once."""
    return _once(_At(begun_at, rev, content, tuple(ledger)))


@lru_cache(maxsize=4)
def _once(at: _At) -> list[Trouble]:
    return troubles(at.content, at.ledger)


def troubles_of(content: Plain, ledger: Iterable[str], part: Part) -> list[Trouble]:
    """What is wrong in one part itself; nothing else is looked at but what its conditions hang on."""
    return [each for each in _troubles(excerpt(content, part), ledger) if each.place == part.place]


def _troubles(content: Plain, ledger: Iterable[str], *, checklists: bool = False) -> list[Trouble]:
    found = list(_unfinished(content))
    document, unread = _document(content)
    found += unread
    unreadable = {trouble.code for trouble in unread}
    readable = sound(content, unreadable)
    places = _places(readable)
    known = {*ledger} & {each.code for each in document.criteria()} | set(codes(content))
    problems = check(document, known, places)
    if checklists and holds_together(document):
        selections = plain_document(readable, ())["selections"]
        problems += check_checklists(
            document, [Selection.model_validate(each) for each in selections], places
        )
    absent = {f"there is no criterion {code}" for code in unreadable}
    gone = "was published and is gone; bring it back or list it in retired"
    for problem in problems:
        if problem.message in absent or problem.message == gone:
            continue
        place, _, name = problem.file.partition("/")
        found.append(Trouble(place or "document", name, problem.message, problem.code))
    return found


def _document(content: Plain) -> tuple[Document, list[Trouble]]:
    """The document with "…" where words are missing, without the criteria that cannot be read, and why they cannot."""
    try:
        return _read(content), []
    except ValidationError:
        unread = [
            Trouble(part.place, name, message, part.value["code"])
            for part in parts(content)
            if part.sort in READ
            for name, message in _unread(part)
        ]
        return _read(sound(content, {trouble.code for trouble in unread})), unread


def _read(content: Plain) -> Document:
    plain = plain_document(content, ())
    plain.pop("selections")
    return Document.model_validate({**filled(plain), "retired": []})


def _unfinished(content: Plain) -> Iterator[Trouble]:
    """Words that are missing in one language, chapters without a clause."""
    for part in parts(content):
        for name, value in part.value.items():
            if name not in {"chapters", "clauses", "criteria", "scenarios", "selections"}:
                for language in _missing(value):
                    yield Trouble(part.place, name, MISSING[language], _named(part))
        if part.sort == "chapter" and not part.children:
            yield Trouble(part.place, "", "the chapter has no clause", _named(part))


def _named(part: Part) -> str:
    """How a part is called where its words are missing."""
    return part.value["code"] if part.sort in READ else part.number


def _unread(part: Part) -> list[tuple[str, str]]:
    try:
        READ[part.sort](filled(part.value))
    except ValidationError as wrong:
        told = {
            (str(error["loc"][0]) if error["loc"] else "", _sentence(error["type"], error["loc"]))
            for error in wrong.errors(include_url=False, include_input=False)
            if error["type"] != "default_factory_not_called"
        }
        return sorted(told)
    return []


def _sentence(kind: str, where: Sequence[int | str]) -> str:
    if kind in {"missing", "too_short", "string_type"}:
        return "is missing"
    if kind in {"compared", "lists"} or (kind == "string_pattern_mismatch" and where[0] == "enable_when"):
        return "the condition is not whole: it needs a question, a comparison and a value"
    if kind == "string_pattern_mismatch" or kind == "string_too_long":
        return "a code is made of small Latin letters, figures and _"
    return "is not a number that fits here"


def _missing(value: Any) -> Iterator[str]:
    """The languages in which a text, or any text within a value, has no words."""
    if isinstance(value, dict) and set(value) == {"ru", "en"}:
        yield from (language for language in ("ru", "en") if not value[language].strip())
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _missing(inner)


def _places(content: Plain) -> Places:
    """Which place and field each part of the document is, so that a problem knows where it can be mended."""
    places = Places()

    def note(path: Where, place: str, value: Plain) -> None:
        places.lines[path] = (place, 0)
        for name in value:
            places.lines[*path, name] = (f"{place}/{name}", 0)

    for first, chapter in enumerate(content["chapters"]):
        here: Where = ("chapters", first)
        note(here, f"chapter:{chapter['code']}", chapter)
        for second, clause in enumerate(chapter["clauses"]):
            note((*here, "clauses", second), f"clause:{clause['key']}", clause)
            for third, criterion in enumerate(clause["criteria"]):
                place = f"criterion:{criterion['code']}"
                note((*here, "clauses", second, "criteria", third), place, criterion)
    for first, scenario in enumerate(content.get("scenarios", [])):
        note(("scenarios", first), f"scenario:{scenario['code']}", scenario)
    return places
