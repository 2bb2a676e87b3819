"""Two submissions of one visit: both are kept, a reviewer says which one counts, and what was approved stays."""

import json
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from app.clock import now
from app.db import db
from app.insights import queries as insights
from app.insights.pages.queries import latest_photo
from app.people.models import User
from app.reports.gathering import gather
from app.reviews import operations as reviews
from app.scoring import round_half_up
from app.visits import intake
from app.visits.models import Choice, Submission, Visit
from app.visits.payload import read_payload
from app.visits.result import VisitResult
from app.visits.states import OutOfTurn
from tests.cast import Cast
from tests.visits.made import assigned, filled, sent

POOR = {"COU-01": {"value": "no"}, "COU-02": {"value": 1}}


class Twins:
    """A visit that two phones filled in, the first well and the second poorly."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.reviewer = db.session.get_one(User, cast.users["reviewer"])
        self.visit: Visit = assigned(cast)
        self.good = sent(self.visit)
        self.poor = sent(self.visit, changes=POOR)

    def choose(self, submission: Submission) -> Choice:
        return reviews.choose(self.visit, submission, by=self.reviewer)

    def approve(self) -> None:
        reviews.approve(self.visit, by=self.reviewer)
        db.session.flush()

    def send_back(self) -> None:
        tomorrow = now() + timedelta(days=1)
        reviews.return_(self.visit, by=self.reviewer, reason="photo", note="Too dark.", deadline=tomorrow)

    def in_insights(self) -> object:
        return counted_as(self.visit)


@pytest.fixture
def twins(app: Flask, cast: Cast) -> Iterator[Twins]:
    with app.test_request_context():
        yield Twins(cast)


def counted_as(visit: Visit) -> object:
    """The score that the figures take of the visit, in per cent to four places; None where it does not count."""
    fact = insights.stored_fact(visit.id)
    return fact and Decimal(fact.row["score"]).scaleb(-4)


def score_of(submission: Submission) -> object:
    assert submission.scorecard
    return submission.scorecard.score


def test_the_later_one_says_that_it_is_not_alone(twins: Twins) -> None:
    assert (twins.good.flags, twins.poor.flags) == ([], ["twin"])
    assert twins.visit.attempt == [twins.good, twins.poor]


def test_until_somebody_chooses_the_visit_cannot_be_approved(twins: Twins) -> None:
    with pytest.raises(reviews.NotChosen):
        twins.approve()
    assert twins.visit.state == "submitted"


def test_everything_follows_the_choice(twins: Twins) -> None:
    assert score_of(twins.good) != score_of(twins.poor)
    twins.choose(twins.good)
    twins.approve()
    assert twins.visit.submission is twins.good
    assert VisitResult(twins.visit, "en").submission is twins.good
    assert gather(twins.visit).score == score_of(twins.good)
    assert twins.in_insights() == round_half_up(score_of(twins.good), 4)
    photo = latest_photo("COU-10", [twins.visit.id])
    assert photo.submission is twins.good


def test_choosing_again_adds_a_row_and_the_last_one_counts(twins: Twins) -> None:
    twins.choose(twins.good)
    twins.choose(twins.poor)
    db.session.flush()
    rows = db.session.scalars(select(Choice).order_by(Choice.id)).all()
    assert [each.submission for each in rows] == [twins.good, twins.poor]
    assert all(each.by is twins.reviewer and each.at for each in rows)
    assert twins.visit.submission is twins.poor


def test_one_that_comes_after_the_choice_asks_for_another(twins: Twins) -> None:
    twins.choose(twins.good)
    sent(twins.visit, changes=POOR)
    assert twins.visit.submission is twins.good
    with pytest.raises(reviews.NotChosen):
        twins.approve()
    twins.choose(twins.good)
    twins.approve()


def test_what_was_approved_is_not_changed_by_what_arrives_later(app: Flask, cast: Cast) -> None:
    with app.test_request_context():
        visit = db.session.get_one(Visit, cast.approved_audit)
        counted = visit.submission
        late = sent(visit, changes=POOR)
        db.session.flush()
        assert late.flags == ["closed", "twin"]
        assert visit.submission is counted
        assert score_of(late) != score_of(counted)
        quality = db.session.get_one(User, cast.users["quality"])
        assert counted_as(visit) == round_half_up(score_of(counted), 4)
        with pytest.raises(OutOfTurn):
            reviews.choose(visit, late, by=quality)


def test_a_return_begins_a_new_attempt_in_which_one_submission_needs_no_choice(twins: Twins) -> None:
    twins.choose(twins.poor)
    twins.send_back()
    assert twins.visit.attempt == []
    again = sent(twins.visit)
    assert again.flags == []
    assert twins.visit.submission is again
    with pytest.raises(reviews.NotInThisAttempt):
        twins.choose(twins.good)
    twins.approve()
    assert twins.in_insights() == round_half_up(score_of(again), 4)


def test_a_slow_one_counts_from_when_it_is_whole_not_from_when_it_was_announced(
    app: Flask, cast: Cast
) -> None:
    with app.test_request_context():
        visit, pictures = assigned(cast), dict[str, bytes]()
        body = filled(visit, {}, pictures, now())
        slow, _new = intake.announce(json.dumps(body).encode(), by=visit.assessor)
        quick = sent(visit, changes=POOR)
        assert (visit.submission, visit.attempt) == (quick, [quick])
        for photo in read_payload(slow.body).photos:
            intake.receive_photo(slow, photo, intake.store_photo(pictures[photo.id]))
        assert visit.attempt == [quick, slow]
        assert slow.flags == ["twin"]
        assert visit.submission is slow
