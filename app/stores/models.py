"""Stores and regions."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Code, Id, Name, reference


class Region(Base):
    """A part of the chain that one regional manager answers for."""

    __tablename__ = "region"
    id: Mapped[Id]
    name: Mapped[Name] = mapped_column(unique=True)

    stores: Mapped[list["Store"]] = relationship(back_populates="region", order_by="Store.name")


class Store(Base):
    """A shop, or a competitor's shop beside it."""

    __tablename__ = "store"
    id: Mapped[Id]
    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Name]
    address: Mapped[str] = mapped_column(String(400))
    region_id: Mapped[int] = reference("region.id")

    region: Mapped[Region] = relationship(back_populates="stores")
