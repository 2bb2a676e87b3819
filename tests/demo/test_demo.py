"""The demo chain is believable: its stories can be read from its figures, and it never touches other data."""

import hashlib
from datetime import timedelta

import pytest

from app import create_app
from app.clock import now
from app.db import db
from app.demo.behaviour import WEAK_CRITERIA
from app.demo.chain import SHOPS, STRUGGLING, WEAK_SHOP
from app.demo.doubled import PAIRS
from app.demo.people import PASSWORD
from app.insights import queries
from app.insights.pages.queries import latest
from app.insights.selection import chosen
from app.insights.staff.queries import doubled
from app.people.models import Employee, User
from app.people.operations import sign_in
from app.stores.models import Region, Store
from app.visits import states
from app.visits.models import AUDIT, MYSTERY, Evidence, Visit
from tests.demo_folder import demo_app, load_once, said

NAMED = ("admin", "quality", "reviewer", "auditor", "shopper", "director", "regional", "hr", "employee")


def scratch(folder):
    """An app with an empty database of its own."""
    app = create_app(
        {
            "TESTING": True,
            "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder / 'demo.sqlite'}",
            "STORAGE_URL": (folder / "files").as_uri(),
            "QUEUE_URL": f"sqlite:///{folder / 'queue.sqlite'}",
        }
    )
    with app.app_context():
        db.create_all()
    return app


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """The app after `flask demo load`, with what the command printed."""
    folder = load_once(tmp_path_factory)
    app = demo_app(tmp_path_factory.mktemp("demo"), folder)
    app.config["said"] = said(folder)
    return app


@pytest.fixture
def chain(loaded):
    with loaded.app_context():
        yield loaded


@pytest.fixture
def approved(chain):
    """Every approved visit, as the quality manager sees them."""
    quality = db.session.query(User).filter_by(email="quality@demo.example").one()
    return latest(chosen(quality))


def mean(visits):
    return sum(visit.score for visit in visits if visit.score is not None) / len(visits) / 10_000


def by(visits, key):
    """The visits by what `key` says of them."""
    groups = {}
    for visit in visits:
        groups.setdefault(key(visit), []).append(visit)
    return groups


def test_twelve_stores_in_three_regions_with_about_150_employees(chain):
    assert (db.session.query(Region).count(), db.session.query(Store).filter_by(competitor=None).count()) == (
        3,
        12,
    )
    assert 140 <= db.session.query(Employee).count() <= 165


def test_every_position_a_person_can_hold_is_held(chain):
    from app.standards.queries import current_standard

    positions = {position.code for position in current_standard().document.positions} - {"store"}
    assert {position for (position,) in db.session.query(Employee.position).distinct()} == positions


def test_three_months_hold_at_least_300_approved_visits_of_both_kinds(approved):
    assert len(approved) >= 300
    audits = sum(visit.kind == AUDIT for visit in approved) / len(approved)
    assert 0.5 < audits < 0.7
    first, last = min(visit.approved_at for visit in approved), max(visit.approved_at for visit in approved)
    assert timedelta(days=80) < last - first < timedelta(days=95)
    assert last < now()


def test_visits_stand_at_every_state(chain):
    assert {visit.state for visit in db.session.query(Visit)} == set(states.STATES)


def test_nothing_happened_in_the_future_or_out_of_order(chain):
    for visit in db.session.query(Visit):
        moments = [event.at for event in visit.events]
        assert moments == sorted(moments)
        assert moments[-1] < now()


def test_reviewer_auditor_and_shopper_find_work_on_their_desks(chain):
    waiting = [visit for visit in db.session.query(Visit) if visit.state == states.SUBMITTED]
    assert len(waiting) >= 4
    for name in ("auditor", "shopper"):
        own = (
            db.session.query(Visit)
            .join(User, Visit.assessor_id == User.id)
            .filter(User.email == f"{name}@demo.example")
        )
        assert {states.ASSIGNED, states.RETURNED} <= {visit.state for visit in own}


def test_the_weak_store_is_clearly_the_lowest(approved):
    code = {store.id: store.code for store in db.session.query(Store)}
    means = {code[key]: mean(visits) for key, visits in by(approved, lambda visit: visit.store_id).items()}
    assert len(means) == len(SHOPS)
    lowest, second = sorted(means, key=means.get)[:2]
    assert lowest == WEAK_SHOP.code
    assert means[second] - means[lowest] > 5


def test_asking_for_feedback_is_among_the_weakest_criteria_of_the_chain(chain):
    quality = db.session.query(User).filter_by(email="quality@demo.example").one()
    weakest = queries.weakest(chosen(quality), most=3)
    assert any(code in WEAK_CRITERIA and tally.n >= 30 for code, tally in weakest)


def test_the_struggling_cashier_is_the_lowest_of_the_position(approved):
    name = {employee.id: employee.name for employee in db.session.query(Employee)}
    cashiers = [visit for visit in approved if visit.position == "cashier" and visit.employee_id]
    people = by(cashiers, lambda visit: name[visit.employee_id])
    means = {who: mean(visits) for who, visits in people.items() if len(visits) >= 3}
    assert len(means) >= 6
    assert min(means, key=means.get) == STRUGGLING


def test_the_chain_is_better_in_the_last_month_than_in_the_first(approved):
    month = timedelta(days=30)
    first = [visit for visit in approved if visit.approved_at < approved[-1].approved_at + month]
    last = [visit for visit in approved if visit.approved_at > approved[0].approved_at - month]
    assert 3 < mean(last) - mean(first) < 12


def test_no_mystery_visit_names_an_employee(chain):
    covert = db.session.query(Visit).filter_by(kind=MYSTERY)
    assert covert.count() > 100
    assert covert.filter(Visit.employee_id.is_not(None)).count() == 0


def test_the_employee_has_approved_audits_to_read(chain, approved):
    employee = db.session.query(User).filter_by(email="employee@demo.example").one().employee
    assert sum(visit.employee_id == employee.id for visit in approved) >= 3


def test_two_auditors_saw_the_same_people_and_agree_in_most_marks_but_not_in_all(approved):
    quality = db.session.query(User).filter_by(email="quality@demo.example").one()
    pairs = doubled(chosen(quality))
    assert len(pairs) >= PAIRS
    cells = queries.cells_of([fact.visit_id for pair in pairs for fact in (pair.first, pair.second)])
    marks = {visit: facets["criterion"] for visit, facets in cells.items()}
    same = [
        marks[pair.first.visit_id][code].value == cell.value
        for pair in pairs
        for code, cell in marks[pair.second.visit_id].items()
    ]
    assert 0.85 < sum(same) / len(same) < 0.98


def test_photos_stand_beside_bad_answers(chain):
    assert db.session.query(Evidence).count() >= 100
    assert 15 < db.session.query(Evidence.key).distinct().count() <= 30


@pytest.mark.parametrize("name", NAMED)
def test_every_account_signs_in_with_the_printed_password(chain, name):
    assert f"{name}@demo.example" in chain.config["said"]
    assert PASSWORD in chain.config["said"]
    assert sign_in(f"{name}@demo.example", PASSWORD, device="test", address="192.0.2.1")
    db.session.rollback()


@pytest.mark.parametrize(("options", "code", "word"), [((), 1, "not empty"), (("--if-empty",), 0, "kept")])
def test_a_database_that_holds_anything_is_left_byte_for_byte(tmp_path, options, code, word):
    app = scratch(tmp_path)
    with app.app_context():
        db.session.add(Region(name="Ours"))
        db.session.commit()
        db.engine.dispose()
    before = hashlib.sha256((tmp_path / "demo.sqlite").read_bytes()).hexdigest()
    result = app.test_cli_runner().invoke(args=["demo", "load", *options])
    with app.app_context():
        db.engine.dispose()
    assert (result.exit_code, word in result.output) == (code, True)
    assert hashlib.sha256((tmp_path / "demo.sqlite").read_bytes()).hexdigest() == before
