"""Published versions of the standards document; a published version never changes."""

from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import now
from app.db import Base, Hash, Id, Json, Time, Words, reference
from app.frozen import frozen
from app.people.models import User
from app.standards.document import Document


class StandardVersion(Base):
    """One published version of the whole document, self-contained.

    `selections` is what was chosen in its checklists, as plain data; null in versions older than the editor.
    `by` is nobody where the version was published from files.
    """

    __tablename__ = "standard_version"
    id: Mapped[Id]
    number: Mapped[int] = mapped_column(unique=True)
    content: Mapped[Json] = mapped_column(deferred=True)
    selections: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True), deferred=True)
    digest: Mapped[Hash]
    reason: Mapped[Words]
    by_id: Mapped[int | None] = reference("user.id")
    published_at: Mapped[Time] = mapped_column(default=now)

    by: Mapped[User | None] = relationship()

    @property
    def document(self) -> Document:
        """The version as a document; read once per process, since it never changes."""
        return frozen(Document, self.digest, lambda: self.content)
