"""The row of a job: who asked for what, who is at work on it until when, and how it ended."""

from datetime import timedelta

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.clock import now
from app.db import Base, Code, Hash, Id, Json, Time, Words, reference

TURN = timedelta(minutes=2)  # a job that waited so long was perhaps lost by the queue: it is sent again


class Job(Base):
    """Slow work somebody asked for. `progress` is in per cent, `result` a key of the storage, `problem` a sentence.

    `key` is a digest of what was asked and of what it is made from: while one job with it is waiting, at work or
    finished, there is no second.
    """

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("progress BETWEEN 0 AND 100", name="progress_in_per_cent"),
        CheckConstraint("finished_at IS NULL OR result IS NOT NULL", name="finished_has_result"),
        CheckConstraint("finished_at IS NULL OR failed_at IS NULL", name="one_end"),
        Index(
            "uq_job_key",
            "key",
            unique=True,
            sqlite_where=text("failed_at IS NULL"),
            postgresql_where=text("failed_at IS NULL"),
        ),
    )
    id: Mapped[Id]
    kind: Mapped[Code]
    arguments: Mapped[Json]
    language: Mapped[str] = mapped_column(String(2))
    by_id: Mapped[int | None] = reference("user.id")
    key: Mapped[Hash]
    queued_at: Mapped[Time] = mapped_column(default=now)
    started_at: Mapped[Time | None]
    finished_at: Mapped[Time | None]
    failed_at: Mapped[Time | None]
    lease_until: Mapped[Time] = mapped_column(default=lambda: now() + TURN, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    progress: Mapped[int] = mapped_column(default=0)
    result: Mapped[str | None] = mapped_column(String(200))
    problem: Mapped[Words] = mapped_column(default="")

    @property
    def state(self) -> str:
        """Where the work stands: "queued", "started", "finished" or "failed"."""
        if self.finished_at:
            return "finished"
        if self.failed_at:
            return "failed"
        return "started" if self.started_at else "queued"
