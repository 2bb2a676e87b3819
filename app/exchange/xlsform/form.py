"""A form as XLSForm knows it, in our words: sections of proposed criteria, each with the name it bears in the form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from app.checklists.checklist import Checklist, Question
from app.scoring.responses import NON_ANSWERS
from app.standards.conditions import EnableWhen
from app.standards.criterion import (
    OWN_KEYS,
    SCORED_KINDS,
    Band,
    Code,
    Criterion,
    CriterionCode,
    Exact,
    Kind,
    Labels,
    Noun,
    Option,
    Text,
    VisitKind,
)

# Choices of a form that are no options of ours: nobody scores them.
NONE_OF_THESE = "none_of_these"
RESERVED = frozenset({*NON_ANSWERS, NONE_OF_THESE})
# What an asked question and a proposed criterion call alike.
ALIKE = (
    *("expected", "why", "good", "bad", "playbook", "kind", *OWN_KEYS, "weight", "critical", "required"),
    *("enable_when", "nature", "stage", "visits", "evidence", "dimensions"),
)


class Proposed(Noun):
    """A criterion without its clause, positions and channels: what one question of a form comes to.

    `name` is the question's name in the form, `row` where it stands there (0 where it came from no file).
    `assumed` names the keys of which the form says nothing, so that the author decides. `non_answers` says that the
    form offers "not applicable" and "could not see". `whole` is a number asked for as a whole one.
    """

    name: str
    row: int = 0
    assumed: tuple[str, ...] = ()
    non_answers: bool = False
    whole: bool = False
    code: CriterionCode
    question: Text
    expected: Text | None = None
    why: Text | None = None
    good: Text | None = None
    bad: Text | None = None
    playbook: Text | None = None
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
    critical: bool = False
    required: bool
    enable_when: EnableWhen | None = None
    nature: Literal["human", "conditions"]
    stage: Code
    visits: tuple[VisitKind, ...]
    evidence: Literal["none", "optional", "required"]
    dimensions: dict[Code, Code] = {}

    @property
    def scored(self) -> bool:
        return self.kind in SCORED_KINDS

    def as_criterion(self) -> Criterion:
        """What is known of the criterion so far, for rules that look at one; its missing texts are missing."""
        return Criterion.model_construct(
            **{name: getattr(self, name) for name in ("code", "question", *ALIKE)}
        )


class FormSection(Noun):
    """A group of the form; `name` is empty for questions outside any group. `pass_mark` is in per cent."""

    name: str
    stage: Code
    title: Text
    weight: Exact | None = None
    pass_mark: Exact | None = None
    questions: tuple[Proposed, ...]


class Form(Noun):
    """A whole form. `position` and `channel` are known where the form was once a checklist of ours."""

    form_id: str
    version: str = ""
    title: Text
    position: Code | None = None
    channel: Code | None = None
    minimum_coverage: Exact | None = None
    pass_mark: Exact | None = None
    sections: tuple[FormSection, ...]

    def questions(self) -> Iterator[Proposed]:
        """Give every question in the order of the form."""
        for section in self.sections:
            yield from section.questions


def form_of(checklist: Checklist, version: int) -> Form:
    """Give a version of a checklist as a form; the clause and the reference picture of a question stay behind."""
    sections = tuple(
        FormSection(
            name=f"stage_{section.id}",
            stage=section.id,
            title=section.title,
            weight=section.weight,
            pass_mark=section.pass_mark,
            questions=tuple(_proposed(question) for question in section.questions),
        )
        for section in checklist.sections
    )
    return Form(
        form_id=f"{checklist.position}_{checklist.channel}",
        version=str(version),
        title=checklist.title,
        position=checklist.position,
        channel=checklist.channel,
        minimum_coverage=checklist.minimum_coverage,
        pass_mark=checklist.pass_mark,
        sections=sections,
    )


def _proposed(question: Question) -> Proposed:
    return Proposed(
        name=question.id.replace("-", "_"),  # statistics programmes read a hyphen as minus
        non_answers=_offers_non_answers(question),
        code=question.id,
        question=question.text,
        **{name: getattr(question, name) for name in ALIKE},
    )


def _offers_non_answers(question: Question) -> bool:
    """Say whether a question offers why there is no answer; one whose own options are called so already does it."""
    own = {option.code for option in question.options or ()}
    return (question.scored or question.kind == "recommendation") and not own & RESERVED
