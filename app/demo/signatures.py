"""Signatures of the demo: most have signed on the tablets of their stores, the weak store is behind, a few are new."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from app.db import db
from app.demo.chain import LEARNING, WEAK_SHOP, names
from app.demo.luck import luck
from app.demo.people import Cast
from app.demo.schedule import at
from app.people.models import Employee
from app.people.passwords import hash_password
from app.training import operations, queries
from app.training.checks import Check
from app.training.models import ChapterRead, Pin, StoreTablet
from app.training.progress import Attempt, Progress
from app.training.reading import ReadChapter, Reading
from app.training.syllabus import Syllabus

PIN = "4186"  # printed on purpose: it opens nothing but a demo
ASKED, DUE, LATEST = timedelta(days=18), timedelta(days=4), timedelta(days=2)  # before today
SIGNS, SIGNS_IN_WEAK_STORE, SLIPS = 0.86, 0.6, 0.15
LANGUAGE = "ru"
# Store, position, days at work: they have time left.
NEWCOMERS = (
    ("S01", "consultant", 9),
    ("S05", "cashier", 5),
    ("S07", "cashier", 12),
    ("S10", "consultant", 3),
)


def leave_signatures(cast: Cast, today: date, zone: ZoneInfo) -> tuple[int, int]:
    """Let the chain sign the version in force; gives how many did and how many had to."""
    version = queries.syllabus().current
    assert version is not None  # noqa: S101  (published before anything else)
    asked = at(today - ASKED, 11, 0, zone)
    operations.set_deadline(version, today - DUE, by=cast.users["quality"], at=asked)
    db.session.flush()
    syllabus, tablets = queries.syllabus(), _tablets(cast, asked)
    _set_pins(cast, asked)
    staff = list(cast.employees.values())
    willing = [each for each in staff if each.name != LEARNING and _signs(each)]
    reads = [_begun(cast.employees[LEARNING], syllabus, at(today - LATEST, 20, 10, zone))]
    for employee in willing:
        tablet, when = tablets[employee.store.code], _moment(employee, today, zone)
        progress = _done(employee, syllabus, when)
        reads.append(_reads(employee, progress.reading.chapters, when))
        operations.sign(employee, progress, name=employee.name, tablet=tablet, at=when)
    db.session.execute(insert(ChapterRead), [row for rows in reads for row in rows])
    newcomers = _newcomers(cast, today)
    return len(willing), len(staff) + newcomers


def _done(employee: Employee, syllabus: Syllabus, when: datetime) -> Progress:
    """Everything read and answered."""
    reading = _reading(employee, syllabus)
    checks = operations.checks_for(employee, reading, reading)
    read = {chapter.digest() for chapter in reading.chapters}
    attempts = _attempts(employee, checks, when - timedelta(minutes=2))
    return Progress(reading, checks, read, attempts, when.date())


def _begun(employee: Employee, syllabus: Syllabus, when: datetime) -> list[dict[str, Any]]:
    """Somebody read two chapters and stopped there."""
    return _reads(employee, _reading(employee, syllabus).chapters[:2], when)


def _reading(employee: Employee, syllabus: Syllabus) -> Reading:
    reading = syllabus.reading(employee, None, LANGUAGE)
    assert reading is not None  # noqa: S101  (every position has something to read)
    return reading


def _reads(employee: Employee, chapters: Sequence[ReadChapter], when: datetime) -> list[dict[str, Any]]:
    """The chapters as rows, read one after the other until a little before the moment."""
    row = {"employee_id": employee.id, "position": employee.position, "after_id": None}
    return [
        {**row, "digest": each.digest(), "at": when - timedelta(minutes=3 + 2 * (len(chapters) - number))}
        for number, each in enumerate(chapters)
    ]


def _attempts(employee: Employee, checks: Sequence[Check], when: datetime) -> list[Attempt]:
    """Every check answered; now and then only at the second attempt."""
    draw, made = luck("checks", employee.name), []
    for check in checks:
        if draw.random() < SLIPS:
            wrong = next(code for code, _text in check.answers if code != check.right)
            made.append(Attempt(check.code, wrong, False, when.isoformat()))
        made.append(Attempt(check.code, check.right, True, when.isoformat()))
    return made


def _signs(employee: Employee) -> bool:
    weak = employee.store.code == WEAK_SHOP.code
    return luck("signature", employee.name).random() < (SIGNS_IN_WEAK_STORE if weak else SIGNS)


def _moment(employee: Employee, today: date, zone: ZoneInfo) -> datetime:
    """Most sign in the first week, a few after the deadline; always in opening hours."""
    draw = luck("signed at", employee.name)
    days = min(int(draw.expovariate(1 / 5)), (ASKED - LATEST).days)
    return at(today - ASKED + timedelta(days=days), draw.randint(12, 20), draw.randint(0, 59), zone)


def _tablets(cast: Cast, opened: datetime) -> dict[str, StoreTablet]:
    """The tablet of each store on which its people signed; closed long ago."""
    tablets = {}
    for code, store in cast.stores.items():
        director = cast.users["director" if code == WEAK_SHOP.code else f"director-{code.lower()}"]
        tablets[code] = StoreTablet(
            token_hash=f"closed {code}",
            store_id=store.id,
            opened_by_id=director.id,
            opened_at=opened,
            closed_at=opened + timedelta(hours=9),
        )
    db.session.add_all(tablets.values())
    db.session.flush()
    return tablets


def _set_pins(cast: Cast, when: datetime) -> None:
    pin_hash = hash_password(PIN)
    rows = (Pin(employee_id=each.id, pin_hash=pin_hash, set_at=when) for each in cast.employees.values())
    db.session.add_all(rows)


def _newcomers(cast: Cast, today: date) -> int:
    """People hired in the last days; they have no PIN yet, their directors give them a code."""
    for code, position, days in NEWCOMERS:
        known = set(cast.employees)
        name = next(name for name in names(f"newcomer {code}", position) if name not in known)
        hired_on = today - timedelta(days=days)
        cast.employees[name] = Employee(
            name=name, position=position, store=cast.stores[code], hired_on=hired_on
        )
        db.session.add(cast.employees[name])
    return len(NEWCOMERS)
