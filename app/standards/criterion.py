"""A criterion: one thing to be seen or heard, asked in both languages."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, StrictBool, StrictInt, model_serializer

from app.standards.conditions import EnableWhen
from app.standards.noun import Code, CriterionCode, Exact, Noun, Text

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


class Picture(Noun):
    """What is expected, as a picture: a file of standards/pictures, told in words to those who cannot see it.

    `content` is the file in base64, put in when the folder is read: a published picture never changes.
    """

    file: str = Field(pattern=r"^[a-z0-9-]+\.(svg|jpg)$")
    alt: Text
    content: str = ""

    @property
    def address(self) -> str:
        """The whole picture as an address, so that it travels inside the form."""
        kind = "svg+xml" if self.file.endswith(".svg") else "jpeg"
        return f"data:image/{kind};base64,{self.content}"


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
    playbook: Text | None = None  # what to do when it fails
    picture: Picture | None = None
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
    enable_when: EnableWhen | None = None
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

    @model_serializer(mode="wrap")
    def _without_an_empty_playbook(self, plain: SerializerFunctionWrapHandler) -> dict[str, Any]:
        # A document written before there were playbooks keeps its digest.
        return {key: value for key, value in plain(self).items() if key != "playbook" or value is not None}

    def asked_of(self, position: str, channel: str) -> bool:
        """Say whether this is asked about a position met on a channel."""
        return position in self.positions and channel in self.channels
