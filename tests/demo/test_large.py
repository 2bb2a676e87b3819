"""`flask demo load --stores … --visits …`: a chain of any size, of real rows, whose facts are those of its submissions."""

import pytest

from app.db import db
from app.insights import queries
from app.insights.selection import Selection
from app.people.models import User
from app.stores.models import Store
from app.visits.models import AUDIT, MYSTERY, Visit
from app.visits.payload import digest
from app.visits.result import VisitResult
from tests.demo.test_demo import scratch


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """Six stores and 150 visits, with what the command said."""
    app = scratch(tmp_path_factory.mktemp("large"))
    found = app.test_cli_runner().invoke(args=["demo", "load", "--stores", "6", "--visits", "150"])
    assert found.exit_code == 0, found.output
    app.config["said"] = found.output
    return app


@pytest.fixture
def chain(loaded):
    with loaded.app_context():
        yield loaded


def test_so_many_stores_and_visits_are_there_and_progress_was_told(chain):
    assert (db.session.query(Store).count(), db.session.query(Visit).count()) == (6, 150)
    assert "150 of 150 visits" in chain.config["said"]
    assert "director@demo.example" in chain.config["said"]


def test_the_facts_agree_with_the_submissions(chain):
    found = chain.test_cli_runner().invoke(args=["insights", "rebuild", "--check"])
    assert found.exit_code == 0, found.output
    assert queries.whole(Selection()).n == 150


def test_every_visit_is_a_real_one(chain):
    for visit in db.session.query(Visit).limit(20):
        assert [event.state for event in visit.events][-2:] == ["submitted", "approved"]
        assert digest(visit.submission.body) == visit.submission.digest
        assert any(response.answered for response in VisitResult(visit, "ru").responses)
        assert (visit.kind == AUDIT) or visit.employee_id is None


def test_visits_lie_over_two_years_and_are_of_both_kinds(chain):
    assert len(queries.by(Selection(), "month")) > 20
    assert set(queries.by(Selection(), "kind")) == {AUDIT, MYSTERY}


def test_the_account_of_every_role_is_there(chain):
    roles = {user.role for user in db.session.query(User)}
    assert {"quality", "hr", "regional", "director", "employee", "auditor", "shopper"} <= roles
