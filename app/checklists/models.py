"""Published versions of derived checklists; a published version never changes."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.checklists.checklist import Checklist
from app.clock import now
from app.db import Base, Code, Hash, Id, Json, Time, reference
from app.frozen import frozen
from app.standards.models import StandardVersion


class ChecklistVersion(Base):
    """What one version of the standards asks of a position on a channel."""

    __tablename__ = "checklist_version"
    __table_args__ = (UniqueConstraint("position", "channel", "number"),)
    id: Mapped[Id]
    position: Mapped[Code]
    channel: Mapped[Code]
    number: Mapped[int]
    standard_id: Mapped[int] = reference("standard_version.id")
    content: Mapped[Json] = mapped_column(deferred=True)
    digest: Mapped[Hash]
    published_at: Mapped[Time] = mapped_column(default=now)

    standard: Mapped[StandardVersion] = relationship()

    @property
    def checklist(self) -> Checklist:
        """The version as a checklist; read once per process, since it never changes."""
        return frozen(Checklist, self.digest, lambda: self.content)
