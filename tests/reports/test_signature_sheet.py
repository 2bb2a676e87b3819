"""The sheet for the file of an employee: who signed what and when, the hash, and every clause in full."""

import pytest
from flask import Flask

from app.db import db
from app.people.models import Employee
from app.storage import storage
from app.tasks import Job
from app.tasks.operations import perform
from tests.cast import NAMES, Cast, app_with_cast
from tests.conftest import Visitor
from tests.training.made import signed

MARINA = NAMES["employee"]


@pytest.fixture(scope="module")
def staff(tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, Cast]:
    return app_with_cast(tmp_path_factory.mktemp("sheet"))


@pytest.fixture(scope="module")
def sheet(staff: tuple[Flask, Cast]) -> tuple[str, str, bytes]:
    """The address of a sheet that was made, the hash of the text, and the file."""
    app, cast = staff
    with app.app_context():
        signature = signed(db.session.get_one(Employee, cast.employee))
        db.session.commit()
        number, digest = signature.id, signature.text.digest
    marina = Visitor(app, cast.users["employee"])
    page = marina.post(f"/training/signatures/{number}/sheets").headers["Location"]
    with app.app_context():
        perform(int(page.rpartition("/")[2]))
        made = db.session.get_one(Job, int(page.rpartition("/")[2]))
        assert made.finished_at, made.problem
        return page, digest, storage().get(made.result)


def test_it_says_who_signed_what_with_which_hash(sheet, paper):
    _page, digest, content = sheet
    first = paper(content).text.split("\f")[0]
    for words in (MARINA, "Nevsky One", "Cashier", digest[:32], digest[32:], "I have read these standards"):
        assert words in first


def test_every_clause_stands_in_full(sheet, paper):
    words = paper(sheet[2]).words
    for number in range(1, 14):
        for what in ("Expectation", "Reason", "Good", "Bad"):
            assert f"{what} {number:02}." in words


@pytest.mark.parametrize("who", ["employee", "director", "regional", "hr", "quality"])
def test_whoever_may_see_the_signature_opens_it(staff, sheet, who):
    app, cast = staff
    assert Visitor(app, cast.users[who]).get(f"{sheet[0]}/file").mimetype == "application/pdf"


@pytest.mark.parametrize("who", ["other employee", "other director", "other regional", "auditor", "shopper"])
def test_nobody_else_does(staff, sheet, who):
    app, cast = staff
    for address in (sheet[0], f"{sheet[0]}/file"):
        assert Visitor(app, cast.users[who]).get(address).status_code == 404
