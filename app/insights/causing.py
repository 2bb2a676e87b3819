"""Looking for causes: every criterion over the last months, as the method says, kept for the pages to read."""

from collections.abc import Callable
from fractions import Fraction

from app.clock import now, zone
from app.db import db
from app.insights import queries
from app.insights.answers.queries import counted
from app.insights.explaining import told_cause
from app.insights.models import FoundCause
from app.insights.selection import Selection, month_after, month_of
from app.scoring.causes import Criterion, find_causes
from app.scoring.homogeneity import Count

TARGET = Fraction(4, 5)  # of visits in which a criterion is to be met
MONTHS = 3  # up to the present one: what a page shows unless it is asked for other months


def find_all(say: Callable[[str], None]) -> int:
    """Look for the cause of every criterion of the last three months; gives how many. The caller commits."""
    last = month_of(now().astimezone(zone()))
    return find(Selection(first=month_after(last, 1 - MONTHS), last=last), say)


def find(selection: Selection, say: Callable[[str], None]) -> int:
    """Look for the cause of every criterion in these months, and keep what is found in place of what was."""
    codes = sorted(str(code) for code in queries.by(selection, "criterion"))
    criteria = [_criterion(selection, code) for code in codes]
    say(
        f"{len(codes)} criteria, {sum(count.n for each in criteria for count in each.counts.values())} answers"
    )
    causes = find_causes(criteria, lambda done, of: say(f"{done} of {of} tests"))
    at = now()
    for stale in queries.causes(selection.first, selection.last).values():
        db.session.delete(stale)
    db.session.flush()
    db.session.add_all(
        FoundCause(
            first=selection.first,
            last=selection.last,
            criterion=code,
            answer=cause.answer,
            n=cause.seen.n,
            met=cause.seen.met,
            found=told_cause(cause),
            computed_at=at,
        )
        for code, cause in zip(codes, causes, strict=True)
    )
    return len(codes)


def _criterion(selection: Selection, code: str) -> Criterion:
    rows = counted(selection, code)
    db.session.rollback()  # there are many criteria, and nobody who writes is to wait for them
    return Criterion({(store, employee): Count(met, n) for store, employee, met, n in rows}, TARGET)
