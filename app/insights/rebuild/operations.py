"""The facts of every month written anew, or held against the submissions."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from sqlalchemy import delete, text

from app.clock import zone
from app.db import db, insert_many
from app.insights.facts import Fact, fact_of
from app.insights.rebuild import queries
from app.insights.rebuild.queries import Approval
from app.insights.rows import TABLES, rows_apart, rows_of
from app.insights.selection import month_after, month_of

AT_ONCE = 200  # submissions read at a time, so that no transaction keeps writers waiting

Say = Callable[[str], None]


def rebuild(say: Say) -> Iterator[int]:
    """Write the facts of every month anew from the submissions; gives each month, for the caller to commit it."""
    for month, approvals in _months(say):
        facts = _computed(approvals)
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
        right = rows_of(_computed(approvals))
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


def _computed(approvals: list[Approval]) -> list[Fact]:
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
