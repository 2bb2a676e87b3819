"""A checklist: what is asked about one position on one channel, stage by stage, frozen so that a score can be redone."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from pydantic import SerializerFunctionWrapHandler, model_serializer

from app.standards.conditions import EnableWhen
from app.standards.criterion import (
    OWN_KEYS,
    SCORED_KINDS,
    Band,
    Code,
    CriterionCode,
    Exact,
    Kind,
    Labels,
    Noun,
    Option,
    Picture,
    Text,
    VisitKind,
)

# Left out of a stored question when empty, so that a key unknown to it changes no digest.
ABSENT = frozenset({*OWN_KEYS, "enable_when", "picture", "playbook"})
NARRATIVE = "impression"  # the stage a covert visitor tells first, while memory is fresh


class Question(Noun):
    """A criterion as it is asked here, with its clause and everything that explains it."""

    id: CriterionCode
    clause: str  # its number, such as 3.2
    clause_title: Text
    text: Text
    expected: Text
    why: Text
    good: Text
    bad: Text
    playbook: Text | None = None
    picture: Picture | None = None
    kind: Kind
    options: tuple[Option, ...] | None = None
    bands: tuple[Band, ...] | None = None
    min: int | None = None
    max: int | None = None
    labels: Labels | None = None
    sought: int | None = None
    unit: Text | None = None
    fails_on: Literal["yes", "no"] | None = None
    weight: Exact
    critical: bool
    required: bool
    dimensions: dict[Code, Code]
    stage: Code
    nature: Literal["human", "conditions"]
    visits: tuple[VisitKind, ...]
    evidence: Literal["none", "optional", "required"]
    enable_when: EnableWhen | None = None

    @property
    def scored(self) -> bool:
        return self.kind in SCORED_KINDS

    @model_serializer(mode="wrap")
    def _without_absent_keys(self, plain: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {key: value for key, value in plain(self).items() if value is not None or key not in ABSENT}


class Section(Noun):
    """One stage of the customer's journey; `pass_mark` is in per cent."""

    id: Code
    title: Text
    weight: Exact | None = None
    pass_mark: Exact | None = None
    questions: tuple[Question, ...]


class Checklist(Noun):
    """What is asked; `minimum_coverage` is a share from 0 to 1, `pass_mark` is in per cent.

    It does not know the version of the document it came from: while nothing in it changes, its digest stays.
    """

    position: Code
    channel: Code
    title: Text
    minimum_coverage: Exact = Decimal("0.7")
    pass_mark: Exact | None = None
    sections: tuple[Section, ...]

    def questions(self) -> Iterator[Question]:
        """Give every question in the order of the contact."""
        for section in self.sections:
            yield from section.questions

    def question(self, code: str) -> Question:
        """Give the question that asks about this criterion; KeyError if it is not asked here."""
        for question in self.questions():
            if question.id == code:
                return question
        raise KeyError(code)

    @property
    def asked(self) -> int:
        """How many questions there are."""
        return sum(1 for _ in self.questions())

    @property
    def critical(self) -> int:
        """How many questions fail the visit by themselves."""
        return sum(question.critical for question in self.questions())

    @property
    def human_share(self) -> Fraction:
        """The share of all weight that lies on what a person does or says, 0 to 1."""
        weights = [(question.nature, Fraction(question.weight)) for question in self.questions()]
        total = sum(weight for _, weight in weights)
        return sum((weight for nature, weight in weights if nature == "human"), Fraction(0)) / (total or 1)

    def for_visit(self, kind: str) -> Checklist:
        """Give the checklist of a kind of visit: only what can be seen on it; a covert visitor begins with the story.

        A visit is open if its kind is "audit"; any other (a mystery visit, a visit to a competitor) is covert.
        """
        seen_on = "audit" if kind == "audit" else "mystery"
        sections = []
        for section in self.sections:
            seen = tuple(question for question in section.questions if seen_on in question.visits)
            if seen:
                sections.append(section.model_copy(update={"questions": seen}))
        if seen_on == "mystery":
            sections.sort(key=lambda section: section.id != NARRATIVE)
        return self.model_copy(update={"sections": tuple(sections)})
