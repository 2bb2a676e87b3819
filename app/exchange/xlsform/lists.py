"""What a list of choices comes to: yes or no, the steps of a scale, or options with their points."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from app.exchange.xlsform.cells import Points
from app.exchange.xlsform.form import NONE_OF_THESE
from app.exchange.xlsform.rows import NON_ANSWERS, YES_NO
from app.standards.conditions import WORD
from app.standards.criterion import Labels, Option
from app.standards.noun import Text

STEP = re.compile(r"[0-9]{1,3}")
MOST_CHOICES = 101


class Unfit(ValueError):
    """The choices are none that we read; `row` is where on their sheet, `reason` a lazy text."""

    def __init__(self, row: int, reason: Any) -> None:
        super().__init__(row)
        self.row, self.reason = row, reason


@dataclass(frozen=True)
class Choice:
    """One row of the sheet of choices."""

    name: str
    label: Text
    row: int


Choices = tuple[Choice, ...]


def without_reserved(choices: Choices, own: Mapping[str, Points]) -> tuple[Choices, bool]:
    """Give the choices without "not applicable" and "could not see", and whether both were there.

    What has points is an option, however it is called.
    """
    reserved = {each.name for each in choices} & set(NON_ANSWERS) - own.keys()
    if len(reserved) < len(NON_ANSWERS):
        return choices, False
    return tuple(each for each in choices if each.name not in reserved), True


def without_none(choices: Choices, own: Mapping[str, Points]) -> Choices:
    """Give the choices without "none of these"."""
    return tuple(each for each in choices if each.name != NONE_OF_THESE or NONE_OF_THESE in own)


def kind_of(choices: Choices) -> str:
    """Say what a list looks like where nobody says it: yes_no with the usual words, scale or choice."""
    if [(each.name, each.label) for each in choices] == list(YES_NO.items()) or _usual(choices):
        return "yes_no"
    return "scale" if choices and all(STEP.fullmatch(each.name) for each in choices) else "choice"


def _usual(choices: Choices) -> bool:
    """Whether these are yes and no in one language alone."""
    words = [(each.name, {each.label.ru, each.label.en}) for each in choices]
    return words in [
        [(name, {text.in_(language)}) for name, text in YES_NO.items()] for language in ("ru", "en")
    ]


def steps(choices: Choices) -> dict[str, Any]:
    """Give the min, max and labels of a scale. Raises Unfit."""
    numbers = []
    for each in choices:
        if not STEP.fullmatch(each.name):
            raise Unfit(each.row, _l("a scale is made of whole numbers"))
        numbers.append(int(each.name))
    low, high = numbers[0], numbers[-1]
    if len(numbers) < 2 or numbers != list(range(low, high + 1)):
        raise Unfit(choices[0].row, _l("the steps of a scale rise by one"))
    ends = [_words(choices[0]), _words(choices[-1])]
    for each in choices[1:-1]:
        if _words(each):
            raise Unfit(each.row, _l("a scale has words at its two ends only; give the others their number"))
    if (ends[0] is None) != (ends[1] is None):
        raise Unfit(choices[0].row, _l("a scale has words at both ends or at none"))
    labels = Labels(low=ends[0], high=ends[1]) if ends[0] and ends[1] else None
    return {"min": low, "max": high, "labels": labels}


def _words(choice: Choice) -> Text | None:
    """Give the words beside the number of a step; None for a bare number."""
    found = {}
    for language, label in (("ru", choice.label.ru), ("en", choice.label.en)):
        if label == choice.name:
            continue
        beside = re.fullmatch(rf"{choice.name}\s*[—–-]\s*(\S.*)", label, re.DOTALL)
        if not beside:
            raise Unfit(choice.row, _l("the label of a step is its number, or its number, a dash and words"))
        found[language] = beside[1]
    if len(found) == 1:
        raise Unfit(choice.row, _l("a step has words in both languages or in none"))
    return Text(**found) if found else None


def options(choices: Choices, own: Mapping[str, Points]) -> tuple[Option, ...]:
    """Give the options, each with its points; without any every option is worth 1. Raises Unfit."""
    found = []
    for each in choices:
        if not WORD.fullmatch(each.name):
            raise Unfit(
                each.row,
                _l("“%(name)s” is no name of an option: small Latin letters, digits and _", name=each.name),
            )
        if own and each.name not in own:
            raise Unfit(each.row, _l("“%(name)s” has no points in etalon::points", name=each.name))
        told = own.get(each.name) or Points("excluded" if each.name in NON_ANSWERS else "1")
        found.append(Option(code=each.name, points=told.points, title=each.label, excluded=told.excluded))
    return tuple(found)
