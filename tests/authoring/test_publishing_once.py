"""Publishing happens once, and only to what was looked at: two at once, changes meanwhile, strangers."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.authoring import operations
from app.checklists import operations as checklists
from app.db import db
from app.people.models import User
from app.standards.models import StandardVersion
from tests.authoring.press import NEW, Press, copy_at_work, in_force
from tests.cast import Cast
from tests.conftest import SignIn


@pytest.fixture
def press(app: Flask, cast: Cast, sign_in: SignIn) -> Press:
    author = sign_in("quality")
    assert author.post("/authoring").status_code == 302
    return Press(app, cast, author)


def test_of_two_managers_who_publish_at_once_one_wins_and_the_other_reads_a_sentence(press: Press) -> None:
    press.change("criterion:COU-12", question=NEW)
    looked_at = press.looked_at()
    press.ask(looked_at, reason="mine")
    theirs = press.ask(looked_at, reason="theirs")
    assert theirs.status_code == 303
    first, second = press.work()
    assert (first.state, second.state) == ("finished", "failed")
    assert second.problem.startswith("Quentin Markwell published version 2 meanwhile.")
    assert "Nothing was published" in press.author.get(theirs.headers["Location"]).get_data(as_text=True)
    with press.app.app_context():
        assert db.session.scalars(select(StandardVersion.reason).order_by(StandardVersion.id)).all() == [
            "first",
            "mine",
        ]
    late = press.ask(looked_at, reason="too late")
    assert late.status_code == 422
    assert "There is no working copy any more" in late.get_data(as_text=True)


@pytest.mark.parametrize("meanwhile", ["changed", "discarded", "published from files"])
def test_only_what_was_looked_at_is_published(press: Press, meanwhile: str) -> None:
    press.change("criterion:COU-12", question=NEW)
    press.ask(press.looked_at())
    MEANWHILE[meanwhile](press)
    (job,) = press.work()
    assert job.state == "failed"
    assert "Nothing was published" in job.problem
    with press.app.app_context():
        assert in_force().document.criterion("COU-12").question.en == "Was question 12 asked?"


def _discard(press: Press) -> None:
    with press.app.app_context():
        operations.discard(copy_at_work(), by=db.session.get_one(User, press.cast.users["quality"]))
        db.session.commit()


def _publish_files(press: Press) -> None:
    with press.app.app_context():
        checklists.publish(in_force().document, (), reason="from files")
        db.session.commit()


MEANWHILE: dict[str, Callable[[Press], None]] = {
    "changed": lambda press: press.change("criterion:COU-11", question=NEW),
    "discarded": _discard,
    "published from files": _publish_files,
}


def test_publishing_is_the_quality_managers_alone(press: Press, sign_in: SignIn) -> None:
    looked_at = press.looked_at()
    for who in ("reviewer", "administrator", "hr", "director"):
        assert press.ask(looked_at, who=sign_in(who)).status_code == 404
