"""The rules a standards document keeps before it may be published: words, codes, references, kinds of question."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from app.scoring import Malformed, parse_checklist
from app.standards.condition_checks import misfits
from app.standards.criterion import KEYS_OF_KIND, OWN_KEYS, Criterion, Noun, Text
from app.standards.document import Chapter, Document
from app.standards.problems import Places, Problem, Where, code_around
from app.standards.scenario_checks import misplaced

LONGEST_QUESTION = 90
CYRILLIC = re.compile(r"[\u0400-\u04FF]")


class Complaint(NamedTuple):
    """What is wrong and which part of the document says it."""

    path: Where
    code: str
    message: str


def check(document: Document, ledger: Collection[str], places: Places | None = None) -> list[Problem]:
    """Give everything that keeps the document from being published, in the order of the files.

    `ledger` holds every code ever published; `places` knows which line each part came from.
    """
    complaints = [complaint for rule in RULES for complaint in rule(document)]
    complaints += [*vanished_codes(document, ledger), *unrecorded_codes(document, ledger)]
    return told(complaints, places)


def told(complaints: Iterable[Complaint], places: Places | None) -> list[Problem]:
    """Turn complaints into problems with their files and lines."""
    known = places or Places()
    return sorted({known.problem(*complaint) for complaint in complaints})


def placed_criteria(document: Document) -> Iterator[tuple[Where, Chapter, Criterion]]:
    """Give every criterion with its place in the document and the chapter around it."""
    for first, chapter in enumerate(document.chapters):
        for second, clause in enumerate(chapter.clauses):
            for third, criterion in enumerate(clause.criteria):
                yield ("chapters", first, "clauses", second, "criteria", third), chapter, criterion


def wrong_language(text: Text) -> Iterator[str]:
    """Say what is wrong with the languages of a text; figures and signs belong to both."""
    if any(letter.isalpha() for letter in text.ru) and not CYRILLIC.search(text.ru):
        yield "the Russian text has no Russian letter"
    if CYRILLIC.search(text.en):
        yield "the English text has a Russian letter"


def too_long(question: Text) -> Iterator[str]:
    """Say in which language a question does not fit a phone."""
    for language, words in (("Russian", question.ru), ("English", question.en)):
        if len(words) > LONGEST_QUESTION:
            yield f"the {language} question has {len(words)} characters, more than {LONGEST_QUESTION}"


def languages(document: Document) -> Iterator[Complaint]:
    data = document.model_dump(mode="json")
    for path, text in _texts(document, ()):
        for message in wrong_language(text):
            yield Complaint(path, code_around(path, data), message)


def lengths(document: Document) -> Iterator[Complaint]:
    for path, _, criterion in placed_criteria(document):
        for message in too_long(criterion.question):
            yield Complaint((*path, "question"), criterion.code, message)


def twins(document: Document) -> Iterator[Complaint]:
    """Each code means one thing."""
    yield from _twins("code", (((*path, "code"), each.code) for path, _, each in placed_criteria(document)))
    for number, chapter in enumerate(document.chapters):
        if chapter.prefix in {other.prefix for other in document.chapters[:number]}:
            yield Complaint(
                ("chapters", number, "prefix"), chapter.code, f"the prefix {chapter.prefix} is taken"
            )
    for name in ("chapters", "positions", "channels", "stages", "frameworks"):
        yield from _twins(
            "code", (((name, at), each.code) for at, each in enumerate(getattr(document, name)))
        )
    for group in {position.code for position in document.positions} & set(document.groups):
        yield Complaint(("groups", group), group, "a position and a group have the same name")


def prefixes(document: Document) -> Iterator[Complaint]:
    for path, chapter, criterion in placed_criteria(document):
        if not criterion.code.startswith(f"{chapter.prefix}-"):
            message = f"the codes of this chapter begin with {chapter.prefix}-"
            yield Complaint((*path, "code"), criterion.code, message)


def references(document: Document) -> Iterator[Complaint]:
    """Whatever is named exists."""
    known = {
        name: {each.code for each in getattr(document, name)} for name in ("positions", "channels", "stages")
    }
    dimensions = {each.code: set(each.dimensions) for each in document.frameworks}
    for path, _, criterion in placed_criteria(document):
        named = (
            ("stages", (criterion.stage,)),
            ("positions", criterion.positions),
            ("channels", criterion.channels),
        )
        for name, codes in named:
            key = "stage" if name == "stages" else name
            for code in dict.fromkeys(codes):
                if code not in known[name]:
                    yield Complaint(
                        (*path, key), criterion.code, f"there is no {name.removesuffix('s')} {code}"
                    )
        for framework, dimension in criterion.dimensions.items():
            if dimension not in dimensions.get(framework, ()):
                message = f"there is no dimension {dimension} in a framework {framework}"
                yield Complaint((*path, "dimensions", framework), criterion.code, message)
    for at, position in enumerate(document.positions):
        for code in set(position.channels) - known["channels"]:
            yield Complaint(("positions", at, "channels"), position.code, f"there is no channel {code}")
    for group, members in document.groups.items():
        for code in set(members) - known["positions"]:
            yield Complaint(("groups", group), group, f"there is no position {code}")


def kinds(document: Document) -> Iterator[Complaint]:
    """A criterion carries the keys of its kind, and the scorer takes it."""
    for path, _, criterion in placed_criteria(document):
        foreign = set(OWN_KEYS) - KEYS_OF_KIND.get(criterion.kind, frozenset())
        for key in OWN_KEYS:
            if key in foreign and getattr(criterion, key) is not None:
                yield Complaint(
                    (*path, key), criterion.code, f"{key} is not a key of the kind {criterion.kind}"
                )
        message = _unscorable(criterion)
        if message:
            yield Complaint((*path, "kind"), criterion.code, message)
        elif criterion.bands and not _rising(criterion):
            yield Complaint(
                (*path, "bands"), criterion.code, "the bands do not rise to a last one without max"
            )


def weights(document: Document) -> Iterator[Complaint]:
    for path, _, criterion in placed_criteria(document):
        if criterion.scored and not criterion.weight:
            yield Complaint((*path, "weight"), criterion.code, "a scored question needs a weight above 0")
        if not criterion.scored and criterion.weight:
            yield Complaint((*path, "weight"), criterion.code, "a question that is not scored has no weight")
        if not criterion.scored and criterion.critical:
            yield Complaint(
                (*path, "critical"), criterion.code, "a question that is not scored cannot be critical"
            )


def conditions(document: Document) -> Iterator[Complaint]:
    """What a question hangs on can be answered so."""
    known = {criterion.code: criterion for criterion in document.criteria()}
    for path, _, criterion in placed_criteria(document):
        for where, message in misfits(criterion, known):
            yield Complaint((*path, *where), criterion.code, message)


def scenarios(document: Document) -> Iterator[Complaint]:
    """Every scenario can be played, and is one."""
    for complaint in misplaced(document):
        yield Complaint(*complaint)


RULES: tuple[Callable[[Document], Iterator[Complaint]], ...] = (
    languages,
    lengths,
    twins,
    prefixes,
    references,
    kinds,
    weights,
    conditions,
    scenarios,
)


def holds_together(document: Document) -> bool:
    """Say whether every code means one thing that exists, so that checklists can be derived."""
    return not any([*twins(document), *references(document)])


def vanished_codes(document: Document, ledger: Collection[str]) -> Iterator[Complaint]:
    """A published code is asked or retired, never both, never neither."""
    present = {criterion.code for criterion in document.criteria()}
    for code in ledger:
        if code not in present and code not in document.retired:
            yield Complaint(
                ("retired",), code, "was published and is gone; bring it back or list it in retired"
            )
    for path, _, criterion in placed_criteria(document):
        if criterion.code in document.retired:
            yield Complaint((*path, "code"), criterion.code, "is retired; take a code that was never used")


def unrecorded_codes(document: Document, ledger: Collection[str]) -> Iterator[Complaint]:
    for path, _, criterion in placed_criteria(document):
        if criterion.code not in ledger:
            message = "is not in codes.txt yet; run `flask standards check --record`"
            yield Complaint((*path, "code"), criterion.code, message)


def _texts(part: Any, path: Where) -> Iterator[tuple[Where, Text]]:
    if isinstance(part, Text):
        yield path, part
    elif isinstance(part, Noun):
        for name in type(part).model_fields:
            yield from _texts(getattr(part, name), (*path, name))
    elif isinstance(part, tuple | dict):
        for key, inner in part.items() if isinstance(part, dict) else enumerate(part):
            yield from _texts(inner, (*path, key))


def _twins(noun: str, placed: Iterable[tuple[Where, str]]) -> Iterator[Complaint]:
    seen: set[str] = set()
    for path, code in placed:
        if code in seen:
            yield Complaint(path, code, f"the {noun} is used twice")
        seen.add(code)


def _unscorable(criterion: Criterion) -> str | None:
    question = {**criterion.model_dump(mode="json"), "id": criterion.code}
    try:
        parse_checklist({"sections": [{"id": "only", "questions": [question]}]})
    except Malformed as wrong:
        return str(wrong).rpartition(": ")[2]
    return None


def _rising(criterion: Criterion) -> bool:
    *bounded, last = criterion.bands or ()
    tops = [band.max if band.max is not None else Decimal("Infinity") for band in bounded]
    return last.max is None and tops == sorted(set(tops)) and all(top.is_finite() for top in tops)
