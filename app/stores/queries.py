"""Our stores, and which of them each viewer may see; the stores of competitors apart."""

from typing import TYPE_CHECKING

from sqlalchemy import Select, false, select
from sqlalchemy.orm import joinedload

from app.db import db
from app.stores.models import Region, Store

if TYPE_CHECKING:  # people stand above stores; only the shape of a viewer is needed here
    from app.people.models import User

SEE_ALL = {"hr", "quality", "administrator", "reviewer"}


def stores() -> list[Store]:
    """Every store of ours by name, for choosing one."""
    return list(db.session.scalars(_ours()))


def competitor_stores() -> list[Store]:
    """The stores of every competitor, by name, which begins with the competitor's."""
    theirs = select(Store).where(Store.competitor.is_not(None)).options(joinedload(Store.region))
    return list(db.session.scalars(theirs.order_by(Store.name)))


def regions() -> list[Region]:
    """Every region by name."""
    return list(db.session.scalars(select(Region).order_by(Region.name)))


def stores_visible_to(viewer: "User") -> Select[Store]:
    """Our stores whose results the viewer may see."""
    everything = _ours()
    if viewer.role in SEE_ALL:
        return everything
    if viewer.role == "director":
        return everything.where(Store.id == viewer.store_id)
    if viewer.role == "regional":
        return everything.where(Store.region_id == viewer.region_id)
    return everything.where(false())


def _ours() -> Select[Store]:
    """The stores of the chain by name; a competitor's is in no list of them."""
    return (
        select(Store).where(Store.competitor.is_(None)).options(joinedload(Store.region)).order_by(Store.name)
    )
