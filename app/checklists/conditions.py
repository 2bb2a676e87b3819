"""Which questions of a checklist are asked, given the answers so far; static/js/lib/conditions.js says the same.

The rules, kept by both and by tests/conditions/vectors.json:

- Looking back only: a condition knows the questions that stand before its own and are asked themselves. An item that is
  hidden, comes later or does not exist counts as not answered, so that what hangs on a hidden question hides too.
- What an answer is worth depends on the kind of its question: "yes" or "no"; a text that is not empty (choice, text,
  date, time); a list of texts (choices; "none of these" is the empty list, and an answer); a number (scale,
  recommendation, number, duration); the number found (found_of_sought, whatever was sought); photos (photo, signature).
- A non-answer (not applicable, not observed) and an answer of any other shape have no value; nothing is ever refused.
- Without a value every comparison is false, also `ne`. Only `answered` speaks of that: `answered: true` holds where
  there is a value, `answered: false` where there is none. A non-answer is no value: what could not be seen opens nothing.
- A number compares with a number only, a code with a text only; unlike things are neither `eq` nor `ne`.
- Numbers are exact decimals. They come as JSON numbers up to 2^53 - 1, taken by their shortest writing, or as text of at
  most 40 characters such as "-0.10" or "1e3"; anything longer or larger has no value.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Protocol

from app.checklists.checklist import Checklist
from app.standards.conditions import Condition, EnableWhen, Scalar

Value = Decimal | str | tuple[str, ...] | bool  # True: given by photos
ORDER = {"gt": operator.gt, "ge": operator.ge, "lt": operator.lt, "le": operator.le}
LARGEST = 2**53 - 1  # past it a reader in JavaScript sees another number
LONGEST = 40
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")


class Asked(Protocol):
    """What conditions need to know of a question."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def enable_when(self) -> EnableWhen | None: ...


def shown(
    questions: Iterable[Asked], answers: Mapping[str, Any], photos: Mapping[str, int] | None = None
) -> set[str]:
    """Give the codes of the questions that are asked, of questions in the order in which they are asked.

    `answers` holds `{"value": …}` or `{"non_answer": …}` by code, `photos` how many pictures a question has.
    """
    values: dict[str, Value | None] = {}
    for question in questions:
        if question.enable_when is None or _enabled(question.enable_when, values):
            code = question.id
            values[code] = _value(question.kind, answers.get(code), (photos or {}).get(code, 0))
    return set(values)


def without_hidden(
    checklist: Checklist, answers: Mapping[str, Any], photos: Mapping[str, int] | None = None
) -> Checklist:
    """Give the checklist with only the questions that are asked; a section may be left without any."""
    asked = shown(checklist.questions(), answers, photos)
    sections = tuple(
        section.model_copy(
            update={"questions": tuple(each for each in section.questions if each.id in asked)}
        )
        for section in checklist.sections
    )
    return checklist.model_copy(update={"sections": sections})


def _enabled(when: EnableWhen, values: Mapping[str, Value | None]) -> bool:
    held = (_holds(each, values.get(each.item)) for each in when.conditions)
    return all(held) if when.all else any(held)


def _holds(condition: Condition, value: Value | None) -> bool:
    wanted = condition.values
    match condition.op:
        case "answered":
            return (value is not None) == wanted[0]
        case "contains":
            return isinstance(value, tuple) and wanted[0] in value
        case "eq" | "in":
            return any(_alike(value, each) and value == each for each in wanted)
        case "ne":
            return _alike(value, wanted[0]) and value != wanted[0]
        case order:
            return (
                isinstance(value, Decimal)
                and isinstance(wanted[0], Decimal)
                and ORDER[order](value, wanted[0])
            )


def _alike(value: Value | None, wanted: Scalar) -> bool:
    return any(isinstance(value, sort) and isinstance(wanted, sort) for sort in (Decimal, str))


def _value(kind: str, answer: Any, photos: int) -> Value | None:
    if kind in {"photo", "signature"}:
        return True if photos > 0 else None
    if not isinstance(answer, Mapping) or answer.get("non_answer") is not None:
        return None
    value = answer.get("value")
    match kind:
        case "yes_no":
            return value if isinstance(value, str) and value in {"yes", "no"} else None
        case "choice" | "text" | "date" | "time":
            return value if isinstance(value, str) and value else None
        case "choices":
            if isinstance(value, list) and all(isinstance(each, str) for each in value):
                return tuple(value)
            return None
        case "scale" | "recommendation" | "number" | "duration":
            return _number(value)
        case "found_of_sought":
            return _number(value.get("found")) if isinstance(value, Mapping) else None
        case _:
            return None


def _number(value: Any) -> Decimal | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST:
        value = repr(value)
    if isinstance(value, str) and len(value) <= LONGEST and NUMBER.fullmatch(value):
        return Decimal(value)
    return None
