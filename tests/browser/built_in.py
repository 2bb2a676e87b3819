"""A store that works by the built-in standards: a quality manager, an auditor with an audit of a cashier, the product served."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from app.checklists import operations as checklists
from app.checklists.models import ChecklistVersion
from app.clock import now
from app.db import db
from app.people.models import User
from app.people.passwords import hash_password
from app.stores.models import Region, Store
from app.tasks import Job
from app.tasks.operations import perform
from app.visits import operations as visits
from app.visits.models import AUDIT, Visit
from tests.browser.serving import start
from tests.built_in import built_in
from tests.cast import app_on
from tests.sync.field import PASSWORD


class BuiltIn:
    """The running product on the built-in document, version 1."""

    def __init__(self, under: Path) -> None:
        self.app = app_on(under)
        with self.app.app_context():
            db.create_all()
            checklists.publish(*built_in(), reason="The first version")
            store = Store(code="S1", name="Nevsky One", address="Nevsky 1", region=Region(name="North"))
            password = hash_password(PASSWORD)
            people = {
                role: User(
                    email=f"{role}@example.com",
                    name=role.title(),
                    role=role,
                    language="en",
                    password_hash=password,
                )
                for role in ("quality", "auditor")
            }
            db.session.add_all([store, *people.values()])
            db.session.flush()
            cashier = select(ChecklistVersion).where(ChecklistVersion.position == "cashier")
            asked = db.session.scalars(cashier).one()
            what = visits.Assignment(
                store, asked, people["auditor"], AUDIT, now() + timedelta(days=1), scenario=""
            )
            visit = visits.assign(what, by=people["quality"])
            db.session.commit()
            self.visit = visit.id
        self.server, self.address = start(self.app)

    def work(self) -> None:
        """The worker does what waits."""
        with self.app.app_context():
            waiting = select(Job.id).where(Job.finished_at.is_(None), Job.failed_at.is_(None))
            for number in db.session.scalars(waiting).all():
                perform(number)

    def scored(self) -> tuple[int, dict[str, str], int]:
        """Of the visit: the version of the standards it scored on, the weights it scored by, who many versions there are."""
        with self.app.app_context():
            visit = db.session.get_one(Visit, self.visit)
            assert visit.scorecard is not None
            lines = visit.scorecard.card["arithmetic"]
            weights = {line["question"]: str(line["weight"]) for line in lines if line["line"] == "question"}
            last = db.session.scalars(select(ChecklistVersion).where(ChecklistVersion.position == "cashier"))
            return visit.checklist.standard.number, weights, len(last.all())
