"""Answer sheets of a large chain: filled in and scored once, given to any number of visits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.checklists.models import ChecklistVersion
from app.demo.behaviour import Circumstances, Sheet, circumstances
from app.demo.chain import SHOPS
from app.demo.filling import fill
from app.demo.luck import luck, lucky_uuid
from app.demo.schedule import Planned
from app.insights.facts import Scored
from app.visits import intake
from app.visits.asked import rules_asked
from app.visits.models import Visit
from app.visits.payload import ChecklistRef, read_payload, write_payload

Row = dict[str, Any]


@dataclass(frozen=True)
class Answers:
    """A filled sheet: what was answered, how it scored, and its scorecard as it is stored."""

    answers: dict[str, Any]
    scored: Scored
    card: Row
    moments: tuple[
        tuple[str, str], ...
    ]  # questions answered by the visit's own date or time, and how it is written


def filled(
    sheet: Sheet, version: ChecklistVersion, kind: str, level: float, variant: int, now: datetime
) -> Answers:
    """One way to fill in a sheet at a level of quality, and how that scores."""
    draw = luck("large sheet", version.id, kind, level, variant)
    usual = circumstances(SHOPS[0], None, kind, 0.5, draw)
    given = Circumstances(usual.chance + level, usual.not_observed)
    filled = fill(_planned(version, kind, variant, now), sheet, given, draw)
    kinds = {question.id: question.kind for question in sheet.checklist.questions()}
    body = body_of(1, lucky_uuid(draw), version, filled.answers, now, now)
    visit, payload = Visit(kind=kind, checklist=version), read_payload(body)
    rules, card = rules_asked(visit, payload), intake.score(visit, payload)
    stored = {
        "score": card.score,
        "coverage": card.coverage,
        "verdict": card.verdict.value,
        "card": card.as_json(),
    }
    moments = tuple((code, kinds[code]) for code in filled.answers if kinds[code] in ("date", "time"))
    return Answers(filled.answers, Scored.of(rules, card), stored, moments)


def _planned(version: ChecklistVersion, kind: str, number: int, now: datetime) -> Planned:
    """What a sheet is filled in for, as far as filling asks."""
    made = {"assigned_at": now, "accepted_at": now, "started_at": now, "finished_at": now, "deadline": now}
    where = {"shop": SHOPS[0], "position": version.position, "channel": version.channel}
    return Planned(number=number, kind=kind, worker=None, assessor="", passed=0.5, **where, **made)  # type: ignore[arg-type]


def body_of(
    visit: int, uuid: str, version: ChecklistVersion, answers: Row, started: datetime, finished: datetime
) -> bytes:
    """The answers as a phone sends them."""
    reference = ChecklistRef.model_construct(id=version.id, digest=version.digest)
    return write_payload(
        id=uuid,
        visit=visit,
        checklist=reference,
        answers=answers,
        photos=[],
        language="ru",
        started_at=started,
        finished_at=finished,
    )
