"""Stores and regions, and which stores each viewer answers for."""

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from app.db import db
from app.people.models import User
from app.stores import queries
from app.stores.models import Region, Store
from tests.cast import NAMES, Cast

EVERY = ["Krasnaya Three", "Nevsky One", "Sadovaya Two"]
VISIBLE = {
    "director": ["Nevsky One"],
    "other director": ["Krasnaya Three"],
    "regional": ["Nevsky One", "Sadovaya Two"],
    "other regional": ["Krasnaya Three"],
    **dict.fromkeys(["hr", "quality", "administrator", "reviewer"], EVERY),
    **{who: [] for who in NAMES if who.split()[-1] in ("auditor", "shopper", "employee")},
}


@pytest.mark.parametrize("who", list(NAMES))
def test_each_viewer_sees_the_stores_of_the_own_scope_by_name(app: Flask, cast: Cast, who: str) -> None:
    with app.app_context():
        viewer = db.session.get_one(User, cast.users[who])
        assert [store.name for store in db.session.scalars(queries.stores_visible_to(viewer))] == VISIBLE[who]


def test_a_store_has_a_region_and_a_region_its_stores_by_name(app: Flask, cast: Cast) -> None:
    with app.app_context():
        assert [store.name for store in queries.stores()] == EVERY
        north, south = queries.regions()
        assert [store.name for store in north.stores] == ["Nevsky One", "Sadovaya Two"]
        assert [store.name for store in south.stores] == ["Krasnaya Three"]


def test_two_stores_never_share_a_code_nor_two_regions_a_name(app: Flask, cast: Cast) -> None:
    with app.app_context():
        region = queries.regions()[0]
        db.session.add(Store(code="S1", name="Another", address="-", region=region))
        with pytest.raises(IntegrityError, match="UNIQUE"):
            db.session.flush()
        db.session.rollback()
        db.session.add(Region(name="North"))
        with pytest.raises(IntegrityError, match="UNIQUE"):
            db.session.flush()
