"""Whether a condition can be met: its item exists, its op fits the item's kind, its value is an answer to the item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from app.standards.conditions import ORDERED, Condition, Op, Scalar
from app.standards.criterion import Criterion
from app.standards.problems import Where

CHOSEN: frozenset[Op] = frozenset({"eq", "ne", "in"})
COUNTED: frozenset[Op] = CHOSEN | ORDERED
# The ops of each kind beside `answered`, which fits them all; a kind not named here has no other.
OPS: dict[str, frozenset[Op]] = {
    "yes_no": CHOSEN,
    "choice": CHOSEN,
    "choices": frozenset({"contains"}),
    "scale": COUNTED,
    "recommendation": COUNTED,
    "number": COUNTED,
    "duration": COUNTED,
    "found_of_sought": COUNTED,
}


def misfits(criterion: Criterion, known: Mapping[str, Criterion]) -> Iterator[tuple[Where, str]]:
    """Say what is wrong with the conditions of a criterion, and where in it. `known` is every criterion by code."""
    if criterion.enable_when is None:
        return
    name = "all" if criterion.enable_when.all else "any"
    for at, condition in enumerate(criterion.enable_when.conditions):
        path: Where = ("enable_when", name, at)
        item = known.get(condition.item)
        if condition.item == criterion.code:
            yield (*path, "item"), "a question cannot hang on its own answer"
        elif item is None:
            yield (*path, "item"), f"there is no criterion {condition.item}"
        elif condition.op != "answered" and condition.op not in OPS.get(item.kind, frozenset()):
            yield (*path, "op"), f"{condition.op} does not fit {item.code}, which is of the kind {item.kind}"
        else:
            for message in _foreign(condition, item):
                yield (*path, "value"), message


def _foreign(condition: Condition, item: Criterion) -> Iterator[str]:
    if condition.op == "answered":
        return
    for value in condition.values:
        if not _answers(value, item):
            yield f"{value} is not an answer to {item.code}"


def _answers(value: Scalar, item: Criterion) -> bool:
    match item.kind:
        case "yes_no":
            return value in {"yes", "no"}
        case "choice" | "choices":
            return value in {option.code for option in item.options or ()}
    if not isinstance(value, Decimal):
        return False
    match item.kind:
        case "scale":
            return _whole(value) and (item.min or 0) <= value <= (item.max or 0)
        case "recommendation":
            return _whole(value) and 0 <= value <= 10
        case "found_of_sought":
            return _whole(value) and value >= 0
        case _:
            return value >= 0


def _whole(value: Decimal) -> bool:
    return value == value.to_integral_value()
