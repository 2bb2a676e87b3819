"""A wave: a programme of visits with its purpose, and the notice given to staff."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import now
from app.db import Base, Id, Name, Time, Words, reference
from app.people.models import User


class Wave(Base):
    """Visits of one purpose in one period.

    The profession's guidelines ask that staff know they may be visited: covert visits can be assigned only
    after the notice was published and somebody acknowledged it on behalf of the staff.
    """

    __tablename__ = "wave"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="ends_after_start"),)
    id: Mapped[Id]
    name: Mapped[Name]
    purpose: Mapped[Words]
    notice: Mapped[Words]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    created_at: Mapped[Time] = mapped_column(default=now)
    asks_position: Mapped[bool] = mapped_column(default=False)
    allows_voice: Mapped[bool] = mapped_column(default=False)
    published_at: Mapped[Time | None]
    acknowledged_at: Mapped[Time | None]
    acknowledged_by_id: Mapped[int | None] = reference("user.id")

    acknowledged_by: Mapped[User | None] = relationship()

    def includes(self, day: date) -> bool:
        """Whether the wave runs on that day."""
        return self.starts_on <= day <= self.ends_on

    @property
    def may_be_covert(self) -> bool:
        """Whether covert visits may be assigned in this wave."""
        return bool(self.purpose.strip()) and self.acknowledged_at is not None
