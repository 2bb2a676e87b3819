"""A question of a checklist: its kind, its weight, and the places its mark is counted in."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from app.scoring.exact import ONE
from app.scoring.kinds import Banded, Choice, Choices, FoundOfSought, Kind, Scale, YesNo
from app.scoring.malformed import Malformed
from app.scoring.reading import mapping, name, optional_name, optional_number, shown, truth
from app.scoring.recorded import Clock, Day, Recommendation, Reference, Text

KINDS: dict[str, type[Kind]] = {
    "yes_no": YesNo,
    "scale": Scale,
    "choice": Choice,
    "choices": Choices,
    "number": Banded,
    "duration": Banded,
    "found_of_sought": FoundOfSought,
    "recommendation": Recommendation,
    "text": Text,
    "photo": Reference,
    "signature": Reference,
    "date": Day,
    "time": Clock,
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question as its checklist version froze it."""

    id: str
    kind: Kind
    weight: Fraction
    critical: bool
    required: bool
    dimensions: dict[str, str]  # framework: dimension
    stage: str | None
    nature: str | None

    @property
    def scored(self) -> bool:
        return self.kind.scored


def parse_question(data: dict[str, Any]) -> Question:
    """Read a question. Weight is 1, critical false and required true unless set. Raises Malformed."""
    own_id = name(data, "id")
    kind = name(data, "kind")
    if kind not in KINDS:
        raise Malformed(f"kind {shown(kind)} is unknown")
    weight = optional_number(data, "weight")
    return Question(
        id=own_id,
        kind=KINDS[kind].read(data),
        weight=ONE if weight is None else weight,
        critical=truth(data, "critical", default=False),
        required=truth(data, "required", default=True),
        dimensions=_dimensions(data),
        stage=optional_name(data, "stage"),
        nature=optional_name(data, "nature"),
    )


def _dimensions(data: dict[str, Any]) -> dict[str, str]:
    """Read the question's dimension in each framework that has one for it."""
    if data.get("dimensions") is None:
        return {}
    try:
        named = mapping(data["dimensions"])
        return {framework: name(named, framework) for framework in named if named[framework] is not None}
    except Malformed as wrong:
        raise wrong.within("dimensions") from None
