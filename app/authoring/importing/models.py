"""The files that were read beside a working copy; no row is ever deleted."""

from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.authoring.importing.offers import Offers
from app.authoring.models import WorkingCopy
from app.clock import now
from app.db import Base, Id, Json, Name, Time, reference
from app.people.models import User


class Imported(Base):
    """A file that was read beside a working copy: its `name`, and as `content` what it offers (Offers).

    What of it was taken in, and whether it was set aside, is told by the edits of the copy.
    """

    __tablename__ = "imported"
    id: Mapped[Id]
    copy_id: Mapped[int] = reference("working_copy.id")
    name: Mapped[Name]
    content: Mapped[Json]
    by_id: Mapped[int | None] = reference("user.id")
    at: Mapped[Time] = mapped_column(default=now)

    copy: Mapped[WorkingCopy] = relationship()
    by: Mapped[User | None] = relationship()

    @property
    def offers(self) -> Offers:
        """What the file offers, with what an author has written into it since."""
        return Offers.model_validate(self.content)
