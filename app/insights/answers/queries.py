"""Single answers: those behind a criterion, counted for its cause, by store, before and after a day; every one."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Select, and_, case, cast, func, select

from app.checklists.models import ChecklistVersion
from app.db import db
from app.insights.cells import CRITERION, Cell, read_parts
from app.insights.cuts.queries import selected
from app.insights.models import AnswerFact, VisitCells, VisitFact
from app.insights.pages.queries import latest_first, named
from app.insights.selection import Selection
from app.insights.tally import FULL, LOW, Tally
from app.people.models import Employee
from app.standards.models import StandardVersion
from app.stores.models import Region, Store
from app.visits.models import Submission
from app.waves.models import Wave

AT_ONCE = 200  # submissions read at a time
OF_ANSWERS = {"store": AnswerFact.store_id}  # filters that need no look at the visit
OF_ITS_VISIT = and_(
    VisitFact.month == AnswerFact.month,
    VisitFact.store_id == AnswerFact.store_id,
    VisitFact.visit_id == AnswerFact.visit_id,
)


class Answer(NamedTuple):
    """What one visit answered to a criterion: per cent × 10⁴, or why there is no mark."""

    visit: VisitFact
    mark: int | None
    left_out: str | None


def answers(
    selection: Selection,
    criterion: str,
    *,
    low: bool = False,
    lost: bool = False,
    most: int = 50,
    after: int = 0,
) -> list[Answer]:
    """What the visits behind a criterion's figure answered, the latest first.

    Only where it was not met with `low`, only where it cost points with `lost`.
    """
    asked = select(AnswerFact.visit_id).where(AnswerFact.criterion == criterion, OF_ITS_VISIT)
    if low:
        asked = asked.where(AnswerFact.mark < LOW)
    if lost:
        asked = asked.where(AnswerFact.mark < FULL)
    # The visits from the latest on until there are enough, not every answer put in order.
    wanted = select(VisitFact.visit_id).where(*selected(named(selection)), asked.exists())
    chosen = latest_first(wanted).offset(after).limit(most).subquery()
    found = select(VisitFact, AnswerFact.mark, AnswerFact.left_out).join(AnswerFact, OF_ITS_VISIT)
    found = found.where(AnswerFact.criterion == criterion, VisitFact.visit_id.in_(select(chosen)))
    return [Answer(*row) for row in db.session.execute(latest_first(found))]


def counted(selection: Selection, criterion: str) -> list[tuple[int, int | None, int, int]]:
    """Of a criterion: store, employee or None, in how many visits it was met, of how many. For the search of causes."""
    met = func.sum(case((AnswerFact.mark >= LOW, 1), else_=0))
    who = VisitFact.store_id, VisitFact.employee_id
    wanted = select(*who, met, func.count()).join(AnswerFact, OF_ITS_VISIT)
    wanted = wanted.where(*_marked(selection, criterion), *selected(selection))
    rows = db.session.execute(wanted.group_by(*who).order_by(*who))
    return [(store, employee, int(met), n) for store, employee, met, n in rows]


def of_stores(selection: Selection, criterion: str) -> dict[int, Tally]:
    """One criterion by store."""
    # Month by month and store by store, as the answers lie, so that nothing is sorted but the sums.
    months = _sums(selection, criterion, AnswerFact.store_id, AnswerFact.month).subquery()
    totals = (cast(func.sum(months.c[name]), BigInteger) for name in SUMMED)
    rows = db.session.execute(select(months.c.store_id, *totals).group_by(months.c.store_id))
    return {store: _tally(numbers) for store, *numbers in rows}


def around(selection: Selection, criterion: str, store: int, day: datetime) -> dict[tuple[bool, bool], Tally]:
    """One criterion by whether the visit was in the store, and whether it was approved from that moment on."""
    own = case((AnswerFact.store_id == store, 1), else_=0)
    later = case((VisitFact.approved_at >= day, 1), else_=0)
    rows = db.session.execute(_sums(selection, criterion, own, later, of_visits=True))
    return {(bool(here), bool(after)): _tally(numbers) for here, after, *numbers in rows}


MARK = AnswerFact.mark
SUMMED: dict[str, ColumnElement[Any]] = {
    "n": func.count(MARK),
    "total": func.sum(MARK),
    "squares": func.sum(cast(MARK, BigInteger) * MARK),
    "low": func.sum(case((MARK < LOW, 1), else_=0)),
    "critical": func.sum(AnswerFact.critical),
}


def _sums(selection: Selection, criterion: str, *cuts: Any, of_visits: bool = False) -> Select[Any]:
    """The sums of a criterion by these cuts; visits are looked at only where a filter or a cut is theirs."""
    sums = (cast(each, BigInteger).label(name) for name, each in SUMMED.items())
    wanted = select(*cuts, *sums).where(*_marked(selection, criterion)).group_by(*cuts)
    if of_visits or not selection.filters.keys() <= OF_ANSWERS.keys():
        return wanted.join(VisitFact, OF_ITS_VISIT).where(*selected(selection))
    return wanted.where(*(OF_ANSWERS[name] == value for name, value in selection.filters.items()))


def _marked(selection: Selection, criterion: str) -> Iterator[ColumnElement[bool]]:
    """What holds of the marks of a criterion in the months selected."""
    yield AnswerFact.criterion == criterion
    yield AnswerFact.month.between(selection.first, selection.last)
    yield MARK.is_not(None)


def _tally(numbers: Sequence[int]) -> Tally:
    return Tally(**dict(zip(SUMMED, numbers, strict=True)))


@dataclass(frozen=True)
class Sent:
    """A visit with all that the long format says of its answers; `cells` are those of its criteria."""

    fact: VisitFact
    submission: Submission
    checklist: ChecklistVersion
    standard: int
    store: Store
    region: str
    wave: str | None
    employee: str | None
    cells: dict[str, Cell]
    position_title: str


def sent(selection: Selection, title: Callable[[str], str]) -> Iterator[Sent]:
    """Every visit selected with its submission, the earliest first, read a few at a time.

    `title` says what the code of a position is called.
    """
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
    for fact, submission, checklist, standard, store, region, wave, employee, cells in rows:
        of_visit = fact, submission, checklist, standard, store, region, wave, employee
        asked = read_parts(json.loads(cells).get(CRITERION, {}))
        yield Sent(*of_visit, asked, title(fact.position))
