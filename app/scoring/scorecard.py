"""A visit's score, its verdict with every reason, and the sum behind each number.

Where the rules could be read two ways, this is how they are kept:

- Coverage weighs questions, never sections. Not observed is applicable; not applicable and unanswered are not.
- With no scored response observed there is neither score nor coverage. With no weight to divide by there is no
  score; either way the visit is too little seen and "coverage" is the reason.
- A section without a score (nothing observed, or its weights sum to 0) is left out of the whole with its weight,
  and misses no pass mark.
- `scored` counts scored questions observed; the other counts are over every question, so that a required text
  left empty is both a reason and a count. Recorded kinds enter no sum.
- Reasons come in one order: unanswered, critical, section pass mark, pass mark, coverage; within each, the order
  of the checklist. All that hold are given, whatever the verdict.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from app.scoring.arithmetic import (
    CoverageLine,
    Line,
    QuestionLine,
    TotalLine,
    printed,
    total,
    total_of_sections,
)
from app.scoring.checklist import Checklist, Section
from app.scoring.exact import ZERO, exact_sum
from app.scoring.kinds import NOT_APPLICABLE
from app.scoring.responses import NOT_OBSERVED, UNANSWERED, Responses
from app.scoring.verdict import Reason, Verdict, verdict_for

Score = Fraction | None  # per cent, exact


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The scored visit. Scores are exact per cent, coverage an exact share of 1, None where there is none."""

    score: Score
    coverage: Fraction | None
    verdict: Verdict
    reasons: tuple[Reason, ...]
    sections: dict[str, Score]
    dimensions: dict[str, dict[str, Score]]  # framework: dimension: score
    stages: dict[str, Score]
    natures: dict[str, Score]
    counts: dict[str, int]
    lines: tuple[Line, ...]

    def as_json(self) -> dict[str, Any]:
        """Give the scorecard as plain data, percentages and coverage rounded half-up to two places."""
        return {
            "score": printed(self.score),
            "coverage": printed(self.coverage),
            "verdict": self.verdict.value,
            "reasons": [reason.as_json() for reason in self.reasons],
            "sections": _printed(self.sections),
            "dimensions": {framework: _printed(scores) for framework, scores in self.dimensions.items()},
            "stages": _printed(self.stages),
            "natures": _printed(self.natures),
            "counts": dict(self.counts),
            "arithmetic": [line.as_json() for line in self.lines],
        }


def score(checklist: Checklist, responses: Responses) -> Scorecard:
    """Score one visit exactly. The same checklist version and responses always give the same scorecard."""
    by_section = [_lines(section, responses) for section in checklist.sections]
    lines = [line for section in by_section for line in section]
    sections = [
        total(section_lines, section.id, section.weight)
        for section, section_lines in zip(checklist.sections, by_section, strict=True)
    ]
    whole = total_of_sections(sections) if checklist.weighs_sections else total(lines)
    coverage = _coverage(checklist, lines)
    reasons = _reasons(checklist, responses, sections, whole.score, coverage)
    dimensions, stages, natures = _cuts(checklist, lines)
    return Scorecard(
        score=whole.score,
        coverage=coverage.coverage,
        verdict=verdict_for(reasons),
        reasons=reasons,
        sections={line.section: line.score for line in sections if line.section is not None},
        dimensions=dimensions,
        stages=stages,
        natures=natures,
        counts=_counts(checklist, responses),
        lines=(*lines, *sections, coverage, whole),
    )


def _lines(section: Section, responses: Responses) -> list[QuestionLine]:
    lines = []
    for question in section.questions:
        if question.scored:
            x, working, left_out = responses.mark(question)
            points = None if x is None else _points(question.weight, x)
            lines.append(QuestionLine(section.id, question.id, question.weight, x, points, working, left_out))
    return lines


def _points(weight: Fraction, x: Fraction) -> Fraction:
    """weight × x; all or nothing, as most answers are, without a multiplication."""
    if x.denominator == 1:
        return weight if x.numerator else ZERO
    return weight * x


def _coverage(checklist: Checklist, lines: Sequence[QuestionLine]) -> CoverageLine:
    observed = exact_sum(line.weight for line in lines if line.x is not None)
    applicable = observed + exact_sum(line.weight for line in lines if line.left_out == NOT_OBSERVED)
    anything = applicable and any(line.x is not None for line in lines)
    return CoverageLine(
        observed, applicable, checklist.minimum_coverage, observed / applicable if anything else None
    )


def _reasons(
    checklist: Checklist,
    responses: Responses,
    sections: Sequence[TotalLine],
    whole: Score,
    seen: CoverageLine,
) -> tuple[Reason, ...]:
    marked = [(question, responses.mark(question)) for question in checklist.questions()]
    reasons = [
        Reason("unanswered", question=q.id)
        for q, mark in marked
        if q.required and mark.left_out == UNANSWERED
    ]
    reasons += [Reason("critical", question=q.id) for q, mark in marked if q.critical and mark.x == 0]
    reasons += [
        Reason("section_pass_mark", section=section.id)
        for section, line in zip(checklist.sections, sections, strict=True)
        if _misses(line.score, section.pass_mark)
    ]
    if _misses(whole, checklist.pass_mark):
        reasons.append(Reason("pass_mark"))
    if whole is None or _misses(seen.coverage, seen.minimum):
        reasons.append(Reason("coverage"))
    return tuple(reasons)


def _misses(reached: Fraction | None, mark: Fraction | None) -> bool:
    return reached is not None and mark is not None and reached < mark


def _cuts(
    checklist: Checklist, lines: Sequence[QuestionLine]
) -> tuple[dict[str, dict[str, Score]], dict[str, Score], dict[str, Score]]:
    """Score the observed questions by dimension, stage and nature: plain weighted means, sections set aside."""
    dimensions: dict[tuple[str, str], list[QuestionLine]] = defaultdict(list)
    stages: dict[str, list[QuestionLine]] = defaultdict(list)
    natures: dict[str, list[QuestionLine]] = defaultdict(list)
    scored = (question for question in checklist.questions() if question.scored)
    for question, line in zip(scored, lines, strict=True):
        if line.x is None:
            continue
        for place in question.dimensions.items():
            dimensions[place].append(line)
        if question.stage is not None:
            stages[question.stage].append(line)
        if question.nature is not None:
            natures[question.nature].append(line)
    by_framework: dict[str, dict[str, Score]] = defaultdict(dict)
    for (framework, dimension), seen in dimensions.items():
        by_framework[framework][dimension] = total(seen).score
    return dict(by_framework), _scores(stages), _scores(natures)


def _scores(groups: dict[str, list[QuestionLine]]) -> dict[str, Score]:
    return {name: total(lines).score for name, lines in groups.items()}


def _counts(checklist: Checklist, responses: Responses) -> dict[str, int]:
    marks = [responses.mark(question) for question in checklist.questions()]
    left_out = Counter(mark.left_out for mark in marks)
    return {
        "scored": sum(mark.x is not None for mark in marks),
        NOT_APPLICABLE: left_out[NOT_APPLICABLE],
        NOT_OBSERVED: left_out[NOT_OBSERVED],
        UNANSWERED: left_out[UNANSWERED],
    }


def _printed(scores: dict[str, Score]) -> dict[str, float | None]:
    return {name: printed(exact) for name, exact in scores.items()}
