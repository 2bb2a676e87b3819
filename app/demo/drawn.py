"""One visit of a large chain, drawn, and the rows it has in every table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from random import Random
from zoneinfo import ZoneInfo

from app.checklists.models import ChecklistVersion
from app.demo.luck import lucky_uuid
from app.demo.sheets import Answers, Row, body_of
from app.insights.facts import Fact, Made, Times, minutes, told
from app.people import roles
from app.visits import states
from app.visits.payload import digest


@dataclass(frozen=True)
class Drawn:
    """One visit before its answers: where, of what, by whom, named or not, and from when to when."""

    number: int
    kind: str
    store: Row
    version: ChecklistVersion
    employee: int | None
    assessor: int
    started_at: datetime
    finished_at: datetime
    approved_at: datetime


def visit(drawn: Drawn, wave: int) -> Row:
    """The visit itself."""
    return {
        "id": drawn.number,
        "kind": drawn.kind,
        "store_id": drawn.store["id"],
        "checklist_id": drawn.version.id,
        "assessor_id": drawn.assessor,
        "employee_id": drawn.employee,
        "wave_id": wave,
        "scenario": "",
        "deadline": drawn.approved_at,
        "created_at": drawn.started_at - timedelta(days=7),
    }


def submission(drawn: Drawn, sheet: Answers, draw: Random) -> Row:
    """What was sent, in the very bytes a phone would send."""
    uuid = lucky_uuid(draw)
    own = {code: {"value": f"{drawn.started_at:{FORMS[kind]}}"} for code, kind in sheet.moments}
    answers = sheet.answers | own
    body = body_of(drawn.number, uuid, drawn.version, answers, drawn.started_at, drawn.finished_at)
    return {
        "id": drawn.number,
        "uuid": uuid,
        "visit_id": drawn.number,
        "by_id": drawn.assessor,
        "body": body,
        "digest": digest(body),
        "language": "ru",
        "flags": [],
        "announced_at": drawn.finished_at,
        "sealed_at": drawn.finished_at,
    }


FORMS = {"date": "%Y-%m-%d", "time": "%H:%M"}


def events_of(drawn: Drawn, office: dict[str, list[int]], ids: count[int]) -> Iterator[Row]:
    """Everything that happened to it, up to its approval."""
    reviewer = office[roles.REVIEWER][drawn.number % len(office[roles.REVIEWER])]
    week = drawn.started_at - timedelta(days=7)
    submission = drawn.number
    for state, by, moment, which in (
        (states.ASSIGNED, office[roles.QUALITY][0], week, None),
        (states.ACCEPTED, drawn.assessor, week + timedelta(hours=5), None),
        (states.STARTED, drawn.assessor, drawn.started_at, None),
        (states.SUBMITTED, drawn.assessor, drawn.finished_at, submission),
        (states.APPROVED, reviewer, drawn.approved_at, submission),
    ):
        yield {
            "id": next(ids),
            "visit_id": drawn.number,
            "state": state,
            "by_id": by,
            "at": moment,
            "reason": "",
            "note": "",
            "submission_id": which,
        }


def scorecard(drawn: Drawn, sheet: Answers) -> Row:
    """How it scored."""
    own = {"id": drawn.number, "submission_id": drawn.number, "scored_at": drawn.finished_at}
    return own | sheet.card


def fact(drawn: Drawn, sheet: Answers, wave: int, zone: ZoneInfo) -> Fact:
    """What its approval writes."""
    made = Made(
        visit_id=drawn.number,
        submission_id=drawn.number,
        kind=drawn.kind,
        store_id=drawn.store["id"],
        region_id=drawn.store["region_id"],
        position=drawn.version.position,
        channel=drawn.version.channel,
        checklist_id=drawn.version.id,
        assessor_id=drawn.assessor,
        employee_id=drawn.employee,
        wave_id=wave,
    )
    took = minutes(drawn.started_at, drawn.finished_at)
    return told(made, sheet.scored, Times(drawn.started_at, took, drawn.approved_at), zone)
