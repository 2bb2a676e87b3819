"""What is written down about the pages of persons: each look at a card, each answer to a result."""

from datetime import datetime

from app.clock import now
from app.db import db
from app.insights.staff.models import Look, Reply
from app.people.models import Employee, User
from app.people.roles import EMPLOYEE
from app.visits import states
from app.visits.models import Visit


class NotYours(LookupError):
    """Only whoever was assessed by name answers, and only to an approved result."""


def look(employee: Employee, *, by: User, at: datetime | None = None) -> None:
    """Somebody opens the card of a person; one's own is not counted."""
    if by.employee_id != employee.id:
        db.session.add(Look(by_id=by.id, employee_id=employee.id, at=at or now()))


def reply(visit: Visit, text: str, *, by: User, at: datetime | None = None) -> Reply:
    """The person assessed answers to the result. Raises NotYours for anybody else and before it counts."""
    own = by.role == EMPLOYEE and visit.employee_id is not None and by.employee_id == visit.employee_id
    if not own or visit.is_covert or visit.state != states.APPROVED:
        raise NotYours(visit.id)
    answer = Reply(visit_id=visit.id, by_id=by.id, text=text.strip(), at=at or now())
    db.session.add(answer)
    return answer
