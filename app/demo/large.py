"""A chain of any size for measuring: real rows of every table, whose answer sheets come from a pool filled in once.

Every visit has its events, its submission with body and digest, its scorecard and its facts, as if it had been made.
What is drawn is which sheet of the pool a visit got; only ids, people and moments differ from one to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import count, groupby
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from app.checklists import queries as checklists
from app.checklists.models import ChecklistVersion
from app.db import db, insert_many
from app.demo.behaviour import Circumstances, Sheet, circumstances
from app.demo.chain import IN_EVERY_SHOP, SHOPS, names
from app.demo.filling import fill
from app.demo.luck import luck, lucky_uuid
from app.demo.people import DOMAIN, OFFICE, PASSWORD
from app.demo.schedule import CLOSES, OPENS, Planned, at
from app.insights.facts import Fact, Made, Scored, Times, minutes, told
from app.insights.rows import TABLES, rows_of
from app.insights.selection import month_of
from app.people import roles
from app.people.models import Employee, User
from app.people.passwords import hash_password
from app.stores.models import Region, Store
from app.visits import intake, states
from app.visits.asked import rules_asked
from app.visits.models import AUDIT, MYSTERY, Scorecard, Submission, Visit, VisitEvent
from app.visits.payload import ChecklistRef, digest, read_payload, write_payload
from app.waves.models import Wave

MONTHS = 24  # back from today
STORES_OF_REGION = 100
LEVELS = (-0.18, -0.08, -0.02, 0.03, 0.08, 0.14)  # of stores: added to the chance of a good answer
SHEETS = 40  # filled in for each checklist, kind of visit and level; fewer for a chain of few visits
VISITS_OF_SHEET = 2_000
AUDITED = ("consultant", "consultant", "cashier", "service_desk", "guard", "administrator")
COVERT = (
    ("consultant", "in_person"), ("consultant", "in_person"), ("cashier", "in_person"), ("store", "in_person"),
    ("guard", "in_person"), ("service_desk", "in_person"), ("consultant", "phone"), ("service_desk", "email"),
    ("consultant", "chat"), ("store", "website"),
)  # fmt: skip
AUDITS = 0.6  # of all visits

Say = Callable[[str], None]
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


class LargeChain:
    """So many stores with their people, and so many approved visits over two years up to today."""

    def __init__(self, stores: int, visits: int, now: datetime, zone: ZoneInfo, opened: datetime) -> None:
        self.now, self.zone, self.opened, self.visits = now, zone, opened, visits
        self.sheets = min(SHEETS, 2 + visits // VISITS_OF_SHEET)
        self.versions = {(each.position, each.channel): each for each in checklists.current_checklists()}
        self.stores = self._stores(stores)
        self.office = self._people()
        self.waves = self._waves()
        self.pool = cache(self._pool)

    def make(self, say: Say) -> Iterator[int]:
        """Write the visits, month by month; gives how many there are, for the caller to commit them."""
        drawn = [self._draw(each) for each in range(self.visits)]
        drawn.sort(key=lambda each: (each.approved_at, each.number))
        say("moments and places are drawn; now month by month …")
        numbered = (replace(each, number=number) for number, each in enumerate(drawn, 1))
        events, done = count(1), 0
        for _month, batch in groupby(numbered, lambda each: month_of(each.approved_at.astimezone(self.zone))):
            made = list(batch)
            self._write(made, events)
            done += len(made)
            say(f"{done} of {self.visits} visits")
            yield done

    def _draw(self, number: int) -> Drawn:
        draw = luck("large chain", number)
        store = self.stores[draw.randrange(len(self.stores))]
        kind = AUDIT if draw.random() < AUDITS else MYSTERY
        position, channel = (draw.choice(AUDITED), "in_person") if kind == AUDIT else draw.choice(COVERT)
        named = store["employees"].get(position, ()) if kind == AUDIT else ()
        crew = self.office[roles.AUDITOR if kind == AUDIT else roles.SHOPPER]
        back = timedelta(days=2 + 30.4 * MONTHS * draw.random())
        day = (self.now - back).date()
        started_at = at(day, draw.randint(OPENS, CLOSES - 1), draw.randint(0, 59), self.zone)
        return Drawn(
            number=number,
            kind=kind,
            store=store,
            version=self.versions[position, channel],
            employee=draw.choice(named) if named else None,
            assessor=crew[(store["id"] + draw.randrange(4)) % len(crew)],
            started_at=started_at,
            finished_at=started_at + timedelta(minutes=draw.randint(8, 55)),
            approved_at=started_at + timedelta(hours=draw.randint(3, 40)),
        )

    def _write(self, batch: list[Drawn], events: count[int]) -> None:
        rows: dict[Any, list[Row]] = {Visit: [], Submission: [], VisitEvent: [], Scorecard: []}
        facts = []
        for drawn in batch:
            draw = luck("sheet", drawn.number)
            level = min(len(LEVELS) - 1, drawn.store["level"] + (draw.random() < 0.2))
            sheet = draw.choice(self.pool(drawn.version, drawn.kind, level))
            wave = self.waves(drawn.started_at)
            rows[Visit].append(_visit(drawn, wave))
            rows[Submission].append(_submission(drawn, sheet, draw))
            rows[VisitEvent] += _events(drawn, self.office, events)
            rows[Scorecard].append(_scorecard(drawn, sheet))
            facts.append(_fact(drawn, sheet, wave, self.zone))
        for model, found in rows.items():
            names = list(found[0])
            insert_many(model, (list(row.values()) for row in found), names)
        of_facts = rows_of(facts)
        for model in TABLES:
            insert_many(model, of_facts.tuples(model))

    def _pool(self, version: ChecklistVersion, kind: str, level: int) -> list[Answers]:
        """Fill in and score the sheets of one checklist on one kind of visit at one level."""
        sheet = Sheet(version.checklist, kind)
        return [
            _filled(sheet, version, kind, LEVELS[level], variant, self.now) for variant in range(self.sheets)
        ]

    def _stores(self, number: int) -> list[Row]:
        regions = [Region(name=f"Регион {each + 1}") for each in range(max(1, number // STORES_OF_REGION))]
        db.session.add_all(regions)
        db.session.flush()
        stores = []
        for each in range(number):
            draw = luck("large store", each)
            code, region = f"M{each + 1:04}", regions[each % len(regions)]
            stores.append(
                {
                    "id": each + 1,
                    "code": code,
                    "name": f"Магазин № {each + 1}",
                    "address": f"Улица {each % 90 + 1}-я, {each + 1}",
                    "region_id": region.id,
                    "level": draw.choices(range(len(LEVELS)), (1, 3, 6, 6, 3, 1))[0],
                    "employees": {},
                }
            )
        kept = ("id", "code", "name", "address", "region_id")
        insert_many(Store, ([store[name] for name in kept] for store in stores), kept)
        return stores

    def _people(self) -> dict[str, list[int]]:
        """Write employees and accounts; gives the ids of accounts by their role."""
        ids = count(1)
        employees = []
        for store in self.stores:
            for place, position in enumerate(IN_EVERY_SHOP):
                name = next(names(f"{store['code']} {place}", position))
                hired_on = self.now.date() - timedelta(days=800 + (store["id"] * 37 + place * 101) % 2_500)
                number = next(ids)
                employees.append((number, name, position, store["id"], hired_on, None))
                store["employees"].setdefault(position, []).append(number)
        columns = ("id", "name", "position", "store_id", "hired_on", "left_on")
        insert_many(Employee, employees, columns)
        accounts: list[tuple[str, str, str, dict[str, int]]] = [
            (name, role, who, {}) for name, role, who in OFFICE
        ]
        regions = sorted({store["region_id"] for store in self.stores})
        for place, region in enumerate(regions):
            name = "regional" if place == 0 else f"regional{place + 1}"
            accounts.append((name, roles.REGIONAL, f"Управляющий {place + 1}", {"region_id": region}))
        for store in self.stores:
            name = "director" if store["id"] == 1 else f"director-{store['code'].lower()}"
            accounts.append((name, roles.DIRECTOR, f"Директор {store['code']}", {"store_id": store["id"]}))
        accounts.append(("employee", roles.EMPLOYEE, employees[0][1], {"employee_id": 1}))
        crews = ((roles.AUDITOR, len(self.stores) // 40), (roles.SHOPPER, len(self.stores) // 20))
        accounts += [(f"{role}-{each}", role, f"{role} {each}", {}) for role, n in crews for each in range(n)]
        return _open_accounts(accounts, self.opened)

    def _waves(self) -> Callable[[datetime], int]:
        """Write one wave for all of the two years, told to staff before it began; gives the wave of a moment."""
        first = (self.now - timedelta(days=MONTHS * 31)).date()
        purpose = "Узнать, как покупателей встречают и консультируют."
        wave = Wave(
            name="Большая волна", purpose=purpose, notice=purpose, starts_on=first, ends_on=self.now.date()
        )
        wave.created_at = wave.published_at = wave.acknowledged_at = self.opened
        wave.acknowledged_by_id = self.office[roles.HR][0]
        db.session.add(wave)
        db.session.flush()
        number = wave.id
        return lambda moment: number


def _open_accounts(
    accounts: list[tuple[str, str, str, dict[str, int]]], opened: datetime
) -> dict[str, list[int]]:
    password_hash = hash_password(PASSWORD)
    by_role: dict[str, list[int]] = {}
    rows = []
    for number, (name, role, who, place) in enumerate(accounts, 1):
        by_role.setdefault(role, []).append(number)
        own = {"store_id": None, "region_id": None, "employee_id": None} | place
        rows.append((number, f"{name}@{DOMAIN}", who, role, password_hash, opened, *own.values()))
    columns = (
        "id",
        "email",
        "name",
        "role",
        "password_hash",
        "created_at",
        "store_id",
        "region_id",
        "employee_id",
    )
    insert_many(User, rows, columns)
    return by_role


def _filled(
    sheet: Sheet, version: ChecklistVersion, kind: str, level: float, variant: int, now: datetime
) -> Answers:
    draw = luck("large sheet", version.id, kind, level, variant)
    usual = circumstances(SHOPS[0], None, kind, 0.5, draw)
    given = Circumstances(usual.chance + level, usual.not_observed)
    filled = fill(_planned(version, kind, variant, now), sheet, given, draw)
    kinds = {question.id: question.kind for question in sheet.checklist.questions()}
    body = _body(1, lucky_uuid(draw), version, filled.answers, now, now)
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


def _body(
    visit: int, uuid: str, version: ChecklistVersion, answers: Row, started: datetime, finished: datetime
) -> bytes:
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


def _visit(drawn: Drawn, wave: int) -> Row:
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


def _submission(drawn: Drawn, sheet: Answers, draw: Random) -> Row:
    uuid = lucky_uuid(draw)
    own = {code: {"value": f"{drawn.started_at:{FORMS[kind]}}"} for code, kind in sheet.moments}
    answers = sheet.answers | own
    body = _body(drawn.number, uuid, drawn.version, answers, drawn.started_at, drawn.finished_at)
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


def _events(drawn: Drawn, office: dict[str, list[int]], ids: count[int]) -> Iterator[Row]:
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


def _scorecard(drawn: Drawn, sheet: Answers) -> Row:
    own = {"id": drawn.number, "submission_id": drawn.number, "scored_at": drawn.finished_at}
    return own | sheet.card


def _fact(drawn: Drawn, sheet: Answers, wave: int, zone: ZoneInfo) -> Fact:
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
