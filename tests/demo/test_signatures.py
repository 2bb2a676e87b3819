"""The demo chain has signed the standards as a real one does: most of it, not all, one store behind, some new."""

from datetime import timedelta

import pytest

from app.clock import now
from app.db import db
from app.demo.chain import WEAK_SHOP
from app.demo.signatures import PIN
from app.people.models import Employee, User
from app.training import operations, pins
from app.training.models import Signature
from app.training.pages import CoveragePage
from tests.days import today
from tests.demo_folder import demo_app, load_once


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    return demo_app(tmp_path_factory.mktemp("signatures"), load_once(tmp_path_factory))


@pytest.fixture
def chain(loaded):
    with loaded.app_context():
        yield loaded


def account(name):
    return db.session.query(User).filter_by(email=f"{name}@demo.example").one()


def test_about_four_of_five_have_signed_and_some_are_overdue(chain):
    whole = CoveragePage(account("hr")).whole
    assert 0.75 < whole.signed / whole.must < 0.88
    assert 0 < whole.overdue < whole.left, "the newcomers still have time"


def test_the_weak_store_is_the_furthest_behind(chain):
    rows = CoveragePage(account("hr")).by_store
    weak = min(rows, key=lambda row: row.signed / row.must)
    assert weak.standings[0].employee.store.code == WEAK_SHOP.code


def test_the_employee_has_something_to_sign_and_has_begun(chain):
    progress = operations.progress_of(account("employee").employee, "ru")
    assert progress.begun
    assert progress.next.page == "chapter"
    assert progress.due_on < today()


def test_they_signed_in_the_past_what_they_read_on_the_tablets_of_their_own_stores(chain):
    for signature in db.session.query(Signature):
        assert now() - timedelta(days=20) < signature.at < now()
        assert signature.text.is_whole
        assert signature.name == signature.employee.name
        assert all(each["attempts"][-1]["right"] for each in signature.answers)


def test_their_pin_opens_the_tablet_and_newcomers_have_none(chain):
    director = account("director")
    staff = db.session.query(Employee).filter_by(store_id=director.store_id).all()
    known = [each for each in staff if pins.queries.pin_of(each)]
    assert 0 < len(staff) - len(known) <= 2
    assert pins.pin_is_right(known[0], PIN, address="192.0.2.1")


def test_the_command_finds_every_text_whole(chain):
    said = chain.test_cli_runner().invoke(args=["training", "verify"])
    assert said.exit_code == 0, said.output
