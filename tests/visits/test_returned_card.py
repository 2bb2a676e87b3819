"""What came back stays marked in the assessor's list until it is sent again, also once it was begun."""

import re

import pytest
from flask import Flask
from sqlalchemy import event

from app.clock import now
from app.db import db
from app.people.models import User
from app.visits import states
from app.visits.models import Visit
from tests.cast import Cast
from tests.conftest import SignIn, Visitor
from tests.visits.made import assigned, sent

TOLD = "Returned: look what is asked for"


@pytest.fixture
def returned(app: Flask, cast: Cast) -> int:
    """The number of a visit that a reviewer sent back."""
    with app.app_context():
        _return(db.session.get_one(Visit, cast.submitted_audit), cast)
        db.session.commit()
    return cast.submitted_audit


def _return(visit: Visit, cast: Cast) -> None:
    reviewer = db.session.get_one(User, cast.users["reviewer"])
    visit.become(states.RETURNED, by=reviewer, at=now(), reason="photo", note="The label cannot be read.")


def marked(auditor: Visitor) -> list[int]:
    """The numbers of the visits whose card says that they came back."""
    cards = re.findall(r'data-visit="(\d+)" data-returned>(.*?)</article>', auditor.get("/visits").text, re.S)
    assert all(f'<span data-slot="returned">{TOLD}' in card for _number, card in cards)
    return [int(number) for number, _card in cards]


def test_begun_again_it_is_still_marked_as_returned(
    app: Flask, cast: Cast, sign_in: SignIn, returned: int
) -> None:
    auditor = sign_in("auditor")
    assert marked(auditor) == [returned]
    auditor.post(f"/visits/{returned}/form", {"COU-02.comment": "Looked again."})
    with app.app_context():
        assert db.session.get_one(Visit, returned).state == states.STARTED
    assert marked(auditor) == [returned]
    assert "The label cannot be read." in auditor.get(f"/visits/{returned}/form").text


def test_sent_again_and_returned_no_more_it_is_not_marked(
    app: Flask, cast: Cast, sign_in: SignIn, returned: int
) -> None:
    with app.app_context():
        sent(db.session.get_one(Visit, returned))
        db.session.commit()
    assert marked(sign_in("auditor")) == []


def test_ten_returned_visits_cost_as_many_questions_as_one(
    app: Flask, cast: Cast, sign_in: SignIn, returned: int
) -> None:
    auditor, asked = sign_in("auditor"), []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *what: asked.append(what[2]))
    assert len(marked(auditor)) == 1
    few = len(asked)
    with app.app_context():
        for _each in range(9):
            visit = assigned(cast)
            sent(visit)
            _return(visit, cast)
        db.session.commit()
    asked.clear()
    assert len(marked(auditor)) == 10
    assert len(asked) == few
