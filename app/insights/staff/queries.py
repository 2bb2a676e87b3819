"""What pages about persons ask besides figures: doubled visits, usual times, looks at cards, replies to results."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased, joinedload

from app.db import db
from app.insights.cuts.queries import selected
from app.insights.models import VisitFact
from app.insights.selection import Selection
from app.insights.staff.models import Look, Reply
from app.people.models import Employee, User
from app.visits.models import Visit

SAME = timedelta(days=7)  # two visits approved so near to each other saw the same
LATEST_LOOKS = 50
LATEST_PEERS = 100  # other people's times for one checklist


@dataclass(frozen=True)
class Twice:
    """Two visits of two assessors that saw the same: store, checklist, person, within a week."""

    first: VisitFact
    second: VisitFact


def doubled(selection: Selection) -> list[Twice]:
    """The doubled visits, the latest first."""
    other = aliased(VisitFact)
    same = (
        (other.store_id == VisitFact.store_id)
        & (other.checklist_id == VisitFact.checklist_id)
        & (other.assessor_id > VisitFact.assessor_id)
        & (other.kind == VisitFact.kind)
        & other.month.between(selection.first, selection.last)
    )
    nobody = VisitFact.employee_id.is_(None) & other.employee_id.is_(None)
    wanted = select(VisitFact, other).join(other, same).where(*selected(selection))
    wanted = wanted.where(nobody | (VisitFact.employee_id == other.employee_id))
    pairs = db.session.execute(
        wanted.order_by(VisitFact.approved_at.desc(), VisitFact.visit_id, other.visit_id)
    )
    return [Twice(one, two) for one, two in pairs if abs(one.approved_at - two.approved_at) <= SAME]


def peers_minutes(selection: Selection, checklist: int, assessor: int) -> list[int]:
    """How many minutes others took for the same checklist in the same kind of visit, the latest of them."""
    wanted = select(VisitFact.minutes).where(
        VisitFact.checklist_id == checklist,
        VisitFact.kind == selection.kind,
        VisitFact.assessor_id != assessor,
        VisitFact.minutes.is_not(None),
        VisitFact.month.between(selection.first, selection.last),
    )
    found = db.session.scalars(
        wanted.order_by(VisitFact.month.desc(), VisitFact.visit_id.desc()).limit(LATEST_PEERS)
    )
    return [minutes for minutes in found if minutes is not None]


def assessors_of(selection: Selection, employees: Sequence[int]) -> dict[int, int]:
    """How many assessors saw each of these people: likeness of visits."""
    wanted = select(VisitFact.employee_id, func.count(VisitFact.assessor_id.distinct()))
    wanted = wanted.where(*selected(selection), VisitFact.employee_id.in_(employees))
    rows = db.session.execute(wanted.group_by(VisitFact.employee_id))
    return {int(employee): n for employee, n in rows if employee is not None}


def was_not_seen(selection: Selection) -> ColumnElement[bool]:
    """What holds of an employee of whom no visit is selected."""
    own = select(VisitFact.visit_id).where(VisitFact.employee_id == Employee.id, *selected(selection))
    return ~own.exists()


def users(ids: Sequence[int]) -> dict[int, User]:
    """Users by id."""
    return {user.id: user for user in db.session.scalars(select(User).where(User.id.in_(ids)))}


def looks_at(employee: Employee) -> list[Look]:
    """Who opened the card of a person, the latest first."""
    wanted = select(Look).where(Look.employee_id == employee.id).options(joinedload(Look.by))
    return list(db.session.scalars(wanted.order_by(Look.id.desc()).limit(LATEST_LOOKS)))


def replies_of(employee: Employee) -> list[Reply]:
    """What a person answered to results, the latest first."""
    own = select(Reply).join(Visit, Visit.id == Reply.visit_id).where(Visit.employee_id == employee.id)
    return list(db.session.scalars(own.order_by(Reply.id.desc())))


def replies_to(visit_id: int) -> list[Reply]:
    """What was answered to the result of a visit, the earliest first; the visit is one the viewer may see."""
    return list(db.session.scalars(select(Reply).where(Reply.visit_id == visit_id).order_by(Reply.id)))
