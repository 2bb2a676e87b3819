"""The reviewer sees two submissions of one visit side by side, and chooses."""

import re
import uuid

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.visits.models import Choice, Visit
from tests.cast import Cast
from tests.conftest import SignIn, Visitor
from tests.visits.made import assigned, sent

POOR = {"COU-01": {"value": "no", "comment": "Nobody came"}, "COU-02": {"value": 1}}
PHONES = ("3f2a7711-aaaa-4aaa-8aaa-aaaaaaaaaaaa", "90bd1234-bbbb-4bbb-8bbb-bbbbbbbbbbbb")


class Two:
    """A visit with two submissions, and the reviewer before it."""

    def __init__(self, app: Flask, cast: Cast, reviewer: Visitor) -> None:
        self.app, self.reviewer = app, reviewer
        with app.app_context():
            visit = assigned(cast)
            first = sent(visit, device=PHONES[0])
            second = sent(visit, changes=POOR, device=PHONES[1], revision_of=first.uuid)
            db.session.commit()
            self.visit, self.first, self.second = visit.id, first.id, second.id

    def page(self, of: str = "") -> str:
        return self.reviewer.get(f"/reviews/{self.visit}{of}").text

    def post(self, what: str, **fields: object) -> str:
        """Send a decision; gives what the reviewer is told then."""
        answer = self.reviewer.post(f"/reviews/{self.visit}/{what}", fields)
        return self.reviewer.get(answer.location).text

    def counts(self) -> tuple[str, int]:
        with self.app.app_context():
            visit = db.session.get_one(Visit, self.visit)
            assert visit.submission
            return visit.state, visit.submission.id

    def choices(self) -> int:
        with self.app.app_context():
            return len(db.session.scalars(select(Choice)).all())


@pytest.fixture
def two(app: Flask, cast: Cast, sign_in: SignIn) -> Two:
    return Two(app, cast, sign_in("reviewer"))


def test_the_review_says_that_two_came_and_leads_to_them(two: Two) -> None:
    page = two.page()
    assert "2 submissions came for this visit" in page
    assert f"/reviews/{two.visit}/pair" in page


def test_a_visit_with_one_submission_says_nothing_of_it(cast: Cast, sign_in: SignIn) -> None:
    reviewer = sign_in("reviewer")
    assert "submissions came" not in reviewer.get(f"/reviews/{cast.submitted_audit}").text
    answer = reviewer.get(f"/reviews/{cast.submitted_audit}/pair")
    assert answer.location == f"/reviews/{cast.submitted_audit}"


def test_what_differs_stands_first_and_is_marked(two: Two) -> None:
    different, alike = two.page("/pair").split("questions are answered alike")
    assert len(re.findall("<span>differs</span>", different)) == 2
    assert "Nobody came" in different
    assert "<span>differs</span>" not in alike
    rows = re.findall(r'<th scope="row">', different)
    assert len(rows) == 2


def test_each_says_where_and_how_it_was_made(two: Two) -> None:
    page = two.page("/pair")
    assert "3f2a7711" in page and "90bd1234" in page
    assert f"Sent anew instead of submission № {two.first}." in page
    assert (
        page.count("/visits/photos/") >= 2 * 2 * 3
    )  # an address and a picture of each of three photos, twice


def test_a_clock_beyond_every_calendar_breaks_no_page(two: Two, cast: Cast) -> None:
    with two.app.app_context():
        sent(db.session.get_one(Visit, two.visit), skew_ms=10**30, revision_of=str(uuid.uuid4()))
        db.session.commit()
    assert "3 submissions of one visit" in two.page("/pair")


def test_approval_without_a_choice_is_refused_in_one_sentence(two: Two) -> None:
    assert "choose first which one counts" in two.post("approval")
    assert two.counts()[0] == "submitted"


def test_the_chosen_one_counts_and_can_be_approved(two: Two) -> None:
    assert f"Submission № {two.first} counts. The others are kept." in two.post(
        "choice", submission=two.first
    )
    assert two.counts() == ("submitted", two.first)
    assert "is approved" in two.post("approval")
    assert two.counts() == ("approved", two.first)


def test_a_choice_can_be_changed_until_the_decision_and_not_after(two: Two) -> None:
    two.post("choice", submission=two.first)
    two.post("choice", submission=two.second)
    assert two.counts() == ("submitted", two.second)
    two.post("approval")
    assert "decided in the meantime" in two.post("choice", submission=two.first)
    assert two.counts() == ("approved", two.second)
    assert two.choices() == 2
    assert 'name="submission"' not in two.page("/pair")


@pytest.mark.parametrize("wrong", ["", "999999", "first"])
def test_nothing_else_can_be_chosen(two: Two, wrong: str) -> None:
    assert "Choose one of the submissions of this visit." in two.post("choice", submission=wrong)
    assert two.choices() == 0


def test_what_came_after_the_decision_is_shown_and_changes_nothing(
    app: Flask, cast: Cast, sign_in: SignIn
) -> None:
    with app.app_context():
        sent(db.session.get_one(Visit, cast.approved_audit), changes=POOR)
        db.session.commit()
    reviewer = sign_in("reviewer")
    assert "changes no score" in reviewer.get(f"/reviews/{cast.approved_audit}").text
    page = reviewer.get(f"/reviews/{cast.approved_audit}/pair").text
    assert "It arrived when the visit was already decided." in page
    assert 'name="submission"' not in page
