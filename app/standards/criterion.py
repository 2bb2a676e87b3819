"""A criterion: one thing to be seen or heard, asked in both languages, and the words all such nouns are built of."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StrictBool,
    StrictInt,
    WithJsonSchema,
)

Kind = Literal[
    "yes_no", "scale", "choice", "choices", "number", "duration", "found_of_sought",
    "recommendation", "text", "photo", "signature", "date", "time",
]  # fmt: skip
SCORED_KINDS = frozenset({"yes_no", "scale", "choice", "choices", "number", "duration", "found_of_sought"})
OWN_KEYS = ("options", "bands", "min", "max", "labels", "sought", "unit", "fails_on")
KEYS_OF_KIND: dict[str, frozenset[str]] = {
    "yes_no": frozenset({"fails_on"}),
    "scale": frozenset({"min", "max", "labels"}),
    "choice": frozenset({"options"}),
    "choices": frozenset({"options"}),
    "number": frozenset({"bands", "unit"}),
    "duration": frozenset({"bands"}),
    "found_of_sought": frozenset({"sought"}),
}

VisitKind = Literal["mystery", "audit"]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
CriterionCode = Annotated[str, Field(pattern=r"^[A-Z]{2,4}-[0-9]{2,3}$")]


def _a_number(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("should be a number")
    return value


def _shortest(number: Decimal) -> int | str:
    """JSON that loses nothing: a whole number as it is, a part as text."""
    return int(number) if number == number.to_integral_value() else format(number.normalize(), "f")


# Kept as it was written: no binary fraction ever stands for 0.1.
Exact = Annotated[
    Decimal,
    BeforeValidator(_a_number),
    Field(max_digits=9, decimal_places=4),
    PlainSerializer(_shortest, when_used="json"),
    WithJsonSchema({"type": ["number", "string"], "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}),
]


class Noun(BaseModel):
    """A part of the document: cannot be changed, knows every one of its words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def canonical(self) -> bytes:
        """Give the one JSON text of this part: sorted keys, no spaces, UTF-8."""
        plain = self.model_dump(mode="json")
        return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def digest(self) -> str:
        """Give the SHA-256 of the canonical text in hexadecimal: the address of exactly these words."""
        return hashlib.sha256(self.canonical()).hexdigest()


class Text(Noun):
    """The same words in both languages."""

    ru: str = Field(pattern=r"\S")
    en: str = Field(pattern=r"\S")

    def in_(self, language: str) -> str:
        """Give the words in "ru" or "en"; any other language reads English."""
        return self.ru if language == "ru" else self.en


class Option(Noun):
    """One answer to choose; an excluded one makes the question not applicable."""

    code: Code
    points: Exact | None = None
    title: Text
    excluded: StrictBool = False


class Band(Noun):
    """What a number or a time up to `max` is worth; the band without `max` takes the rest."""

    max: Exact | None = None
    points: Exact


class Labels(Noun):
    """What the two ends of a scale mean."""

    low: Text
    high: Text


def _scored(data: dict[str, Any]) -> bool:
    return data["kind"] in SCORED_KINDS


class Criterion(Noun):
    """One thing to be seen or heard, with the question that asks about it and all that explains it."""

    code: CriterionCode
    question: Text
    expected: Text
    why: Text
    good: Text
    bad: Text
    kind: Kind
    options: tuple[Option, ...] | None = None
    bands: tuple[Band, ...] | None = None
    min: StrictInt | None = None
    max: StrictInt | None = None
    labels: Labels | None = None
    sought: StrictInt | None = Field(default=None, ge=1)
    unit: Text | None = None
    fails_on: Literal["yes", "no"] | None = None
    weight: Exact = Field(default=Decimal(0), ge=0)
    critical: StrictBool = False
    required: StrictBool = Field(default_factory=_scored)
    nature: Literal["human", "conditions"]
    stage: Code
    positions: tuple[Code, ...] = Field(min_length=1)
    channels: tuple[Code, ...] = Field(min_length=1)
    visits: tuple[VisitKind, ...] = Field(default=("mystery", "audit"), min_length=1)
    evidence: Literal["none", "optional", "required"] = "optional"
    dimensions: dict[Code, Code] = {}

    @property
    def scored(self) -> bool:
        return self.kind in SCORED_KINDS

    def asked_of(self, position: str, channel: str) -> bool:
        """Say whether this is asked about a position met on a channel."""
        return position in self.positions and channel in self.channels
