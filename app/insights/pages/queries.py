"""What single pages ask besides figures: one criterion by store, before and after a day, every single answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, case, cast, func, select

from app.checklists.models import ChecklistVersion
from app.db import db
from app.insights.models import AnswerFact, VisitCells, VisitFact
from app.insights.queries import selected
from app.insights.selection import Selection
from app.insights.tally import LOW, Tally
from app.people.models import Employee
from app.standards.models import StandardVersion
from app.stores.models import Region, Store
from app.visits.models import Submission
from app.waves.models import Wave

AT_ONCE = 200  # submissions read at a time


def of_stores(selection: Selection, criterion: str) -> dict[int, Tally]:
    """One criterion by store."""
    rows = _answered(selection, criterion, VisitFact.store_id)
    return {int(store): tally for (store,), tally in rows.items()}


def around(selection: Selection, criterion: str, store: int, day: datetime) -> dict[tuple[bool, bool], Tally]:
    """One criterion by whether the visit was in the store, and whether it was approved from that moment on."""
    own = case((VisitFact.store_id == store, 1), else_=0)
    after = case((VisitFact.approved_at >= day, 1), else_=0)
    rows = _answered(selection, criterion, own, after)
    return {(bool(here), bool(later)): tally for (here, later), tally in rows.items()}


def _answered(selection: Selection, criterion: str, *cuts: Any) -> dict[tuple[Any, ...], Tally]:
    mark = AnswerFact.mark
    sums = {
        "n": func.count(mark),
        "total": func.sum(mark),
        "squares": func.sum(cast(mark, BigInteger) * mark),
        "low": func.sum(case((mark < LOW, 1), else_=0)),
        "critical": func.sum(case(((mark == 0) & (VisitFact.critical == 1), 1), else_=0)),
    }
    wanted = (
        select(*cuts, *sums.values())
        .join(AnswerFact, (AnswerFact.visit_id == VisitFact.visit_id) & (AnswerFact.month == VisitFact.month))
        .where(AnswerFact.criterion == criterion, mark.is_not(None), *selected(selection))
        .where(AnswerFact.month.between(selection.first, selection.last))
        .group_by(*cuts)
    )
    k = len(cuts)
    return {
        tuple(row[:k]): Tally(**{name: int(number) for name, number in zip(sums, row[k:], strict=True)})
        for row in db.session.execute(wanted)
    }


@dataclass(frozen=True)
class Sent:
    """A visit with all that the long format says of its answers."""

    fact: VisitFact
    submission: Submission
    checklist: ChecklistVersion
    standard: int
    store: Store
    region: str
    wave: str | None
    employee: str | None
    cells: str


def sent(selection: Selection) -> Iterator[Sent]:
    """Every visit selected with its submission, the earliest first, read a few at a time."""
    wanted = (
        select(
            VisitFact,
            Submission,
            ChecklistVersion,
            StandardVersion.number,
            Store,
            Region.name,
            Wave.name,
            Employee.name,
            VisitCells.cells,
        )
        .join(Submission, Submission.id == VisitFact.submission_id)
        .join(ChecklistVersion, ChecklistVersion.id == VisitFact.checklist_id)
        .join(StandardVersion, StandardVersion.id == ChecklistVersion.standard_id)
        .join(Store, Store.id == VisitFact.store_id)
        .join(Region, Region.id == VisitFact.region_id)
        .join(VisitCells, VisitCells.visit_id == VisitFact.visit_id)
        .outerjoin(Wave, Wave.id == VisitFact.wave_id)
        .outerjoin(Employee, Employee.id == VisitFact.employee_id)
        .where(*selected(selection))
        .order_by(VisitFact.month, VisitFact.visit_id)
    )
    rows = db.session.execute(wanted.execution_options(yield_per=AT_ONCE))
    return (Sent(*row) for row in rows)
