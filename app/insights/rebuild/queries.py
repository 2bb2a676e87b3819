"""What counts, and what is stored of it: every approval with its submission, the rows of a month."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from app.db import db
from app.insights.models import VisitCells, VisitFact
from app.insights.rows import KEYS, SUMS, Model, table_of
from app.visits.models import COMPETITOR, Submission, Visit, VisitEvent
from app.visits.states import APPROVED


class Approval(NamedTuple):
    """A visit counts, with this submission, from this moment."""

    visit_id: int
    submission_id: int
    at: datetime


def approvals(start: datetime | None = None, end: datetime | None = None) -> list[Approval]:
    """Every approval in our own stores, or those from `start` to before `end`; the last one of a visit."""
    wanted = select(VisitEvent.visit_id, VisitEvent.submission_id, VisitEvent.at).where(*_approved())
    if start is not None and end is not None:
        wanted = wanted.where(VisitEvent.at >= start, VisitEvent.at < end)
    rows = db.session.execute(wanted.order_by(VisitEvent.id))
    found = {visit: Approval(visit, submission or 0, at) for visit, submission, at in rows}
    return sorted(found.values())


def approved_submissions(approved: Sequence[Approval]) -> list[Submission]:
    """The submissions that count, with all that their facts are made of."""
    visit = joinedload(Submission.visit)
    loads = visit.joinedload(Visit.store), visit.joinedload(Visit.checklist)
    wanted = select(Submission).where(Submission.id.in_([each.submission_id for each in approved]))
    return list(db.session.scalars(wanted.options(*loads).order_by(Submission.visit_id)))


def stored_months() -> list[int]:
    """Every month of which there are facts."""
    found = (db.session.scalars(select(model.month).distinct()) for model in (VisitFact, *SUMS))
    return sorted({month for months in found for month in months})


def stored_rows(model: Model, month: int) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """The rows of a table that belong to a month, by their key."""
    columns = table_of(model).columns
    places = [columns.keys().index(name) for name in KEYS[model]]
    rows = db.session.execute(select(*columns).where(*of_month(model, month)))
    return {tuple(row[place] for place in places): tuple(row) for row in rows}


def of_month(model: Model, month: int) -> Iterator[ColumnElement[bool]]:
    """What holds of the rows of a table that belong to a month."""
    if model is VisitCells:
        yield VisitCells.visit_id.in_(select(VisitFact.visit_id).where(VisitFact.month == month))
    else:
        yield table_of(model).columns.month == month


def is_behind() -> bool:
    """Whether visits were approved and no facts stand there: the tables came after the visits."""
    approved = select(VisitEvent.id).where(*_approved())
    first = db.session.scalar(select(VisitFact.visit_id).limit(1))
    return first is None and db.session.scalar(approved.limit(1)) is not None


def _approved() -> Iterator[ColumnElement[bool]]:
    """What holds of the approvals that facts are made of: a competitor's visit is in no figure of the chain."""
    theirs = select(Visit.id).where(Visit.kind == COMPETITOR)
    yield VisitEvent.state == APPROVED
    yield VisitEvent.submission_id.is_not(None)
    yield VisitEvent.visit_id.not_in(theirs)
