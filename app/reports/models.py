"""Many reports asked for at once, and how far each of them is."""

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import now
from app.db import Base, Id, Json, Time, Words, reference
from app.people.models import User
from app.stores.models import Store
from app.tasks import Job


class Bulk(Base):
    """The reports of many stores over one period, asked for by one person, to be had as one ZIP.

    `arguments` are the months and filters, and where people reach the product. The reports are made one after another
    by jobs that follow one another; `job` is the last of them. `key` is the ZIP's in the storage.
    """

    __tablename__ = "bulk"
    id: Mapped[Id]
    by_id: Mapped[int] = reference("user.id")
    language: Mapped[str] = mapped_column(String(2))
    arguments: Mapped[Json]
    at: Mapped[Time] = mapped_column(default=now)
    turns: Mapped[int] = mapped_column(default=0)  # jobs that were asked for it
    job_id: Mapped[int | None] = reference("job.id")
    cancelled_at: Mapped[Time | None]
    key: Mapped[str | None] = mapped_column(String(200))

    by: Mapped[User] = relationship()
    job: Mapped[Job | None] = relationship()
    reports: Mapped[list["BulkReport"]] = relationship(back_populates="bulk", order_by="BulkReport.id")

    @property
    def made(self) -> list["BulkReport"]:
        """The reports that are there."""
        return [each for each in self.reports if each.key]

    @property
    def broken(self) -> list["BulkReport"]:
        """The reports that could not be made."""
        return [each for each in self.reports if each.problem]

    @property
    def left(self) -> int:
        """How many are still to be made."""
        return len(self.reports) - len(self.made) - len(self.broken)

    @property
    def state(self) -> str:
        """One of "ready", "cancelled", "working", "stopped" (nobody is at work on it and something is left)."""
        if self.key:
            return "ready"
        if self.cancelled_at:
            return "cancelled"
        return "working" if self.job and self.job.state in ("queued", "started") else "stopped"


class BulkReport(Base):
    """One report of a bulk: made, with its key in the storage; or given up, with the reason; or still to be made.

    `tries` is counted before each try, so that one which kills its worker is given up too.
    """

    __tablename__ = "bulk_report"
    __table_args__ = (CheckConstraint("key IS NULL OR problem = ''", name="made_or_broken"),)
    id: Mapped[Id]
    bulk_id: Mapped[int] = reference("bulk.id")
    store_id: Mapped[int] = reference("store.id")
    tries: Mapped[int] = mapped_column(default=0)
    key: Mapped[str | None] = mapped_column(String(200))
    problem: Mapped[Words] = mapped_column(default="")

    bulk: Mapped[Bulk] = relationship(back_populates="reports")
    store: Mapped[Store] = relationship(lazy="joined", innerjoin=True)
