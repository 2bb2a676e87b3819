"""Stores and regions."""

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Code, Id, Name, reference


class Region(Base):
    """A part of the chain that one regional manager answers for."""

    __tablename__ = "region"
    id: Mapped[Id]
    name: Mapped[Name] = mapped_column(unique=True)

    stores: Mapped[list["Store"]] = relationship(
        primaryjoin="(Store.region_id == Region.id) & Store.competitor.is_(None)",
        order_by="Store.name",
        viewonly=True,
    )


class Store(Base):
    """A shop of the chain, or a competitor's shop beside ours: then `competitor` says whose."""

    __tablename__ = "store"
    __table_args__ = (CheckConstraint("competitor <> ''", name="competitor_has_name"),)
    id: Mapped[Id]
    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Name]
    address: Mapped[str] = mapped_column(String(400))
    region_id: Mapped[int] = reference("region.id")
    competitor: Mapped[Name | None]

    region: Mapped[Region] = relationship()
