"""A checklist version as scoring sees it: sections of questions, weights, pass marks, least coverage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from app.scoring.malformed import Malformed
from app.scoring.questions import Question, parse_question
from app.scoring.reading import each, mapping, name, no_twins, optional_number

MINIMUM_COVERAGE = Fraction(7, 10)


@dataclass(frozen=True, slots=True)
class Section:
    """Questions asked together; its weight is None where the checklist weighs questions only."""

    id: str
    weight: Fraction | None
    pass_mark: Fraction | None  # per cent
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """One immutable version of a checklist."""

    minimum_coverage: Fraction  # 0 to 1
    pass_mark: Fraction | None  # per cent
    sections: tuple[Section, ...]

    def questions(self) -> Iterator[Question]:
        """Give every question in the order of the checklist."""
        for section in self.sections:
            yield from section.questions

    @property
    def weighs_sections(self) -> bool:
        return self.sections[0].weight is not None


def parse_checklist(data: dict[str, Any]) -> Checklist:
    """Read a checklist from plain data in the shape `flask scoring explain` takes.

    The least coverage is 0.7 unless set. A section may be empty, a checklist may not. Raises Malformed.
    """
    try:
        return _checklist(mapping(data))
    except Malformed as wrong:
        raise wrong.within("checklist") from None


def _checklist(data: dict[str, Any]) -> Checklist:
    minimum = optional_number(data, "minimum_coverage", high=1)
    pass_mark = optional_number(data, "pass_mark", high=100)
    sections = each(data, "sections", "section", _section)
    if not sections:
        raise Malformed("sections are missing")
    no_twins([section.id for section in sections], "section")
    if len({section.weight is None for section in sections}) > 1:
        raise Malformed("some sections have a weight and some have none")
    checklist = Checklist(MINIMUM_COVERAGE if minimum is None else minimum, pass_mark, sections)
    no_twins([question.id for question in checklist.questions()], "question")
    return checklist


def _section(data: dict[str, Any]) -> Section:
    return Section(
        id=name(data, "id"),
        weight=optional_number(data, "weight"),
        pass_mark=optional_number(data, "pass_mark", high=100),
        questions=each(data, "questions", "question", parse_question),
    )
