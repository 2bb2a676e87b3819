"""A chain of any size for measuring: real rows of every table, whose answer sheets come from a pool filled in once.

Every visit has its events, its submission with body and digest, its scorecard and its facts, as if it had been made.
What is drawn is which sheet of the pool a visit got; only ids, people and moments differ from one to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from itertools import count, groupby
from typing import Any
from zoneinfo import ZoneInfo

from app.checklists import queries as checklists
from app.checklists.models import ChecklistVersion
from app.db import insert_many
from app.demo.behaviour import Sheet
from app.demo.crowd import LEVELS, open_stores, settle, start_wave
from app.demo.drawn import Drawn, events_of, fact, scorecard, submission, visit
from app.demo.luck import luck
from app.demo.schedule import CLOSES, OPENS, at
from app.demo.sheets import Answers, Row, filled
from app.insights.rows import TABLES, rows_of
from app.insights.selection import month_of
from app.people import roles
from app.visits.models import AUDIT, MYSTERY, Scorecard, Submission, Visit, VisitEvent

MONTHS = 24  # back from today
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


class LargeChain:
    """So many stores with their people, and so many approved visits over two years up to today."""

    def __init__(self, stores: int, visits: int, now: datetime, zone: ZoneInfo, opened: datetime) -> None:
        self.now, self.zone, self.opened, self.visits = now, zone, opened, visits
        self.sheets = min(SHEETS, 2 + visits // VISITS_OF_SHEET)
        self.versions = {(each.position, each.channel): each for each in checklists.current_checklists()}
        self.stores = open_stores(stores)
        self.office = settle(self.stores, now.date(), opened)
        self.wave = start_wave(self.office[roles.HR][0], MONTHS, now.date(), opened)
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
            rows[Visit].append(visit(drawn, self.wave))
            rows[Submission].append(submission(drawn, sheet, draw))
            rows[VisitEvent] += events_of(drawn, self.office, events)
            rows[Scorecard].append(scorecard(drawn, sheet))
            facts.append(fact(drawn, sheet, self.wave, self.zone))
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
            filled(sheet, version, kind, LEVELS[level], variant, self.now) for variant in range(self.sheets)
        ]
