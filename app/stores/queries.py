"""Stores, and which of them each viewer may see."""

from typing import TYPE_CHECKING

from sqlalchemy import Select, false, select
from sqlalchemy.orm import joinedload

from app.db import db
from app.stores.models import Region, Store

if TYPE_CHECKING:  # people stand above stores; only the shape of a viewer is needed here
    from app.people.models import User

SEE_ALL = {"hr", "quality", "administrator", "reviewer"}


def stores() -> list[Store]:
    """Every store by name, for choosing one."""
    return list(db.session.scalars(select(Store).options(joinedload(Store.region)).order_by(Store.name)))


def regions() -> list[Region]:
    """Every region by name."""
    return list(db.session.scalars(select(Region).order_by(Region.name)))


def stores_visible_to(viewer: "User") -> Select[Store]:
    """The stores whose results the viewer may see."""
    everything = select(Store).options(joinedload(Store.region)).order_by(Store.name)
    if viewer.role in SEE_ALL:
        return everything
    if viewer.role == "director":
        return everything.where(Store.id == viewer.store_id)
    if viewer.role == "regional":
        return everything.where(Store.region_id == viewer.region_id)
    return everything.where(false())
