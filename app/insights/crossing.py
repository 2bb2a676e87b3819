"""Two facets of what was seen, crossed in one visit: its score on the questions that belong to both parts. Pure."""

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

from app.checklists.checklist import Checklist, Question
from app.insights.cells import CRITERION, FRAMEWORK, NATURE, SECTION, STAGE, Cell
from app.scoring.exact import round_half_up

Pair = tuple[str, str]


def crossed_cells(
    checklist: Checklist, asked: Mapping[str, Cell], facet: str, other: str
) -> dict[Pair, Cell]:
    """Give a cell for each pair of parts that has a question, from the cells of the criteria asked.

    Its value is Σ w·mark / Σ w over the marks as they were kept, so it may differ from the exact one in the sixth digit.
    """
    counts: dict[Pair, list[int]] = defaultdict(lambda: [0] * 5)
    points: dict[Pair, Fraction] = defaultdict(Fraction)
    weights: dict[Pair, Fraction] = defaultdict(Fraction)
    for section in checklist.sections:
        for question in section.questions:
            cell, parts = asked.get(question.id), _parts(section.id, question)
            if cell is None or facet not in parts or other not in parts:
                continue
            pair, weight = (parts[facet], parts[other]), Fraction(question.weight)
            counts[pair] = [a + b for a, b in zip(counts[pair], cell[1:], strict=True)]
            if cell.value is not None:
                points[pair] += weight * cell.value
                weights[pair] += weight
    return {pair: _cell(points[pair], weights[pair], numbers) for pair, numbers in counts.items()}


def _parts(section: str, question: Question) -> dict[str, str]:
    """The question's part in each facet."""
    own = {SECTION: section, STAGE: question.stage, NATURE: question.nature, CRITERION: question.id}
    return own | {FRAMEWORK + framework: code for framework, code in question.dimensions.items()}


def _cell(points: Fraction, weights: Fraction, counts: list[int]) -> Cell:
    value = int(round_half_up(points / weights, 0)) if weights else None
    answered, not_applicable, not_observed, unanswered, critical = counts
    return Cell(value, answered, not_applicable, not_observed, unanswered, min(1, critical))
