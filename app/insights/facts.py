"""From an approved visit to its facts: the frozen checklist, the submission that counted and nothing else. Pure.

The same submission always gives the same facts, to the byte. What is exact in the score is rounded here once, half up,
to per cent × 10⁴; all that follows is done with whole numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from fractions import Fraction
from typing import Any, NamedTuple

from app import scoring
from app.insights.cells import (
    ALL,
    ANSWERS,
    CRITERION,
    FRAMEWORK,
    NATURE,
    SECTION,
    SHIFT,
    STAGE,
    Cell,
    Cells,
    Place,
    Seen,
)
from app.insights.selection import month_of
from app.insights.tally import UNIT, Tally
from app.scoring.arithmetic import QuestionLine
from app.scoring.questions import Question
from app.scoring.verdict import Verdict
from app.visits import states
from app.visits.asked import rules_asked
from app.visits.models import Submission, Visit
from app.visits.payload import Payload, read_payload

MORNING, DAY, EVENING = "morning", "day", "evening"
NOON, FIVE = 12, 17  # the hours at which the day and the evening begin
LONGEST = 24 * 60  # minutes: what took longer was left lying open


@dataclass(frozen=True)
class Fact:
    """One approved visit in numbers: the columns of its row, and what was seen."""

    row: Mapping[str, Any]
    seen: Seen

    @property
    def tallies(self) -> Iterator[tuple[Place, Tally]]:
        """What the visit adds to each sum: as a whole, by its shift, and in each of its cells."""
        counts = (self.row[name] for name in Cell._fields[1:])
        whole = Cell(self.row["score"], *counts).tally(self.seen.failed, self.row["coverage"])
        yield (ALL, ""), whole
        yield (SHIFT, self.row["shift"]), whole
        yield from self.seen.tallies


def fact_of(visit: Visit, submission: Submission, approved_at: datetime, zone: tzinfo) -> Fact:
    """The facts of a visit approved with this submission; `zone` is where the chain is."""
    payload = read_payload(submission.body)
    times = Times.of(visit, submission, payload, approved_at)
    return told(Made.of(visit, submission.id), scored(visit, payload), times, zone)


def scored(visit: Visit, payload: Payload) -> Scored:
    """What the answers to a visit came to."""
    rules = rules_asked(visit, payload)
    return Scored.of(rules, scoring.score(rules, scoring.fitting_responses(rules, payload.responses())))


class Made(NamedTuple):
    """Which visit it was, where, of what and by whom."""

    visit_id: int
    submission_id: int
    kind: str
    store_id: int
    region_id: int
    position: str
    channel: str
    checklist_id: int
    assessor_id: int
    employee_id: int | None
    wave_id: int | None

    @classmethod
    def of(cls, visit: Visit, submission_id: int) -> Made:
        """As the visit says."""
        return cls(
            visit_id=visit.id,
            submission_id=submission_id,
            kind=visit.kind,
            store_id=visit.store_id,
            region_id=visit.store.region_id,
            position=visit.checklist.position,
            channel=visit.checklist.channel,
            checklist_id=visit.checklist_id,
            assessor_id=visit.assessor_id,
            employee_id=visit.employee_id,
            wave_id=visit.wave_id,
        )


class Scored(NamedTuple):
    """A scorecard in whole numbers."""

    score: int | None
    coverage: int | None
    verdict: str
    whole: Cell  # the counts of the whole visit
    seen: Seen

    @property
    def tally(self) -> Tally:
        """The whole visit as a sum."""
        return self.whole._replace(value=self.score).tally(self.seen.failed, self.coverage)

    @classmethod
    def of(cls, rules: scoring.Checklist, card: scoring.Scorecard) -> Scored:
        """Round what is exact, and count the questions of every cell."""
        lines = [line for line in card.lines if isinstance(line, QuestionLine)]
        questions = [question for question in rules.questions() if question.scored]
        counted: dict[Place, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
        for question, line in zip(questions, lines, strict=True):
            for place in ((ALL, ""), *_places(question, line)):
                counts = counted[place]
                counts[ANSWERS[line.left_out]] += 1
                counts[-1] |= question.critical and line.x == 0
        values = _values(card, lines)
        whole = Cell(None, *counted.pop((ALL, ""), [0] * 5))
        cells: Cells = {}
        for (facet, code), counts in sorted(counted.items()):
            cells.setdefault(facet, {})[code] = Cell(_whole(values.get((facet, code))), *counts)
        coverage = None if card.coverage is None else 100 * card.coverage
        seen = Seen(cells, card.verdict == Verdict.FAILED)
        return cls(_whole(card.score), _whole(coverage), card.verdict.value, whole, seen)


class Times(NamedTuple):
    """When a visit began, how many minutes its form took (None where nobody knows), when it was approved."""

    started_at: datetime
    minutes: int | None
    approved_at: datetime

    @classmethod
    def of(cls, visit: Visit, submission: Submission, payload: Payload, approved_at: datetime) -> Times:
        """The assessor's own times; where the form does not tell them, those of the server."""
        began = next((event.at for event in visit.events if event.state == states.STARTED), None)
        started_at = payload.started_at or began or submission.announced_at
        took = minutes(payload.started_at, payload.finished_at)
        return cls(started_at, took, approved_at)


def told(made: Made, scored: Scored, times: Times, zone: tzinfo) -> Fact:
    """The fact of a visit that scored so at these times."""
    row = {
        **made._asdict(),
        "month": month_of(times.approved_at.astimezone(zone)),
        "approved_at": times.approved_at,
        "shift": shift(times.started_at.astimezone(zone).hour),
        "minutes": times.minutes,
        "score": scored.score,
        "coverage": scored.coverage,
        "verdict": scored.verdict,
        **{name: getattr(scored.whole, name) for name in Cell._fields[1:]},
    }
    return Fact(row, scored.seen)


def minutes(start: datetime | None, end: datetime | None) -> int | None:
    """Whole minutes from one to the other; None where one is not known or they cannot be right."""
    took = int((end - start).total_seconds() // 60) if start and end else -1
    return took if 0 <= took <= LONGEST else None


def shift(hour: int) -> str:
    """The part of the day that an hour belongs to."""
    return MORNING if hour < NOON else DAY if hour < FIVE else EVENING


def _places(question: Question, line: QuestionLine) -> Iterator[Place]:
    """Every cell a question is counted in."""
    yield SECTION, line.section
    yield CRITERION, question.id
    if question.stage is not None:
        yield STAGE, question.stage
    if question.nature is not None:
        yield NATURE, question.nature
    for framework, dimension in question.dimensions.items():
        yield FRAMEWORK + framework, dimension


def _values(card: scoring.Scorecard, lines: list[QuestionLine]) -> dict[Place, Fraction | None]:
    values: dict[Place, Fraction | None] = {}
    cuts = {SECTION: card.sections, STAGE: card.stages, NATURE: card.natures}
    cuts |= {FRAMEWORK + framework: scores for framework, scores in card.dimensions.items()}
    for facet, scores in cuts.items():
        values |= {(facet, code): score for code, score in scores.items()}
    return values | {(CRITERION, line.question): None if line.x is None else 100 * line.x for line in lines}


def _whole(per_cent: Fraction | None) -> int | None:
    """Per cent × 10⁴, a half rounded up."""
    if per_cent is None:
        return None
    top, bottom = per_cent.numerator * UNIT, per_cent.denominator
    return (2 * top + bottom) // (2 * bottom)
