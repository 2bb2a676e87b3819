"""The same model and the same visits on a real PostgreSQL."""

import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import inspect, select, text

from app.checklists import operations as checklists
from app.config import settings
from app.db import db
from app.visits.models import Scorecard, Visit
from tests.cast import Cast, Seed, app_on, app_with_cast
from tests.conftest import Visitor
from tests.database.server import postgres_server
from tests.insights.page import words
from tests.sync.field import every_kind
from tests.visits.made import assigned, sent


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, Cast]]:
    """The product with the whole cast, made on PostgreSQL from its models."""
    under = tmp_path_factory.mktemp("postgres")
    with postgres_server() as address:
        asked = settings({"DATABASE_URL": address, "INSTANCE": str(under)})
        app = app_on(under, SQLALCHEMY_DATABASE_URI=asked["SQLALCHEMY_DATABASE_URI"])
        with app.app_context():
            db.create_all()
            standards = every_kind(under).read()
            checklists.publish(standards.document, standards.selections, reason="first")
            cast = Seed().cast()
            db.session.commit()
        yield app, cast
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def sign_in(product: tuple[Flask, Cast]) -> Callable[[str], Visitor]:
    app, cast = product
    return lambda who: Visitor(app, cast.users[who])


def scores(app: Flask) -> list[object]:
    with app.app_context():
        found = db.session.execute(
            select(Scorecard.score, Scorecard.coverage, Scorecard.card).order_by(Scorecard.id)
        )
        return [tuple(row) for row in found]


def test_every_table_of_the_model_is_there(product: tuple[Flask, Cast]) -> None:
    app, _cast = product
    with app.app_context():
        assert db.session.scalar(text("SHOW server_version")).startswith("18")
        assert set(inspect(db.engine).get_table_names()) == set(db.metadata.tables)


def test_visits_score_on_postgresql_exactly_as_on_sqlite(product: tuple[Flask, Cast], tmp_path: Path) -> None:
    on_postgres, (on_sqlite, _cast) = scores(product[0]), app_with_cast(tmp_path)
    assert len(on_postgres) == 4
    assert on_postgres == scores(on_sqlite)


@pytest.mark.parametrize(
    ("who", "page"),
    [
        ("auditor", "/visits/{open_audit}"),
        ("reviewer", "/reviews/{submitted_audit}"),
        ("director", "/stores/{store}"),
        ("director", "/visits/{approved_mystery}"),
        ("employee", "/visits"),
        ("hr", "/people"),
        ("regional", "/stores"),
        ("quality", "/waves/{wave}"),
    ],
)
def test_the_pages_of_every_role_open(product, sign_in, who: str, page: str) -> None:
    _app, cast = product
    assert sign_in(who).get(page.format(**vars(cast))).status_code == 200


def test_facts_and_pages_of_figures_are_those_of_sqlite(product, sign_in, tmp_path: Path) -> None:
    app, cast = product
    (tmp_path / "sqlite").mkdir()
    lite, _cast = app_with_cast(tmp_path / "sqlite")
    for each in (app, lite):
        for options in ((), ("--check",)):
            said = each.test_cli_runner().invoke(args=["insights", "rebuild", *options])
            assert said.exit_code == 0, said.output
    for who, page in (
        ("quality", "/overview?by=position&rows=stage&columns=region"),
        ("hr", "/stores"),
        ("regional", "/criteria/COU-02"),
        ("hr", "/people"),
        ("quality", "/assessors"),
        ("director", "/figure?facet=criterion&code=COU-02"),
    ):
        here, there = sign_in(who).get(page), Visitor(lite, cast.users[who]).get(page)
        assert (here.status_code, there.status_code) == (200, 200), page
        assert figures_of(here.text) == figures_of(there.text), page
        assert figures_of(here.text), page


def figures_of(page: str) -> list[str]:
    """The rows of every table of a page, as they are read."""
    bodies = re.findall(r"<tbody>(.*?)</tbody>", page, re.S)
    return [words(row) for body in bodies for row in re.findall(r"<tr.*?</tr>", body, re.S)]


def test_a_visit_goes_its_whole_way(product, sign_in) -> None:
    app, cast = product
    auditor, reviewer = sign_in("auditor"), sign_in("reviewer")
    answered = {"COU-01": "non_answer:not_observed", "COU-02": "value:4"}
    assert auditor.post(f"/visits/{cast.open_audit}/form", answered).status_code == 302
    assert reviewer.post(f"/reviews/{cast.submitted_audit}/approval").status_code == 302
    with app.app_context():
        assert [event.state for event in db.session.get_one(Visit, cast.open_audit).events] == [
            "assigned",
            "started",
        ]
        assert db.session.get_one(Visit, cast.submitted_audit).state == "approved"


def test_of_two_reviewers_at_the_same_moment_one_decides(product, sign_in) -> None:
    """PostgreSQL lets both read before either writes: without a lock the visit would be approved and rejected."""
    app, cast = product
    with app.app_context():
        visit = assigned(cast)
        sent(visit)
        db.session.commit()
        waiting = visit.id
    reviewer, quality = sign_in("reviewer"), sign_in("quality")
    rejection = {"reject-reason": "other", "reject-note": "No."}
    with app.app_context(), db.engine.connect() as held, ThreadPoolExecutor(2) as hands:
        held.execute(
            text("LOCK TABLE visit_event IN EXCLUSIVE MODE")
        )  # both have read before either may write
        answers = [
            hands.submit(reviewer.post, f"/reviews/{waiting}/approval"),
            hands.submit(quality.post, f"/reviews/{waiting}/rejection", rejection),
        ]
        _until(lambda: _waiting_for_a_lock() == 2)
        held.rollback()
        assert [each.result().status_code for each in answers] == [302, 302]
    with app.app_context():
        states = [event.state for event in db.session.get_one(Visit, waiting).events]
    assert states in (["assigned", "submitted", "approved"], ["assigned", "submitted", "rejected"])


def _waiting_for_a_lock() -> int:
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    with db.engine.connect() as looking:
        return looking.exec_driver_sql(waiting).scalar_one()


def _until(happened: Callable[[], bool], within: float = 10.0) -> None:
    give_up = time.monotonic() + within
    while not happened():
        assert time.monotonic() < give_up, "the two never met"
        time.sleep(0.01)
