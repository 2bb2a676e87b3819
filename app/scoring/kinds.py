"""The scored kinds of question: what each one's keys are, which values it takes, and the x in [0, 1] a value earns.

To add a kind: write a class with `read` (its own keys) and `mark` (value in, Mark out), name it in
`questions.KINDS`, and put a worked example in `tests/scoring/cases/`. A kind that is only recorded goes to
`recorded.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, NamedTuple, Protocol

from app.scoring.exact import ONE, ZERO, exact, exact_sum
from app.scoring.malformed import Malformed
from app.scoring.reading import each, mapping, name, no_twins, number, optional_number, shown, truth

NOT_APPLICABLE = "not_applicable"


class Mark(NamedTuple):
    """What a response comes to: its x, or why it is left out (with neither it is only recorded)."""

    x: Fraction | None = None
    working: str = ""  # how x came about, in figures and codes, so that it prints in any language
    left_out: str | None = None


class Kind(Protocol):
    """A kind of question with the keys one question gave it. Both methods raise Malformed."""

    scored: ClassVar[bool]

    @classmethod
    def read(cls, data: dict[str, Any]) -> Kind:
        """Take the question's own keys."""

    def mark(self, value: Any) -> Mark:
        """Take the value of a response and give its mark."""


@dataclass(frozen=True, slots=True)
class YesNo:
    """`yes` is worth 1 and `no` 0; `fails_on: yes` turns it round."""

    scored: ClassVar[bool] = True
    fails_on: str

    @classmethod
    def read(cls, data: dict[str, Any]) -> YesNo:
        fails_on = data.get("fails_on")
        if fails_on not in (None, "yes", "no"):
            raise Malformed(f"fails_on {shown(fails_on)} is neither yes nor no")
        return cls(fails_on or "no")

    def mark(self, value: Any) -> Mark:
        if value not in ("yes", "no"):
            raise Malformed(f"value {shown(value)} is neither yes nor no")
        return Mark(ZERO if value == self.fails_on else ONE, value)


@dataclass(frozen=True, slots=True)
class Scale:
    """A number from min to max, in proportion: (value − min) / (max − min). Parts of a step are allowed."""

    scored: ClassVar[bool] = True
    low: Fraction
    high: Fraction

    @classmethod
    def read(cls, data: dict[str, Any]) -> Scale:
        low, high = number(data, "min"), number(data, "max")
        if low >= high:
            raise Malformed("min is not below max")
        return cls(low, high)

    def mark(self, value: Any) -> Mark:
        at = exact(value, high=self.high)
        if at < self.low:
            raise Malformed(f"value is below {self.low}")
        return Mark(
            (at - self.low) / (self.high - self.low), f"({at} − {self.low}) / ({self.high} − {self.low})"
        )


class Option(NamedTuple):
    """One answer offered: its points, or None where choosing it makes the question not applicable."""

    code: str
    points: Fraction | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the options: its points / the best points of the question."""

    scored: ClassVar[bool] = True
    points: dict[str, Fraction | None]
    full: Fraction  # the points that make x = 1

    @classmethod
    def read(cls, data: dict[str, Any]) -> Choice:
        points, counted = _options(data)
        return cls(points, max(counted))

    def mark(self, value: Any) -> Mark:
        if not isinstance(value, str) or value not in self.points:
            raise Malformed(f"value {shown(value)} is not among the options")
        points = self.points[value]
        if points is None:
            return Mark(None, value, NOT_APPLICABLE)
        return Mark(points / self.full, f"{value}: {points} / {self.full}")


@dataclass(frozen=True, slots=True)
class Choices:
    """Any of the options: Σ points chosen / Σ points offered, none chosen is 0, excluded ones are not on offer.

    An excluded option makes the question not applicable even when others are chosen with it.
    """

    scored: ClassVar[bool] = True
    points: dict[str, Fraction | None]
    full: Fraction

    @classmethod
    def read(cls, data: dict[str, Any]) -> Choices:
        points, counted = _options(data)
        return cls(points, exact_sum(counted))

    def mark(self, value: Any) -> Mark:
        if not isinstance(value, list | tuple):
            raise Malformed("value is not a list of codes")
        for code in value:
            if not isinstance(code, str) or code not in self.points:
                raise Malformed(f"value {shown(code)} is not among the options")
        no_twins(list(value), "value")
        chosen = [self.points[code] for code in value]
        if any(points is None for points in chosen):
            return Mark(None, " + ".join(value), NOT_APPLICABLE)
        earned = exact_sum(points for points in chosen if points is not None)
        return Mark(earned / self.full, f"{' + '.join(value) or '—'}: {earned} / {self.full}")


@dataclass(frozen=True, slots=True)
class Banded:
    """A number, or seconds on a stopwatch: worth the points of the first band whose max it does not pass.

    Bands are tried as listed, a band without max takes whatever reaches it; a value past every max is outside
    the question's range.
    """

    scored: ClassVar[bool] = True
    bands: tuple[tuple[Fraction | None, Fraction], ...]  # (max, x)

    @classmethod
    def read(cls, data: dict[str, Any]) -> Banded:
        def band(item: dict[str, Any]) -> tuple[Fraction | None, Fraction]:
            return optional_number(item, "max"), number(item, "points", high=1)

        bands = each(data, "bands", "band", band)
        if not bands:
            raise Malformed("bands are missing")
        return cls(bands)

    def mark(self, value: Any) -> Mark:
        at = exact(value)
        for top, x in self.bands:
            if top is None or at <= top:
                return Mark(x, str(at) if top is None else f"{at} ≤ {top}")
        raise Malformed("value is above the max of every band")


@dataclass(frozen=True, slots=True)
class FoundOfSought:
    """So many found of so many sought; where nothing was sought the question is not applicable."""

    scored: ClassVar[bool] = True

    @classmethod
    def read(cls, data: dict[str, Any]) -> FoundOfSought:
        return cls()

    def mark(self, value: Any) -> Mark:
        try:
            counted = mapping(value)
            sought = number(counted, "sought")
            found = number(counted, "found", high=sought)
        except Malformed as wrong:
            raise wrong.within("value") from None
        if not sought:
            return Mark(None, "0 / 0", NOT_APPLICABLE)
        return Mark(found / sought, f"{found} / {sought}")


def _options(data: dict[str, Any]) -> tuple[dict[str, Fraction | None], list[Fraction]]:
    """Read the options: points by code, and the points that count. With none to earn there would be no x at all."""

    def option(item: dict[str, Any]) -> Option:
        excluded = truth(item, "excluded", default=False)
        points = optional_number(item, "points") if excluded else number(item, "points")
        return Option(name(item, "code"), None if excluded else points)

    options = each(data, "options", "option", option)
    no_twins([option.code for option in options], "option")
    counted = [option.points for option in options if option.points is not None]
    if not counted:
        raise Malformed("every option is excluded" if options else "options are missing")
    if not any(counted):
        raise Malformed("no option is worth any points")
    return dict(options), counted
