"""All stores in one ZIP: what breaks stops nothing, what was made is not made again, who cancels may go on."""

import io
from zipfile import ZipFile

import pytest
from flask import Flask

from app.db import db
from app.people.models import User
from app.reports import bulk as operations
from app.reports import queries
from app.reports.models import Bulk
from app.storage import storage
from app.stores.models import Store
from app.tasks.operations import perform
from tests.cast import Cast, app_with_cast
from tests.visits.made import approved

BASE = "https://etalon.example.com/"


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, Cast]:
    """The cast, with a visit in the second store of the region too; one for all, so that little is laid out."""
    app, cast = app_with_cast(tmp_path_factory.mktemp("bulk"))
    with app.app_context():
        approved(cast, store=cast.second_store)
        db.session.commit()
    return app, cast


@pytest.fixture
def app(product) -> Flask:
    return product[0]


@pytest.fixture
def ordered(sign_in) -> int:
    """The reports of both stores of a region, asked for by its manager."""
    page = sign_in("regional").post("/stores/reports", language="en")
    assert page.status_code == 303
    return int(page.location.rpartition("/")[2])


def turn(bulk_id: int) -> Bulk:
    """Do the job that the bulk waits for."""
    bulk = queries.bulk(bulk_id)
    assert bulk
    number = bulk.job_id
    db.session.rollback()
    perform(number)
    return db.session.get_one(Bulk, bulk_id, populate_existing=True)


def names_in(content: bytes) -> list[str]:
    with ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        return packed.namelist()


def test_every_store_of_the_region_is_in_the_zip(app, sign_in, ordered: int) -> None:
    regional = sign_in("regional")
    assert 'http-equiv="refresh"' in regional.get(f"/stores/reports/{ordered}").text
    assert regional.get(f"/stores/reports/{ordered}/file").status_code == 404
    with app.app_context():
        bulk = turn(ordered)
        assert bulk.state == "ready"
        codes = {each.store.code for each in bulk.reports}
    assert len(codes) == 2
    assert "The ZIP is ready" in regional.get(f"/stores/reports/{ordered}").text
    got = regional.get(f"/stores/reports/{ordered}/file")
    names = names_in(got.data)
    assert names[0] == "list.txt"
    assert [name.split("-")[2] for name in names[1:]] and all(
        any(code in name for code in codes) for name in names[1:]
    )
    with ZipFile(io.BytesIO(got.data)) as packed:
        assert all(packed.read(name).startswith(b"%PDF") for name in names[1:])
    for who in ("other regional", "quality", "director"):
        assert sign_in(who).get(f"/stores/reports/{ordered}/file").status_code == 404


def test_what_breaks_is_listed_and_stops_nothing(app, cast, sign_in, ordered: int) -> None:
    with app.app_context():
        moved = db.session.get_one(Store, cast.second_store)
        here, moved.region_id = moved.region_id, db.session.get_one(Store, cast.far_store).region_id
        db.session.commit()
        bulk = turn(ordered)
        moved = db.session.get_one(Store, cast.second_store)
        moved.region_id = here
        db.session.commit()
        assert bulk.state == "ready"
        assert [(each.store_id, bool(each.key)) for each in bulk.reports if each.problem] == [
            (cast.second_store, False)
        ]
        with ZipFile(io.BytesIO(storage().get(bulk.key))) as packed:
            told = packed.read("list.txt").decode("utf-8-sig")
            assert len(packed.namelist()) == 2
        assert f"{moved.name} ({moved.code}): It is no longer yours to see." in told
    page = sign_in("regional").get(f"/stores/reports/{ordered}").text
    assert "1 report could not be made" in page
    assert "It is no longer yours to see." in page


def test_one_that_kills_its_worker_is_given_up_after_two_tries(app, cast, ordered: int) -> None:
    with app.app_context():
        first = queries.next_of(ordered)
        first.tries, number = operations.MOST_TRIES, first.id
        db.session.commit()
        bulk = turn(ordered)
        assert bulk.state == "ready"
        assert [each.problem for each in bulk.reports if each.id == number] == [
            "Its worker died while it was made."
        ]
        assert len(bulk.made) == 1


def test_a_cancelled_bulk_makes_no_more_and_goes_on_where_it_was(app, sign_in, ordered: int) -> None:
    regional = sign_in("regional")
    regional.post(f"/stores/reports/{ordered}/cancellation")
    with app.app_context():
        assert turn(ordered).state == "cancelled"
        assert queries.bulk(ordered).made == []
    assert "Cancelled" in regional.get(f"/stores/reports/{ordered}").text
    regional.post(f"/stores/reports/{ordered}/turns")
    with app.app_context():
        assert turn(ordered).state == "ready"


def test_a_turn_ends_and_the_next_goes_on(app, ordered: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "TURN", operations.TURN * 0)
    with app.app_context():
        bulk = turn(ordered)
        assert (bulk.state, len(bulk.made), bulk.left) == ("working", 1, 1)
        assert turn(ordered).left == 0
        assert queries.bulk(ordered).state == "ready"


def test_what_was_made_is_taken_from_the_storage(app, cast, ordered: int) -> None:
    with app.app_context():
        made = {each.key for each in turn(ordered).reports}
        before = {each.key: each.at for each in storage().list("reports")}
        viewer = db.session.get_one(User, cast.users["regional"])
        again = operations.order(viewer, {}, "en", base="http://localhost/")
        db.session.commit()
        assert {each.key for each in turn(again.id).reports} == made
        after = {each.key: each.at for each in storage().list("reports")}
        assert {key: after[key] for key in made} == {key: before[key] for key in made}


def test_a_period_without_visits_is_one_sentence(sign_in) -> None:
    fields = {"language": "en", "from": "2001-01", "to": "2001-02"}
    answer = sign_in("regional").post("/stores/reports", fields)
    assert answer.location.startswith("/stores?")
