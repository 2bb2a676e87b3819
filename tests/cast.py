"""The people every test shares: a small chain with its past, one person of each role, and a stranger to each scope.

Rows are made once in a process and copied for every test. What is kept here are ids, since objects do not
outlive a request; every name is a string that stands nowhere else, so that finding its bytes is a leak.
"""

import atexit
import hashlib
import json
import shutil
import tempfile
import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import select

from app import create_app
from app.checklists import operations as checklists
from app.checklists.checklist import Question
from app.checklists.models import ChecklistVersion
from app.clock import now
from app.config import ROOT
from app.db import db
from app.people.models import Employee, User
from app.people.passwords import hash_password
from app.reports.operations import VISIT_REPORT
from app.reviews import operations as reviews
from app.storage import storage
from app.stores.models import Region, Store
from app.tasks import Job
from app.visits import intake
from app.visits import operations as visits
from app.visits.models import AUDIT, MYSTERY, Submission, Visit
from app.visits.payload import read_payload
from app.waves import operations as waves
from app.waves.models import Wave
from tests.days import today
from tests.sync.field import PASSWORD, every_kind, picture

SECRET = "a secret of nobody, only for tests, long"
# One moment for every cast of a process, away from the ends of a day and of a shift: two casts made a minute
# apart, on two databases, tell the same figures also when the hour strikes between them.
SENT_AT = now().replace(hour=10, minute=0, second=0, microsecond=0) - timedelta(days=2)
NAMES = {
    "administrator": "Ada Keysmith",
    "quality": "Quentin Markwell",
    "reviewer": "Rita Weighwell",
    "auditor": "Arkady Lookwell",
    "shopper": "Zinaida Quietstep",
    "director": "Dmitry Northgate",
    "regional": "Regina Northlands",
    "hr": "Hanna Fairplay",
    "employee": "Marina Tillman",
    # The charlies: the same roles, elsewhere.
    "other auditor": "Oleg Elsewhere",
    "other shopper": "Olga Unseen",
    "other director": "Denis Southgate",
    "other regional": "Rodion Southlands",
    "other employee": "Foma Fartill",
}
SCENARIO = "Ask for a bolt and change your mind."
COMMENT = "The cashier told a joke about a bolt."
PDF = b"%PDF-1.7\n% a report made before the test began\n%%EOF\n"


@dataclass(frozen=True)
class Cast:
    """The ids of everybody and everything; `users` by the keys of NAMES."""

    users: dict[str, int]
    store: int
    second_store: int
    far_store: int
    checklist: int
    wave: int
    employee: int
    colleague: int
    far_employee: int
    open_audit: int
    submitted_audit: int
    approved_audit: int
    approved_mystery: int
    far_audit: int
    photo: str
    covert_photo: str
    submission: str
    job: int


def app_on(under: Path, **settings: Any) -> Flask:
    """The product on a database, files and a queue of its own under a folder."""
    own = {
        "TESTING": True,
        "SECRET_KEY": SECRET,
        "SQLALCHEMY_DATABASE_URI": f"sqlite:///{under / 'etalon.sqlite'}",
        "STORAGE_URL": (under / "files").as_uri(),
        "QUEUE_URL": f"sqlite:///{under / 'queue.sqlite'}",
    }
    return create_app({**own, **settings})


def app_with_cast(under: Path, **settings: Any) -> tuple[Flask, Cast]:
    """The product with the cast in it, on a copy under a folder."""
    seed, cast = _seed()
    shutil.copy(seed / "etalon.sqlite", under)
    shutil.copytree(seed / "files", under / "files")
    app = app_on(under, **settings)
    return app, cast


def good_answer(question: Question) -> dict[str, Any]:
    """An answer that earns every point of its question."""
    match question.kind:
        case "yes_no":
            value: Any = "no" if question.fails_on == "yes" else "yes"
        case "scale":
            value = question.max
        case "choice":
            value = max(question.options or (), key=lambda option: option.points or 0).code
        case "choices":
            value = [option.code for option in question.options or () if not option.excluded]
        case "number" | "duration":
            value = 1
        case "found_of_sought":
            value = {"found": question.sought, "sought": question.sought}
        case "recommendation":
            value = 9
        case "text":
            value = "It was as it should be."
        case "date":
            value = "2026-05-14"
        case "time":
            value = "15:20"
        case kind:
            raise AssertionError(f"a {kind} is answered by a photo")
    return {"value": value}


def submit(visit: Visit, *, at: datetime) -> Submission:
    """The assessor sends a whole submission: every question well answered, photos wherever one is asked for."""
    checklist = visit.checklist.checklist.for_visit(visit.kind)
    answers, pictures = {}, {}
    for place, question in enumerate(checklist.questions()):
        if question.kind not in ("photo", "signature"):
            answers[question.id] = good_answer(question)
        if question.kind in ("photo", "signature") or question.evidence == "required":
            pictures[str(uuid.uuid4())] = (question.id, picture(place))
    answers["COU-02"] |= {"value": 4, "comment": COMMENT}
    body = {
        "format": 1,
        "id": str(uuid.uuid4()),
        "visit": visit.id,
        "checklist": {"id": visit.checklist.id, "digest": visit.checklist.digest},
        "answers": answers,
        "photos": [
            {"id": id, "question": code, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            for id, (code, content) in pictures.items()
        ],
        "finished_at": at.isoformat(),
    }
    submission, _new = intake.announce(json.dumps(body).encode(), by=visit.assessor, at=at)
    for photo in read_payload(submission.body).photos:
        intake.receive_photo(submission, photo, intake.store_photo(pictures[photo.id][1]), at=at)
    return submission


@cache
def _seed() -> tuple[Path, Cast]:
    under = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, under)
    app = app_on(under)
    with app.app_context():
        db.create_all()
        # The migrations make the same tables: tests/architecture/test_migrations.py
        heads = ScriptDirectory(str(ROOT / "migrations"))
        MigrationContext.configure(db.session.connection()).stamp(heads, "head")
        standards = every_kind(under).read()
        checklists.publish(standards.document, standards.selections, reason="first")
        cast = Seed().cast()
        db.session.commit()
        db.session.remove()
        db.engine.dispose()  # the last connection that closes writes everything into the one file that is copied
    assert not (under / "etalon.sqlite-wal").exists(), "the seed is not whole: somebody still has it open"
    return under, cast


class Seed:
    """Makes the chain once: two regions, three stores, the people, one visit of every sort."""

    def __init__(self) -> None:
        north, south = Region(name="North"), Region(name="South")
        self.store = Store(code="S1", name="Nevsky One", address="Nevsky prospekt 1", region=north)
        self.second = Store(code="S2", name="Sadovaya Two", address="Sadovaya 2", region=north)
        self.far = Store(code="S3", name="Krasnaya Three", address="Krasnaya 3", region=south)
        db.session.add_all([self.store, self.second, self.far])
        db.session.flush()
        self.employee = self._employee(NAMES["employee"], "cashier", self.store)
        self.colleague = self._employee("Semyon Shelfson", "seller", self.second)
        self.far_employee = self._employee(NAMES["other employee"], "cashier", self.far)
        places: dict[str, dict[str, int]] = {
            "director": {"store_id": self.store.id},
            "regional": {"region_id": north.id},
            "employee": {"employee_id": self.employee.id},
            "other director": {"store_id": self.far.id},
            "other regional": {"region_id": south.id},
            "other employee": {"employee_id": self.far_employee.id},
        }
        password = hash_password(PASSWORD)
        self.users = {
            who: User(
                email=f"{who.replace(' ', '.')}@example.com",
                name=name,
                role=who.split()[-1],
                language="en",
                password_hash=password,
                **places.get(who, {}),
            )
            for who, name in NAMES.items()
        }
        db.session.add_all(self.users.values())
        db.session.flush()
        self.checklist = db.session.scalars(
            select(ChecklistVersion).where(ChecklistVersion.position == "cashier")
        ).one()
        self.wave = self._wave()

    def cast(self) -> Cast:
        """Plan, make and approve the visits; gives the ids of all there is."""
        open_audit = self._visit("auditor", self.store, self.employee)
        submitted = self._visit("auditor", self.store, self.employee, sent=True)
        audit = self._visit("auditor", self.store, self.employee, sent=True, approved=True)
        mystery = self._visit("shopper", self.store, sent=True, approved=True)
        far = self._visit("other auditor", self.far, self.far_employee, sent=True, approved=True)
        job = self._report(audit)
        db.session.flush()
        return Cast(
            users={who: user.id for who, user in self.users.items()},
            store=self.store.id,
            second_store=self.second.id,
            far_store=self.far.id,
            checklist=self.checklist.id,
            wave=self.wave.id,
            employee=self.employee.id,
            colleague=self.colleague.id,
            far_employee=self.far_employee.id,
            open_audit=open_audit.id,
            submitted_audit=submitted.id,
            approved_audit=audit.id,
            approved_mystery=mystery.id,
            far_audit=far.id,
            photo=_submission(audit).evidence[0].uuid,
            covert_photo=_submission(mystery).evidence[0].uuid,
            submission=_submission(audit).uuid,
            job=job.id,
        )

    def _employee(self, name: str, position: str, store: Store) -> Employee:
        employee = Employee(name=name, position=position, store=store, hired_on=date(2024, 1, 9))
        db.session.add(employee)
        db.session.flush()
        return employee

    def _wave(self) -> Wave:
        starts_on, ends_on = today() - timedelta(days=30), today() + timedelta(days=30)
        words = {"purpose": "To learn how people are met.", "notice": "Mystery visits may take place."}
        wave = waves.plan(name="Spring", starts_on=starts_on, ends_on=ends_on, **words)
        waves.publish_notice(wave)
        waves.acknowledge(wave, by=self.users["hr"])
        return wave

    def _visit(
        self,
        who: str,
        store: Store,
        employee: Employee | None = None,
        *,
        sent: bool = False,
        approved: bool = False,
    ) -> Visit:
        kind = MYSTERY if who == "shopper" else AUDIT
        what = visits.Assignment(
            store=store,
            checklist=self.checklist,
            assessor=self.users[who],
            kind=kind,
            deadline=now() + timedelta(days=3),
            scenario=SCENARIO if kind == MYSTERY else "",
            employee=employee,
            wave=self.wave if kind == MYSTERY else None,
        )
        visit = visits.assign(what, by=self.users["quality"], at=SENT_AT - timedelta(days=1))
        db.session.flush()
        if sent:
            submit(visit, at=SENT_AT)
            db.session.expire(visit, ["submissions"])
        if approved:
            reviews.approve(visit, by=self.users["reviewer"], at=SENT_AT + timedelta(hours=1))
        db.session.flush()
        return visit

    def _report(self, visit: Visit) -> Job:
        made = Job(
            kind=VISIT_REPORT,
            arguments={"visit": visit.id},
            language="en",
            by_id=self.users["reviewer"].id,
            key=hashlib.sha256(PDF).hexdigest(),
            started_at=now(),
            finished_at=now(),
            progress=100,
            result=storage().put_by_digest("reports", PDF, ".pdf"),
        )
        db.session.add(made)
        return made


def _submission(visit: Visit) -> Submission:
    submission = visit.submission
    assert submission is not None, f"visit {visit.id} was not submitted"
    return submission
