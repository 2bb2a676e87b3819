"""Facts written when a visit is approved, and all of them written anew or held against the submissions."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy import delete, insert, text
from sqlalchemy.dialects import postgresql, sqlite

from app.db import db, insert_many
from app.insights import queries
from app.insights.facts import Fact, fact_of
from app.insights.models import AnswerFact, Rollup, VisitCells, VisitFact
from app.insights.queries import Approval
from app.insights.rows import TABLES, Rows, rollup_rows, rows_apart, rows_of, table_of
from app.insights.selection import month_after, month_of
from app.reviews.operations import visit_approved
from app.visits.models import Visit, VisitEvent

AT_ONCE = 200  # submissions read at a time, so that no transaction keeps writers waiting
UPSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

Say = Callable[[str], None]


def zone() -> ZoneInfo:
    """Where the chain is: its months and its evenings are counted there."""
    return ZoneInfo(current_app.config["TIMEZONE"])


@visit_approved.connect
def write_approved(visit: Visit, event: VisitEvent) -> None:
    """Write the facts of a visit that has just been approved, in the same transaction."""
    db.session.flush()
    assert event.submission is not None  # noqa: S101  (what is approved is a submission)
    write(fact_of(visit, event.submission, event.at, zone()))


def write(fact: Fact) -> None:
    """Write a visit's facts and add them to the sums; what was written of it before is taken out first."""
    withdraw(fact.row["visit_id"])
    rows = rows_of([fact])
    for model in (VisitFact, VisitCells, AnswerFact):
        db.session.execute(insert(table_of(model)), rows.dicts(model))
    _add(rows.dicts(Rollup))


def withdraw(visit_id: int) -> None:
    """Take a visit out of the facts and of the sums; nothing happens where it is not in them."""
    fact = queries.stored_fact(visit_id)
    if fact is None:
        return
    taken = rollup_rows([fact], sign=-1)
    _add(Rows({Rollup: taken}).dicts(Rollup))
    own, month = fact.row, fact.row["month"]
    sums = {facet for _region, facet, *_rest in taken}
    empty = [
        getattr(Rollup, name) == 0
        for name in ("n", "answered", "not_applicable", "not_observed", "unanswered")
    ]
    place = Rollup.region_id.in_({region for region, *_rest in taken}), Rollup.facet.in_(sums)
    like = [Rollup.month == month, Rollup.kind == own["kind"]]
    db.session.execute(delete(Rollup).where(*place, *like, *empty))
    criteria = [criterion for criterion, _mark, _left_out in fact.seen.answers]
    of_visit = AnswerFact.criterion.in_(criteria), AnswerFact.month == month, AnswerFact.visit_id == visit_id
    db.session.execute(delete(AnswerFact).where(*of_visit))
    db.session.execute(delete(VisitCells).where(VisitCells.visit_id == visit_id))
    db.session.execute(delete(VisitFact).where(VisitFact.visit_id == visit_id))


def rebuild(say: Say) -> Iterator[int]:
    """Write the facts of every month anew from the submissions; gives each month, for the caller to commit it."""
    for month, approvals in _months(say):
        facts = _computed(approvals, say)
        _keep_approvals_out()
        facts += _read(set(queries.approvals(*_bounds(month))) - set(approvals))
        for model in reversed(TABLES):
            db.session.execute(delete(model).where(*queries.of_month(model, month)))
        rows = rows_of(facts)
        for model in TABLES:
            insert_many(model, rows.tuples(model))
        yield month


def differences(say: Say) -> Iterator[str]:
    """Say, a sentence each, where the stored facts are not what the submissions give, byte for byte."""
    for month, approvals in _months(say):
        right = rows_of(_computed(approvals, say))
        for model in TABLES:
            yield from rows_apart(model, queries.stored_rows(model, month), right[model])
        db.session.rollback()


def _months(say: Say) -> Iterator[tuple[int, list[Approval]]]:
    """Every month that has an approval or a fact, with its approvals."""
    by_month: dict[int, list[Approval]] = {month: [] for month in queries.stored_months()}
    for approval in queries.approvals():
        by_month.setdefault(month_of(approval.at.astimezone(zone())), []).append(approval)
    db.session.rollback()
    total = sum(map(len, by_month.values()))
    done = 0
    say(f"{total} approved visits in {len(by_month)} months")
    for month, approvals in sorted(by_month.items()):
        yield month, approvals
        done += len(approvals)
        say(f"{month // 100}-{month % 100:02}: {done} of {total} visits")


def _bounds(month: int) -> tuple[datetime, datetime]:
    """The moments at which a month begins and ends where the chain is."""
    here = zone()
    first, after = (
        datetime(each // 100, each % 100, 1, tzinfo=here) for each in (month, month_after(month, 1))
    )
    return first, after


def _computed(approvals: list[Approval], say: Say) -> list[Fact]:
    """The facts of these visits, read a few at a time."""
    facts: list[Fact] = []
    for start in range(0, len(approvals), AT_ONCE):
        facts += _read(approvals[start : start + AT_ONCE])
        db.session.rollback()
        db.session.expunge_all()
    return facts


def _read(approvals: Iterable[Approval]) -> list[Fact]:
    approved = {each.visit_id: each for each in approvals}
    found = queries.approved_submissions(list(approved.values()))
    here = zone()
    return [
        fact_of(submission.visit, submission, approved[submission.visit_id].at, here) for submission in found
    ]


def _keep_approvals_out() -> None:
    """Until the transaction ends nobody else writes facts; SQLite has one writer as it is."""
    if db.session.connection().dialect.name == "postgresql":
        db.session.execute(text("LOCK TABLE visit_fact IN SHARE ROW EXCLUSIVE MODE"))


def _add(rows: list[dict[str, object]]) -> None:
    """Add to the sums, in one order always, so that no two approvals wait for each other in a ring."""
    if not rows:
        return
    table = table_of(Rollup)
    statement = UPSERTS[db.session.connection().dialect.name](table)
    keys = list(table.primary_key.columns.keys())
    sums = {
        name: column + statement.excluded[name] for name, column in table.columns.items() if name not in keys
    }
    db.session.execute(statement.on_conflict_do_update(index_elements=keys, set_=sums), rows)
