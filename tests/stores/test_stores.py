"""Stores and regions, which stores each viewer answers for, and the stores of competitors beside them."""

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from app.db import db
from app.people.models import User
from app.stores import operations, queries
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


def test_a_competitors_store_is_in_no_list_of_ours(app: Flask, cast: Cast) -> None:
    with app.app_context():
        north = queries.regions()[0]
        store = operations.add_competitor_store(competitor="Sigma", place="Nevsky", address="-", region=north)
        db.session.flush()
        db.session.expire_all()
        assert [each.name for each in queries.competitor_stores()] == ["Sigma · Nevsky"]
        assert [each.name for each in queries.stores()] == EVERY
        assert store not in north.stores
        for who in NAMES:
            viewer = db.session.get_one(User, cast.users[who])
            seen = [each.name for each in db.session.scalars(queries.stores_visible_to(viewer))]
            assert seen == VISIBLE[who], who


def test_a_competitor_keeps_its_spelling_and_each_of_its_stores_has_a_code(app: Flask, cast: Cast) -> None:
    with app.app_context():
        north = queries.regions()[0]
        for spelled, place in (("Sigma", "Nevsky"), ("SIGMA", "Kupchino"), ("Omega", "Kupchino")):
            operations.add_competitor_store(competitor=spelled, place=place, address="-", region=north)
            db.session.flush()
        known = {each.code: (each.competitor, each.name) for each in queries.competitor_stores()}
        assert known == {
            "C01": ("Sigma", "Sigma · Nevsky"),
            "C02": ("Sigma", "Sigma · Kupchino"),
            "C03": ("Omega", "Omega · Kupchino"),
        }


def test_the_name_of_a_competitor_is_never_empty(app: Flask, cast: Cast) -> None:
    with app.app_context():
        db.session.get_one(Store, cast.store).competitor = ""
        with pytest.raises(IntegrityError, match="competitor_has_name"):
            db.session.flush()
