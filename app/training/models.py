"""What was read, answered and signed, and by what a person is known on the tablet of a store."""

import hashlib
from datetime import date
from typing import Any, NoReturn

from sqlalchemy import JSON, String, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import now
from app.db import Base, Code, Hash, Id, Name, Time, reference
from app.people.models import Employee, User
from app.standards.models import StandardVersion
from app.stores.models import Store

OWN_PHONE, STORE_TABLET = "own_phone", "store_tablet"


class SignedText(Base):
    """Exactly the bytes that somebody read and signed; the same text is kept once, whoever signed it."""

    __tablename__ = "signed_text"
    id: Mapped[Id]
    digest: Mapped[Hash] = mapped_column(unique=True)
    content: Mapped[bytes] = mapped_column(deferred=True)

    @property
    def is_whole(self) -> bool:
        """Whether the text still has the hash under which it was signed."""
        return hashlib.sha256(self.content).hexdigest() == self.digest


class Signature(Base):
    """Somebody signed a text of a version of the standards for the position then held. It never changes.

    `since` is the version that this person had signed before: the text then holds only what changed after it.
    `answers` are the checks with every attempt at them.
    """

    __tablename__ = "signature"
    __table_args__ = (UniqueConstraint("employee_id", "standard_id", "position"),)
    id: Mapped[Id]
    employee_id: Mapped[int] = reference("employee.id")
    standard_id: Mapped[int] = reference("standard_version.id")
    since_id: Mapped[int | None] = reference("standard_version.id")
    text_id: Mapped[int] = reference("signed_text.id")
    tablet_id: Mapped[int | None] = reference("store_tablet.id")
    position: Mapped[Code]
    name: Mapped[Name]
    language: Mapped[str] = mapped_column(String(2))
    how: Mapped[Code]
    answers: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    at: Mapped[Time] = mapped_column(default=now)

    employee: Mapped[Employee] = relationship()
    standard: Mapped[StandardVersion] = relationship(foreign_keys=[standard_id])
    since: Mapped[StandardVersion | None] = relationship(foreign_keys=[since_id])
    text: Mapped[SignedText] = relationship()


class ChapterRead(Base):
    """Somebody has read exactly this text of a chapter: another wording, or another language, is another text.

    `after` is the last signature before: what was read for that one is not read for the next.
    """

    __tablename__ = "chapter_read"
    id: Mapped[Id]
    employee_id: Mapped[int] = reference("employee.id")
    digest: Mapped[Hash]
    position: Mapped[Code]
    after_id: Mapped[int | None] = reference("signature.id")
    at: Mapped[Time] = mapped_column(default=now)


class CheckAnswer(Base):
    """One attempt at a check."""

    __tablename__ = "check_answer"
    id: Mapped[Id]
    employee_id: Mapped[int] = reference("employee.id")
    standard_id: Mapped[int] = reference("standard_version.id")
    after_id: Mapped[int | None] = reference("signature.id")
    position: Mapped[Code]
    asked: Mapped[Code]
    chosen: Mapped[Code]
    right: Mapped[bool]
    at: Mapped[Time] = mapped_column(default=now)


class SigningDeadline(Base):
    """Until when a version is to be signed, as the quality manager said it; the last word counts."""

    __tablename__ = "signing_deadline"
    id: Mapped[Id]
    standard_id: Mapped[int] = reference("standard_version.id")
    due_on: Mapped[date]
    by_id: Mapped[int] = reference("user.id")
    at: Mapped[Time] = mapped_column(default=now)


class Pin(Base):
    """The figures by which an employee is known on the tablet of the store; only their hash is kept."""

    __tablename__ = "pin"
    id: Mapped[Id]
    employee_id: Mapped[int] = reference("employee.id", unique=True)
    pin_hash: Mapped[str] = mapped_column(String(200))
    set_at: Mapped[Time] = mapped_column(default=now)


class PinCode(Base):
    """A code with which an employee sets a PIN: given by the director, works once, for three days."""

    __tablename__ = "pin_code"
    id: Mapped[Id]
    employee_id: Mapped[int] = reference("employee.id")
    code_hash: Mapped[str] = mapped_column(String(200))
    by_id: Mapped[int] = reference("user.id")
    created_at: Mapped[Time] = mapped_column(default=now)
    expires_at: Mapped[Time]
    used_at: Mapped[Time | None]


class StoreTablet(Base):
    """A device on which the people of one store sign. It is nobody's sign-in: the director was signed out there.

    `employee` is whoever typed the right PIN last and has not left yet; `seen_at` is when they did something last.
    """

    __tablename__ = "store_tablet"
    id: Mapped[Id]
    token_hash: Mapped[Hash] = mapped_column(unique=True)
    store_id: Mapped[int] = reference("store.id")
    opened_by_id: Mapped[int] = reference("user.id")
    opened_at: Mapped[Time] = mapped_column(default=now)
    closed_at: Mapped[Time | None]
    employee_id: Mapped[int | None] = reference("employee.id")
    seen_at: Mapped[Time | None]

    store: Mapped[Store] = relationship()
    opened_by: Mapped[User] = relationship()
    employee: Mapped[Employee | None] = relationship()


@event.listens_for(Signature, "before_update")
@event.listens_for(Signature, "before_delete")
@event.listens_for(SignedText, "before_update")
@event.listens_for(SignedText, "before_delete")
def _refuse(_mapper: object, _connection: object, target: object) -> NoReturn:
    raise TypeError(f"what was signed stays as it is: {type(target).__name__}")
