"""A visit's life: what may follow what, and that nothing which happened is ever taken away."""

import pytest
from flask import Flask

from app.db import db
from app.people.models import User
from app.visits import states
from app.visits.models import Visit
from app.visits.states import FOLLOWS, STATES, OutOfTurn
from tests.cast import Cast

# The life of a visit, written down a second time by hand: from a state, every state that may follow.
LIFE = {
    "assigned": "accepted started submitted impossible cancelled",
    "accepted": "started submitted impossible cancelled",
    "started": "submitted impossible cancelled",
    "submitted": "submitted on_hold approved returned rejected",
    "on_hold": "submitted approved returned rejected",
    "returned": "started submitted impossible cancelled",
    "impossible": "submitted returned cancelled",
    "approved": "",
    "rejected": "",
    "cancelled": "",
}
PAIRS = [(before, after) for before in LIFE for after in LIFE]


def visit_that_is(state: str) -> Visit:
    visit = Visit(kind="audit")
    visit.become(state, by=None)
    return visit


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_a_state_follows_another_or_is_out_of_turn(before: str, after: str) -> None:
    visit = visit_that_is(before)
    if after in LIFE[before].split():
        visit.become(after, by=None)
        assert [event.state for event in visit.events] == [before, after]
        assert visit.state == after
    else:
        with pytest.raises(OutOfTurn, match=f"a visit that is {before} cannot become {after}"):
            visit.become(after, by=None)
        assert [event.state for event in visit.events] == [before]
        assert visit.state == before


def test_the_product_knows_these_states_and_no_other() -> None:
    assert set(STATES) == set(LIFE) == set(states.TITLES)
    assert {state: set(after.split()) for state, after in LIFE.items()} == {
        state: set(after) for state, after in FOLLOWS.items()
    }


def test_every_state_is_work_for_somebody_or_an_end() -> None:
    ends = {state for state in STATES if not FOLLOWS[state]}
    assert ends == {"approved", "rejected", "cancelled"}
    assert ends | set(states.OPEN) | set(states.IN_REVIEW) | {"impossible"} == set(STATES)
    assert not set(states.OPEN) & set(states.IN_REVIEW)


def test_what_happened_says_who_when_and_why_and_stays(app: Flask, cast: Cast) -> None:
    with app.app_context():
        visit = db.session.get_one(Visit, cast.submitted_audit)
        before = [(event.id, event.state, event.at) for event in visit.events]
        by = db.session.get_one(User, cast.users["reviewer"])
        visit.become(states.ON_HOLD, by=by, note="Whose photo is it?")
        visit.become(states.RETURNED, by=by, reason="photo", note="Take it again.")
        visit.become(states.SUBMITTED, by=visit.assessor)
        db.session.commit()
        db.session.expire_all()
        assert [(event.id, event.state, event.at) for event in visit.events[: len(before)]] == before
        later = [
            (event.state, event.by.name, event.reason, event.note) for event in visit.events[len(before) :]
        ]
        assert later == [
            ("on_hold", "Rita Weighwell", "", "Whose photo is it?"),
            ("returned", "Rita Weighwell", "photo", "Take it again."),
            ("submitted", "Arkady Lookwell", "", ""),
        ]


def test_the_state_is_the_same_for_the_database_as_for_a_page(app: Flask, cast: Cast) -> None:
    with app.app_context():
        rows = db.session.execute(db.select(Visit, Visit.state)).all()
        assert {row[0].id: row[1] for row in rows} == {row[0].id: row[0].state for row in rows}
        assert {row[1] for row in rows} == {"assigned", "submitted", "approved"}
