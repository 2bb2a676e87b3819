"""Published versions of the standards document; a published version never changes."""

from sqlalchemy.orm import Mapped, mapped_column

from app.clock import now
from app.db import Base, Hash, Id, Json, Time, Words
from app.frozen import frozen
from app.standards.document import Document


class StandardVersion(Base):
    """One published version of the whole document, self-contained."""

    __tablename__ = "standard_version"
    id: Mapped[Id]
    number: Mapped[int] = mapped_column(unique=True)
    content: Mapped[Json] = mapped_column(deferred=True)
    digest: Mapped[Hash]
    reason: Mapped[Words]
    published_at: Mapped[Time] = mapped_column(default=now)

    @property
    def document(self) -> Document:
        """The version as a document; read once per process, since it never changes."""
        return frozen(Document, self.digest, lambda: self.content)
