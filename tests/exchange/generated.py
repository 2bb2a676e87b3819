"""Documents and checklists that no author would write and every rule allows, drawn by Hypothesis."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from app.checklists.selection import Selection
from app.standards.condition_checks import OPS
from app.standards.conditions import Condition, EnableWhen
from app.standards.criterion import KEYS_OF_KIND, SCORED_KINDS, Criterion, Kind, Text
from app.standards.document import Document

LANGUAGES = st.sampled_from(["ru", "en"])
TRAPS = ["yes", "no", "on", "off", "y", "n", "true", "false", "null", "not_applicable", "none_of_these"]
# Anything a cell keeps: no control character, no lone half of a pair, no joiner such as we put into "${" ourselves.
CELL = st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufeff\u2028\u2029\u2060")
ANY = st.characters(exclude_categories=["Cs"])
codes = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True) | st.sampled_from(TRAPS)
prefixes = st.from_regex(r"[A-Z]{2,4}", fullmatch=True) | st.sampled_from(["NO", "ON", "OFF", "YES", "NULL"])
exact = st.decimals(min_value=0, max_value=99_999, places=4) | st.integers(0, 50).map(Decimal)
positive = exact.filter(lambda number: number > 0)


def words(letters: st.SearchStrategy[str], most: int = 20) -> st.SearchStrategy[Text]:
    """Texts in both languages; each has a letter of its own at both ends, so that no space is lost there."""
    inner = st.text(letters, max_size=most)
    english = inner.map(lambda text: "".join(each for each in text if not "\u0400" <= each <= "\u04ff"))
    return st.builds(Text, ru=inner.map("я{}я".format), en=english.map("a{}a".format))


def some(of: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """One of these or several, in any order."""
    return st.lists(st.sampled_from(list(of)), min_size=1, unique=True).map(tuple)


@st.composite
def keys_of(draw: st.DrawFn, kind: Kind, letters: st.SearchStrategy[str]) -> dict[str, Any]:
    """The keys of a kind, such that it can be scored."""
    match kind:
        case "yes_no":
            return {"fails_on": draw(st.sampled_from([None, "yes", "no"]))}
        case "scale":
            low = draw(st.integers(0, 5))
            ends = {"low": draw(words(letters, 8)), "high": draw(words(letters, 8))}
            return {
                "min": low,
                "max": low + draw(st.integers(1, 9)),
                "labels": draw(st.sampled_from([None, ends])),
            }
        case "choice" | "choices":
            found = draw(st.lists(codes, min_size=1, max_size=4, unique=True))
            options = [
                {
                    "code": code,
                    "points": draw(exact),
                    "title": draw(words(letters, 8)),
                    "excluded": draw(st.booleans()),
                }
                for code in found
            ]
            return {"options": ({**options[0], "points": draw(positive), "excluded": False}, *options[1:])}
        case "number" | "duration":
            tops = sorted(draw(st.sets(exact, max_size=3)))
            bands = [{"max": top, "points": draw(st.sampled_from(["0", "0.35", "1"]))} for top in tops]
            unit = draw(st.none() | words(letters, 8)) if kind == "number" else None
            return {"bands": (*bands, {"points": 1}), "unit": unit}
        case "found_of_sought":
            return {"sought": draw(st.none() | st.integers(1, 99))}
    return {}


@st.composite
def conditions(draw: st.DrawFn, before: list[Criterion]) -> EnableWhen | None:
    """Conditions on some of the criteria asked before, or none."""
    if not before or draw(st.booleans()):
        return None
    items = draw(st.lists(st.sampled_from(before), min_size=1, max_size=3))
    return EnableWhen(
        **{draw(st.sampled_from(["all", "any"])): tuple(draw(condition(item)) for item in items)}
    )


@st.composite
def condition(draw: st.DrawFn, item: Criterion) -> Condition:
    op = draw(st.sampled_from(sorted({"answered"} | OPS.get(item.kind, frozenset()))))
    if op == "answered":
        return Condition(item=item.code, op=op, value=draw(st.booleans()))
    match item.kind:
        case "yes_no":
            values = st.sampled_from(["yes", "no"])
        case "choice" | "choices":
            values = st.sampled_from([option.code for option in item.options or ()])
        case "scale":
            values = st.integers(item.min or 0, item.max or 0).map(Decimal)
        case "recommendation" | "found_of_sought":
            values = st.integers(0, 10).map(Decimal)
        case _:
            values = exact
    value = draw(st.lists(values, min_size=1, max_size=3)) if op == "in" else draw(values)
    return Condition(item=item.code, op=op, value=value)


@st.composite
def criteria(
    draw: st.DrawFn,
    code: str,
    before: list[Criterion],
    around: dict[str, Any],
    letters: st.SearchStrategy[str],
) -> Criterion:
    """A criterion that may hang on those before it; `around` holds the codes it may name."""
    kind = draw(st.sampled_from(sorted(KEYS_OF_KIND.keys() | {"recommendation", "text", "photo", "date"})))
    scored = kind in SCORED_KINDS
    texts = {name: draw(words(letters)) for name in ("expected", "why", "good", "bad")}
    return Criterion(
        code=code,
        question=draw(words(letters, 88)),
        **texts,
        kind=kind,
        **draw(keys_of(kind, letters)),
        weight=draw(positive) if scored else Decimal(0),
        critical=scored and draw(st.booleans()),
        required=draw(st.booleans()),
        enable_when=draw(conditions(before)),
        nature=draw(st.sampled_from(["human", "conditions"])),
        stage=around["stage"],
        positions=draw(some(around["positions"])),
        channels=draw(some(around["channels"])),
        visits=draw(some(["mystery", "audit"])),
        evidence=draw(st.sampled_from(["none", "optional", "required"])),
        dimensions=draw(st.sampled_from([{}, around["dimensions"]])),
    )


@st.composite
def documents(draw: st.DrawFn, letters: st.SearchStrategy[str] = ANY) -> Document:
    """A document of one to three chapters in which nothing is wrong."""
    positions, channels, stages = (
        draw(st.lists(codes, min_size=1, max_size=4, unique=True)) for _ in range(3)
    )
    groups = draw(
        st.dictionaries(codes.filter(lambda code: code not in positions), some(positions), max_size=3)
    )
    title = words(letters, 20)
    dimensions = draw(
        st.dictionaries(codes, st.dictionaries(codes, title, min_size=1, max_size=2), max_size=2)
    )
    around = {
        "positions": positions,
        "channels": channels,
        "dimensions": {framework: min(own) for framework, own in dimensions.items()},
    }
    chapters, before = [], list[Criterion]()
    for prefix in draw(st.lists(prefixes, min_size=1, max_size=3, unique=True)):
        own = []
        for number in range(1, draw(st.integers(1, 3)) + 1):
            # The stages rise through the document, so that a condition looks back on every checklist.
            around["stage"] = stages[min(len(before), len(stages) - 1)]
            own.append(draw(criteria(f"{prefix}-{number:02}", before, around, letters)))
            before.append(own[-1])
        clauses = ({"title": draw(title), "text": draw(title), "criteria": tuple(own)},)
        chapters.append(
            {"code": f"c{len(chapters)}_", "prefix": prefix, "title": draw(title), "clauses": clauses}
        )
    return Document(
        title=draw(title),
        purpose=draw(title),
        version=draw(st.integers(1, 99)),
        published_on=draw(st.dates(date(1990, 1, 1))),
        retired=draw(st.sampled_from([(), ("OLD-001", "OLD-02")])),
        chapters=tuple(chapters),
        positions=tuple(
            {"code": code, "title": draw(title), "channels": draw(some(channels))} for code in positions
        ),
        groups=groups,
        channels=tuple({"code": code, "title": draw(title)} for code in channels),
        stages=tuple({"code": code, "title": draw(title)} for code in stages),
        frameworks=tuple(
            {"code": code, "title": draw(title), "dimensions": own} for code, own in dimensions.items()
        ),
    )


@st.composite
def selections(draw: st.DrawFn, document: Document) -> tuple[Selection, ...]:
    """What might be chosen in the checklists of a document."""
    asked = [each.code for each in document.criteria()]
    left_out, reworded = (draw(st.lists(st.sampled_from(asked), unique=True)) for _ in range(2))
    return tuple(
        Selection(
            position=position.code,
            channel=position.channels[0],
            leave_out=tuple(left_out),
            reworded={code: draw(words(ANY)) for code in reworded},
            because=draw(words(ANY)),
        )
        for position in document.positions[: draw(st.integers(0, 2))]
    )
