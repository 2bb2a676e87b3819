"""A reviewer's decisions on a submitted visit; each is recorded, none is deleted."""

from datetime import datetime

from blinker import Signal

from app.clock import now
from app.people.models import User
from app.visits import states
from app.visits.models import Choice, Submission, Visit

# Told of a visit and its `event` once it counts, in the same transaction; what is worked out from visits listens.
visit_approved = Signal("a visit counts from now on")


class CannotApprove(ValueError):
    """There is nothing that could be approved: no submission arrived whole, or it is incomplete."""


class NotChosen(ValueError):
    """Several submissions came and nobody has said since the last of them which one counts."""


class NotInThisAttempt(LookupError):
    """The submission is not one of those to choose from."""


def approve(visit: Visit, *, by: User, at: datetime | None = None) -> None:
    """The visit counts from now on, as the submission that counts says; what arrives later changes nothing.

    Raises OutOfTurn; NotChosen; CannotApprove when required answers are missing.
    """
    if visit.state in states.IN_REVIEW and visit.needs_choice:
        raise NotChosen(visit.id)
    if visit.scorecard is None or visit.scorecard.verdict == "incomplete":
        raise CannotApprove(visit.id)
    event = visit.become(states.APPROVED, by=by, at=at, submission=visit.submission)
    visit_approved.send(visit, event=event)


def choose(visit: Visit, submission: Submission, *, by: User, at: datetime | None = None) -> Choice:
    """One of several submissions counts; the others are kept. Choosing again is a new choice, none is deleted.

    Raises OutOfTurn when the visit does not wait for a decision, NotInThisAttempt for any other submission.
    """
    if visit.state not in states.IN_REVIEW:
        raise states.OutOfTurn(visit.state, visit.state)
    if submission not in visit.attempt:
        raise NotInThisAttempt(submission.id)
    choice = Choice(submission=submission, by=by, at=at or now())
    visit.choices.append(choice)
    return choice


def return_(
    visit: Visit, *, by: User, reason: str, note: str, deadline: datetime, at: datetime | None = None
) -> None:
    """The assessor gets the visit back, with a reason from the closed list and a new deadline."""
    visit.become(states.RETURNED, by=by, reason=reason, note=note, at=at)
    visit.deadline = deadline


def reject(visit: Visit, *, by: User, reason: str, note: str, at: datetime | None = None) -> None:
    """The visit does not count, and why."""
    visit.become(states.REJECTED, by=by, reason=reason, note=note, at=at)


def accept_impossible(visit: Visit, *, by: User, at: datetime | None = None) -> None:
    """The visit could not be made and will not be: it is cancelled. Raises OutOfTurn for any other visit."""
    if visit.state != states.IMPOSSIBLE:
        raise states.OutOfTurn(visit.state, states.CANCELLED)
    visit.become(states.CANCELLED, by=by, at=at)


def hold(visit: Visit, *, by: User, note: str, at: datetime | None = None) -> None:
    """Something has to be found out before a decision."""
    visit.become(states.ON_HOLD, by=by, note=note, at=at)
