"""How long the pages of figures take on a chain of 1 and of 10 million answers, on either database.

`make bench-insights`. The chains are those of `flask demo load --stores … --visits …`; every page is opened through the
product as the person who needs it. Beside them: approving a visit, and the same sums by DuckDB over the bare answers.
A trial: `MILLIONS="0.02 0.1" STORES=100 make bench-insights`.
"""

import argparse
import gc
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import duckdb
from flask import Flask
from sqlalchemy import text

from app import create_app
from app.clock import now
from app.db import db
from app.insights import queries
from app.insights.models import AnswerFact, VisitFact
from app.insights.rebuild.queries import stored_months
from app.insights.selection import Selection, month_after
from app.people.models import User
from app.reviews import operations as reviews
from app.visits import intake, operations
from app.visits.models import AUDIT, Visit
from tests.conftest import Visitor
from tests.database.server import postgres_server
from tests.visits.made import filled

ANSWERS_OF_VISIT = 27  # scored ones, in the built-in checklists
WARM = 2  # runs that are not counted
CRITERION = "FBK-01"

# Who opens what; {from3} and {from12} are the first months of the last three and twelve.
THREE, TWELVE = "from={from3}&to={to}", "from={from12}&to={to}"
PAGES = (
    ("quality", f"/overview?{THREE}"),
    ("quality", f"/overview?{TWELVE}"),
    ("quality", f"/overview?{THREE}&kind=audit&position=consultant"),
    ("regional", f"/overview?{THREE}"),
    ("quality", f"/stores?{THREE}"),
    ("quality", f"/stores?{TWELVE}"),
    ("regional", f"/stores?{THREE}"),
    ("director", f"/stores?{THREE}"),
    ("director", f"/stores?{TWELVE}"),
    ("quality", f"/criteria/{CRITERION}?{THREE}"),
    ("quality", f"/figure?{THREE}&facet=criterion&code={CRITERION}"),
    ("director", f"/figure?{THREE}"),
    ("hr", f"/people?{THREE}&position=consultant"),
    ("hr", f"/people/{{employee}}?{THREE}"),
    ("quality", f"/assessors?{THREE}"),
    ("quality", f"/assessors/{{assessor}}?{THREE}"),
)

SHORT = {"from3": "3 months", "from12": "12 months", "to": "last", "employee": "N", "assessor": "N"}


@dataclass
class Found:
    """Milliseconds of each run, by what was done."""

    clock: Callable[[], float]
    runs: dict[str, list[float]] = field(default_factory=dict)

    def measure(self, what: str, do: Callable[[], object], runs: int) -> None:
        """Do it so many times after warming up."""
        for run in range(-WARM, runs):
            began = self.clock()
            do()
            if run >= 0:
                self.runs.setdefault(what, []).append(1000 * (self.clock() - began))


class Processor:
    """Seconds of the processor that this process has taken, and those who serve it in PostgreSQL."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            self.served = db.engine.dialect.name == "postgresql"

    def spent(self) -> float:
        return time.process_time() + (self._server() if self.served else 0.0)

    def _server(self) -> float:
        asked = text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        if not hasattr(self, "backends"):
            with self.app.app_context(), db.engine.connect() as looking:
                self.backends = list(looking.scalars(asked))
        spent = (Path(f"/proc/{pid}/schedstat") for pid in self.backends)
        return sum(int(each.read_text().split()[0]) for each in spent if each.exists()) / 1e9


def loaded(url: str, under: Path, stores: int, visits: int) -> Flask:
    """The product with a chain of this size in it; loaded only if the database is empty."""
    app = create_app(
        {
            "TESTING": True,
            "SECRET_KEY": "a secret of nobody, only for measuring",
            "SQLALCHEMY_DATABASE_URI": url,
            "STORAGE_URL": (under / "files").as_uri(),
            "QUEUE_URL": f"sqlite:///{under / 'queue.sqlite'}",
        }
    )
    with app.app_context():
        db.create_all()
        empty = db.session.query(Visit.id).first() is None
        db.session.rollback()
    if empty:
        began = time.monotonic()
        options = ["--stores", str(stores), "--visits", str(visits)]
        said = app.test_cli_runner().invoke(args=["demo", "load", *options], catch_exceptions=False)
        assert said.exit_code == 0, said.output
        print(f"  loaded {visits} visits in {time.monotonic() - began:.0f} s", flush=True)
    return app


def measure(app: Flask, runs: int, clock: Callable[[], float]) -> Found:
    """Open every page as often, approve as many visits, with memory looked through as in a web process."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(700, 10, 10)
    found = Found(clock)
    with app.app_context():
        who = {user.role: user.id for user in reversed(accounts())}
        last = max(stored_months())
        fact = db.session.query(VisitFact).filter(VisitFact.kind == AUDIT, VisitFact.employee_id.is_not(None))
        some = fact.order_by(VisitFact.visit_id.desc()).first()
        assert some
        names = {"employee": some.employee_id, "assessor": some.assessor_id, "to": written(last)}
        names |= {f"from{months}": written(month_after(last, 1 - months)) for months in (3, 12)}
    for role, address in PAGES:
        visitor, path = Visitor(app, who[role]), address.format(**names)
        answer = visitor.get(path)
        assert answer.status_code == 200, f"{path} as {role}: {answer.status_code}"
        found.measure(f"{role} {address}".format_map(SHORT), lambda get=visitor.get, to=path: get(to), runs)
    with app.app_context():
        approve(found, runs, who)
        period = Selection(first=month_after(last, -2), last=last)
        found.measure("criteria by sums", lambda: queries.by(period, "criterion"), runs)
        floor(found, period, runs)
    gc.unfreeze()
    return found


def accounts() -> list[User]:
    """The accounts that open the chain."""
    return [user for user in db.session.query(User).order_by(User.id) if "-" not in user.email]


def written(month: int) -> str:
    """As an address writes it."""
    return f"{month // 100}-{month % 100:02}"


def approve(found: Found, runs: int, who: dict[str, int]) -> None:
    """Approve new visits: what the reviewer waits for, with the facts and the commit."""
    pattern = db.session.query(VisitFact).filter(VisitFact.kind == AUDIT).first()
    assert pattern
    like = db.session.get_one(Visit, pattern.visit_id)
    reviewer = db.session.get_one(User, who["reviewer"])
    for run in range(-WARM, runs):
        what = operations.Assignment(
            like.store,
            like.checklist,
            like.assessor,
            AUDIT,
            now() + timedelta(days=1),
            employee=like.employee,
        )
        visit = operations.assign(what, by=reviewer)
        db.session.flush()
        body = filled(visit, {}, {}, now())
        written_body = json.dumps(body | {"photos": []}).encode()
        intake.announce(written_body, by=like.assessor)
        db.session.commit()
        began = found.clock()
        reviews.approve(visit, by=reviewer)
        db.session.commit()
        if run >= 0:
            found.runs.setdefault("approving a visit", []).append(1000 * (found.clock() - began))


def floor(found: Found, period: Selection, runs: int) -> None:
    """The same sums by DuckDB, over a table of the bare answers in its memory."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        file.write("criterion,month,mark\n")
        bare = db.select(AnswerFact.criterion, AnswerFact.month, AnswerFact.mark)
        for rows in db.session.execute(bare.execution_options(yield_per=10_000)).partitions():
            file.writelines(f"{code},{month},{'' if mark is None else mark}\n" for code, month, mark in rows)
        file.flush()
        duck = duckdb.connect()
        duck.execute(f"CREATE TABLE answers AS FROM read_csv('{file.name}')")
    sums = (
        "SELECT criterion, count(mark), sum(mark), sum(mark * mark) FROM answers WHERE month BETWEEN ? AND ?"
    )
    asked = f"{sums} GROUP BY criterion"
    found.measure(
        "criteria by DuckDB", lambda: duck.execute(asked, [period.first, period.last]).fetchall(), runs
    )
    theirs = {
        code: (n, int(total), int(squares))
        for code, n, total, squares in duck.execute(asked, [period.first, period.last]).fetchall()
        if n
    }
    ours = {code: tally[:3] for code, tally in queries.by(period, "criterion").items() if tally.n}
    print(
        f"  DuckDB's sums are {'the same' if ours == theirs else 'not the same (visits approved meanwhile)'}"
    )


def report(small: Found | None, large: Found, sizes: list[str]) -> Iterator[str]:
    """One line for each page: medians and 95th percentiles, and how the median grew."""
    yield f"{'ms':68}{sizes[0] + ' p50':>11}{'p95':>8}{sizes[-1] + ' p50':>11}{'p95':>8}{'ratio':>8}"
    for what, runs in large.runs.items():
        before = small.runs.get(what) if small else None
        line = f"{what:68}"
        line += f"{statistics.median(before):11.1f}{p95(before):8.1f}" if before else f"{'':19}"
        line += f"{statistics.median(runs):11.1f}{p95(runs):8.1f}"
        yield line + (f"{statistics.median(runs) / statistics.median(before):8.2f}" if before else "")


def verdict(small: Found | None, large: Found) -> str:
    """The slowest page and the one that grew most, against what is asked for."""
    pages = {what: runs for what, runs in large.runs.items() if "/" in what}
    slowest = max(pages, key=lambda what: p95(pages[what]))
    said = f"slowest: p95 {p95(pages[slowest]):.0f} ms, {slowest}"
    if small is None:
        return said
    growth = {
        what: statistics.median(runs) / statistics.median(small.runs[what]) for what, runs in pages.items()
    }
    most = max(growth, key=lambda what: growth[what])
    return f"{said}\ngrew most: {growth[most]:.2f}×, {most}\nasked for: p95 200 ms, 1.5×, approving 50 ms"


def p95(runs: list[float]) -> float:
    """The run that 19 of 20 do not exceed; of few runs the slowest."""
    return sorted(runs)[min(len(runs) - 1, int(0.95 * len(runs)))]


@contextmanager
def database(kind: str, under: Path) -> Iterator[str]:
    """The address of a database of its own."""
    if kind == "sqlite":
        yield f"sqlite:///{under / 'etalon.sqlite'}"
        return
    with postgres_server() as address:
        yield address.replace("postgresql://", "postgresql+psycopg://")


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked_for = os.environ.get
    millions = [float(each) for each in asked_for("MILLIONS", "1 10").split()]
    arguments.add_argument("--runs", type=int, default=int(asked_for("RUNS", "20")))
    arguments.add_argument("--stores", type=int, default=int(asked_for("STORES", "2000")))
    arguments.add_argument("--millions", type=float, nargs="+", default=millions)
    arguments.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    arguments.add_argument(
        "--keep", type=Path, help="a folder in which the SQLite chains stay for another time"
    )
    arguments.add_argument(
        "--cpu",
        action="store_true",
        help="time of the processor, of the database server's too: where others use the machine",
    )
    asked = arguments.parse_args()
    for kind in asked.databases:
        found = []
        for millions in asked.millions:
            visits = round(millions * 1_000_000 / ANSWERS_OF_VISIT)
            print(f"{kind}, {millions:g} million answers: {asked.stores} stores, {visits} visits", flush=True)
            with tempfile.TemporaryDirectory() as folder:
                under = (asked.keep / f"{millions:g}") if asked.keep else Path(folder)
                under.mkdir(parents=True, exist_ok=True)
                with database(kind, under) as url:
                    app = loaded(url, under, asked.stores, visits)
                    clock = Processor(app).spent if asked.cpu else time.perf_counter
                    found.append(measure(app, asked.runs, clock))
                    with app.app_context():
                        db.session.remove()
                        db.engine.dispose()
        small = found[0] if len(found) > 1 else None
        sizes = [f"{millions:g} M" for millions in asked.millions]
        print("\n".join([*report(small, found[-1], sizes), verdict(small, found[-1])]), flush=True)


if __name__ == "__main__":
    sys.exit(main())
