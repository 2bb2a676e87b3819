"""Phones, what each says lies on it, and the copies of its drafts that are kept here until the visit is sent."""

from datetime import datetime

from sqlalchemy import BigInteger, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import now
from app.db import Base, Hash, Id, Name, Time, Uuid, reference
from app.people.models import User
from app.sync import troubles
from app.visits.models import Visit


class Phone(Base):
    """A device of an assessor, as it last spoke of itself; two people on one device are two rows."""

    __tablename__ = "phone"
    __table_args__ = (UniqueConstraint("user_id", "uuid"),)
    id: Mapped[Id]
    user_id: Mapped[int] = reference("user.id")
    uuid: Mapped[Uuid]
    name: Mapped[Name]
    installed: Mapped[bool]
    persistent: Mapped[bool]
    free: Mapped[int | None] = mapped_column(BigInteger)
    skew_ms: Mapped[int] = mapped_column(BigInteger)
    build: Mapped[Name]
    unsent: Mapped[int]
    seen_at: Mapped[Time]

    user: Mapped[User] = relationship()
    visits: Mapped[list["PhoneVisit"]] = relationship(back_populates="phone", cascade="all, delete-orphan")

    @property
    def troubles(self) -> list[str]:
        """What could cost its owner work in the field: codes of `troubles.TITLES`."""
        return troubles.of(
            installed=self.installed, persistent=self.persistent, free=self.free, skew_ms=self.skew_ms
        )

    def is_silent(self, at: datetime) -> bool:
        """Whether its word is too old to go by."""
        return at - self.seen_at > troubles.SILENT


class PhoneVisit(Base):
    """One visit on one phone: whether it opens there without network, and how far its draft is."""

    __tablename__ = "phone_visit"
    __table_args__ = (UniqueConstraint("phone_id", "visit_id"),)
    id: Mapped[Id]
    phone_id: Mapped[int] = reference("phone.id")
    visit_id: Mapped[int] = reference("visit.id")
    ready: Mapped[bool]
    draft: Mapped[str | None] = mapped_column(String(36), index=True)
    rev: Mapped[int] = mapped_column(BigInteger)
    answered: Mapped[int]
    of: Mapped[int | None]
    saved_at: Mapped[Time | None]

    phone: Mapped[Phone] = relationship(back_populates="visits")
    visit: Mapped[Visit] = relationship()


class DraftBackup(Base):
    """The newest state of a draft that its phone has sent, byte for byte; `device` is the phone's uuid."""

    __tablename__ = "draft_backup"
    id: Mapped[Id]
    uuid: Mapped[Uuid] = mapped_column(unique=True)
    visit_id: Mapped[int] = reference("visit.id")
    device: Mapped[Uuid]
    device_name: Mapped[Name]
    rev: Mapped[int] = mapped_column(BigInteger)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    answered: Mapped[int]
    continues: Mapped[str | None] = mapped_column(String(36), index=True)
    saved_at: Mapped[Time]
    received_at: Mapped[Time] = mapped_column(default=now)

    visit: Mapped[Visit] = relationship()
    photos: Mapped[list["BackupPhoto"]] = relationship(back_populates="backup", cascade="all, delete-orphan")
    takeovers: Mapped[list["DraftTakeover"]] = relationship(
        back_populates="backup", cascade="all, delete-orphan", order_by="DraftTakeover.id"
    )


class BackupPhoto(Base):
    """A photo of a draft as it was received: another phone must get the same bytes. It is shown on no page."""

    __tablename__ = "backup_photo"
    __table_args__ = (UniqueConstraint("backup_id", "uuid"),)
    id: Mapped[Id]
    backup_id: Mapped[int] = reference("draft_backup.id")
    uuid: Mapped[Uuid]
    digest: Mapped[Hash]
    key: Mapped[Name]
    received_at: Mapped[Time] = mapped_column(default=now)

    backup: Mapped[DraftBackup] = relationship(back_populates="photos")


class DraftTakeover(Base):
    """Somebody went on with a draft on another device: who, where, when."""

    __tablename__ = "draft_takeover"
    id: Mapped[Id]
    backup_id: Mapped[int] = reference("draft_backup.id")
    device: Mapped[Uuid]
    by_id: Mapped[int] = reference("user.id")
    at: Mapped[Time] = mapped_column(default=now)

    backup: Mapped[DraftBackup] = relationship(back_populates="takeovers")
    by: Mapped[User] = relationship()
