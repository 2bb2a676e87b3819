"""Users, their sign-ins and invitations; employees and the positions they hold."""

from datetime import date, datetime

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import now
from app.db import Base, Code, Hash, Id, Name, Time, reference
from app.people import roles
from app.stores.models import Region, Store


class Employee(Base):
    """Somebody who works in a store and holds a position; an open audit may name this person."""

    __tablename__ = "employee"
    id: Mapped[Id]
    name: Mapped[Name]
    position: Mapped[Code]
    store_id: Mapped[int] = reference("store.id")
    hired_on: Mapped[date]
    left_on: Mapped[date | None]

    store: Mapped[Store] = relationship()


class User(UserMixin, Base):
    """Somebody who signs in. One role; a director has a store, a regional manager a region."""

    __tablename__ = "user"
    __table_args__ = (
        CheckConstraint("role <> 'director' OR store_id IS NOT NULL", name="director_has_store"),
        CheckConstraint("role <> 'regional' OR region_id IS NOT NULL", name="regional_has_region"),
        CheckConstraint("role <> 'employee' OR employee_id IS NOT NULL", name="employee_is_somebody"),
    )
    id: Mapped[Id]
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[Name]
    role: Mapped[Code]
    language: Mapped[str | None] = mapped_column(String(2))
    password_hash: Mapped[str] = mapped_column(String(200))
    store_id: Mapped[int | None] = reference("store.id")
    region_id: Mapped[int | None] = reference("region.id")
    employee_id: Mapped[int | None] = reference("employee.id")
    created_at: Mapped[Time] = mapped_column(default=now)
    disabled_at: Mapped[Time | None]

    store: Mapped[Store | None] = relationship()
    region: Mapped[Region | None] = relationship()
    employee: Mapped[Employee | None] = relationship()

    @property
    def is_active(self) -> bool:
        return self.disabled_at is None

    @property
    def is_assessor(self) -> bool:
        return self.role in roles.ASSESSORS


class SignIn(Base):
    """One signed-in device. The cookie holds the secret, this row only its hash; ending the row signs it out."""

    __tablename__ = "sign_in"
    id: Mapped[Id]
    token_hash: Mapped[Hash] = mapped_column(unique=True)
    user_id: Mapped[int] = reference("user.id")
    device: Mapped[Name]
    created_at: Mapped[Time] = mapped_column(default=now)
    last_seen_at: Mapped[Time] = mapped_column(default=now)
    ended_at: Mapped[Time | None]

    user: Mapped[User] = relationship()


class FailedSignIn(Base):
    """A wrong password, remembered for a while so that guessing slows down on every server at once."""

    __tablename__ = "failed_sign_in"
    id: Mapped[Id]
    email_hash: Mapped[Hash] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(String(45), index=True)
    at: Mapped[Time] = mapped_column(default=now, index=True)


class Invitation(Base):
    """A link by which somebody sets a password: a new person becomes a user, a `user` gets in again.

    Works once, for a week.
    """

    __tablename__ = "invitation"
    id: Mapped[Id]
    token_hash: Mapped[Hash] = mapped_column(unique=True)
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[Name]
    role: Mapped[Code]
    store_id: Mapped[int | None] = reference("store.id")
    region_id: Mapped[int | None] = reference("region.id")
    employee_id: Mapped[int | None] = reference("employee.id")
    user_id: Mapped[int | None] = reference("user.id")
    invited_by_id: Mapped[int] = reference("user.id")
    created_at: Mapped[Time] = mapped_column(default=now)
    expires_at: Mapped[Time]
    accepted_at: Mapped[Time | None]

    user: Mapped[User | None] = relationship(foreign_keys=[user_id])
    invited_by: Mapped[User] = relationship(foreign_keys=[invited_by_id])
    store: Mapped[Store | None] = relationship()
    region: Mapped[Region | None] = relationship()

    def is_open(self, at: datetime) -> bool:
        """Whether the link still works."""
        return self.accepted_at is None and at < self.expires_at
