"""Loading the demo chain into an empty database."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import func, select, text

from app.checklists import operations as checklists
from app.checklists.reading import read_standards
from app.clock import now, zone
from app.config import ROOT
from app.db import Base, db
from app.demo import schedule
from app.demo.competitors import visit_competitors
from app.demo.doubled import double_visits
from app.demo.history import Chronicle
from app.demo.large import MONTHS, LargeChain
from app.demo.people import Cast, gather
from app.demo.programme import run_waves
from app.demo.signatures import leave_signatures
from app.demo.waiting import leave_waiting
from app.people.models import User
from app.people.roles import ADMINISTRATOR, ROLES

SHORT = {ADMINISTRATOR: "admin"}
OPENED = timedelta(days=130)  # before today the accounts were opened and the standards published


class NotEmpty(Exception):
    """The database holds something already; the demo never mixes with it."""


def is_empty() -> bool:
    """Whether no table has a row."""
    return not any(
        db.session.execute(select(1).select_from(table).limit(1)).first()
        for table in Base.metadata.sorted_tables
    )


def accounts() -> list[User]:
    """The demo accounts that stand for their roles, one of each; empty in any other database."""
    emails = [f"{SHORT.get(role, role)}@demo.example" for role in ROLES]
    found = {user.email: user for user in db.session.scalars(select(User).where(User.email.in_(emails)))}
    return [found[email] for email in emails if email in found]


def load(say: Callable[[str], None], at: datetime | None = None) -> Cast:
    """Fill the empty database with the chain, its people and their three months up to the day of `at`.

    `say` hears what is being done. The same day gives the same data. Raises NotEmpty.
    """
    if not is_empty():
        raise NotEmpty
    here = zone()
    today = (at or now()).astimezone(here).date()
    opened = schedule.at(today - OPENED, 10, 0, here)
    say("publishing the built-in standards …")
    standards = read_standards(ROOT / "checklists")
    checklists.publish(*standards, reason="Первая версия стандартов сервиса сети.", at=opened)
    say("opening stores and accounts …")
    cast = gather(today, opened)
    chronicle = Chronicle(cast, run_waves(cast, today, here), today, here)
    say(f"{len(cast.stores)} stores in {len(cast.regions)} regions, {len(cast.workers)} employees")
    planned = schedule.history(cast.workers, today, here)
    made = [chronicle.under_way(each) for each in planned]
    db.session.flush()  # all at once: a flush for each visit would take longer than the rest
    for done, (visit, each) in enumerate(zip(made, planned, strict=True)):
        if done % 100 == 0:
            say(f"making visits: {done} of {len(planned)} …")
        chronicle.conclude(visit, each)
    waiting = leave_waiting(chronicle)
    say(f"{len(planned)} approved visits, {waiting} more at every other state")
    say(f"{visit_competitors(chronicle)} approved visits to competitors")
    say(f"{double_visits(chronicle, planned)} audits made again by the other auditor")
    signed, asked = leave_signatures(cast, today, here)
    say(f"{signed} of {asked} employees signed the standards")
    return cast


def load_large(
    stores: int, visits: int, say: Callable[[str], None], at: datetime | None = None
) -> Iterator[int]:
    """Fill the empty database with a chain of so many stores and so many approved visits over two years.

    Gives how many visits are written, each time there is something to commit. Raises NotEmpty.
    """
    if not is_empty():
        raise NotEmpty
    here = zone()
    moment = at or now()
    opened = moment - timedelta(days=31 * (MONTHS + 2))
    say("publishing the built-in standards …")
    checklists.publish(*read_standards(ROOT / "checklists"), reason="Первая версия.", at=opened)
    chain = LargeChain(stores, visits, moment, here, opened)
    say(f"{stores} stores and their people; now {visits} visits, month by month …")
    yield from chain.make(say)
    _count_on()
    yield visits


def _count_on() -> None:
    """Let the database number new rows after those that came with their numbers, and know how many there are."""
    connection = db.session.connection()
    if connection.dialect.name != "sqlite":
        for table in Base.metadata.sorted_tables:
            column = table.autoincrement_column
            highest = None if column is None else db.session.scalar(select(func.max(column)))
            if column is not None and highest:
                named = {"table": f'"{table.name}"', "column": column.name, "highest": highest}
                db.session.execute(
                    text("SELECT setval(pg_get_serial_sequence(:table, :column), :highest)"), named
                )
    db.session.execute(text("ANALYZE"))
