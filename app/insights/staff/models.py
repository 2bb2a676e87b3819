"""What is written down about the pages themselves: who looked at whose card, and what the person answered."""

from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import now
from app.db import Base, Id, Time, Words, reference
from app.people.models import User


class Look(Base):
    """Somebody opened the card of a person; one's own card is not counted."""

    __tablename__ = "look"
    id: Mapped[Id]
    by_id: Mapped[int] = reference("user.id")
    employee_id: Mapped[int] = reference("employee.id")
    at: Mapped[Time] = mapped_column(default=now)

    by: Mapped[User] = relationship()


class Reply(Base):
    """What an employee answered to the result of an open audit of himself."""

    __tablename__ = "reply"
    id: Mapped[Id]
    visit_id: Mapped[int] = reference("visit.id")
    by_id: Mapped[int] = reference("user.id")
    text: Mapped[Words]
    at: Mapped[Time] = mapped_column(default=now)
