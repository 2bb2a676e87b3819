"""The sum behind every number, line by line, ready to be printed as a table in any language."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from app.scoring.exact import exact_sum, round_half_up, written


class QuestionLine(NamedTuple):
    """A scored question: weight × x = points, or why it was left out."""

    section: str
    question: str
    weight: Fraction
    x: Fraction | None
    points: Fraction | None
    working: str
    left_out: str | None

    def as_json(self) -> dict[str, Any]:
        """Give the line with its numbers written exactly, as "2/3"."""
        return {
            "line": "question",
            "section": self.section,
            "question": self.question,
            "weight": written(self.weight),
            "working": self.working,
            "x": None if self.x is None else written(self.x),
            "points": None if self.points is None else written(self.points),
            "left_out": self.left_out,
        }


class TotalLine(NamedTuple):
    """A score: 100 × points / weights. Of a section, or of the whole visit where `section` is None."""

    section: str | None
    points: Fraction
    weights: Fraction
    weight: Fraction | None = None  # the section's own, where sections carry weights

    @property
    def score(self) -> Fraction | None:
        """Give per cent, or None where there is no weight to divide by."""
        return 100 * self.points / self.weights if self.weights else None

    def as_json(self) -> dict[str, Any]:
        """Give the line with its sums written exactly and its score rounded."""
        line = {
            "points": written(self.points),
            "weights": written(self.weights),
            "score": printed(self.score),
        }
        if self.section is None:
            return {"line": "score"} | line
        weight = None if self.weight is None else written(self.weight)
        return {"line": "section", "section": self.section, "weight": weight} | line


class CoverageLine(NamedTuple):
    """Coverage: weight observed / weight applicable, beside the least the checklist asks for."""

    observed: Fraction
    applicable: Fraction
    minimum: Fraction
    coverage: Fraction | None

    def as_json(self) -> dict[str, Any]:
        """Give the line with its sums written exactly and the coverage rounded."""
        return {
            "line": "coverage",
            "observed": written(self.observed),
            "applicable": written(self.applicable),
            "minimum": written(self.minimum),
            "coverage": printed(self.coverage),
        }


Line = QuestionLine | TotalLine | CoverageLine


def total(
    lines: Sequence[QuestionLine], section: str | None = None, weight: Fraction | None = None
) -> TotalLine:
    """Add up the observed questions among the lines."""
    seen = [(line.points, line.weight) for line in lines if line.points is not None]
    return TotalLine(section, exact_sum(p for p, _ in seen), exact_sum(w for _, w in seen), weight)


def total_of_sections(sections: Sequence[TotalLine]) -> TotalLine:
    """Weigh the section scores: Σ W·S / Σ W over the sections that have a score."""
    scored = [
        (section.weight, section.score)
        for section in sections
        if section.weight is not None and section.score is not None
    ]
    points = exact_sum(weight * score / 100 for weight, score in scored)
    return TotalLine(None, points, exact_sum(weight for weight, _ in scored))


def printed(number: Fraction | None) -> float | None:
    """Give the number rounded half-up to two places; a float holds that many digits without a trace of drift."""
    return None if number is None else float(round_half_up(number))
