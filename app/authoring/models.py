"""The working copy of the standards and every edit made in it; no row is ever deleted."""

from typing import Any

from sqlalchemy import JSON, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.authoring.content.document import whole
from app.checklists.selection import Selections
from app.clock import now
from app.db import Base, Code, Id, Json, Time, reference
from app.people.models import User
from app.standards.document import Document
from app.standards.models import StandardVersion


class WorkingCopy(Base):
    """What is being made of a published version. At most one is `open`; the others were discarded or published.

    `content` is a Document as plain data with "selections" beside it; it may be incomplete. A clause carries a `key`
    there, by which it is known while it is edited. `ledger` holds every criterion code ever published before.
    `rev` counts the edits.
    """

    __tablename__ = "working_copy"
    id: Mapped[Id]
    open: Mapped[bool | None] = mapped_column(unique=True, default=True)  # true or null: only one is true
    base_id: Mapped[int] = reference("standard_version.id")
    content: Mapped[Json]
    ledger: Mapped[list[str]] = mapped_column(JSON)
    rev: Mapped[int] = mapped_column(default=0)
    begun_at: Mapped[Time] = mapped_column(default=now)

    base: Mapped[StandardVersion] = relationship()

    def document(self) -> Document:
        """The copy as a document, removed codes retired. Raises NotWhole while something is missing in it."""
        return whole(self.content, self.ledger).document

    def selections(self) -> Selections:
        """What is chosen in its checklists, less what asks for removed criteria. Raises NotWhole."""
        return whole(self.content, self.ledger).selections


class Edit(Base):
    """One step in a working copy: what stood at a place before and after it. An undo is a step of its own.

    `verb` is one of VERBS, `place` names a part as "criterion:COU-01" does; what `before` and `after` hold is told
    by `app.authoring.content.steps`.
    """

    __tablename__ = "edit"
    __table_args__ = (
        UniqueConstraint("copy_id", "rev"),
        Index("ix_edit_copy_id_place", "copy_id", "place"),
    )
    id: Mapped[Id]
    copy_id: Mapped[int] = reference("working_copy.id")
    rev: Mapped[int]
    by_id: Mapped[int | None] = reference("user.id")
    at: Mapped[Time] = mapped_column(default=now)
    verb: Mapped[Code]
    place: Mapped[str] = mapped_column(String(80))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    undoes_id: Mapped[int | None] = reference("edit.id")

    copy: Mapped[WorkingCopy] = relationship()
    by: Mapped[User | None] = relationship()
    undoes: Mapped["Edit | None"] = relationship(remote_side="Edit.id")
