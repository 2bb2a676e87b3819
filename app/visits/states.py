"""A visit's life: which state may follow which, and who brings it about."""

from flask_babel import lazy_gettext as _l

ASSIGNED, ACCEPTED, STARTED, SUBMITTED = "assigned", "accepted", "started", "submitted"
ON_HOLD, APPROVED, RETURNED, REJECTED = "on_hold", "approved", "returned", "rejected"
IMPOSSIBLE, CANCELLED = "impossible", "cancelled"

FOLLOWS: dict[str, frozenset[str]] = {
    ASSIGNED: frozenset({ACCEPTED, STARTED, SUBMITTED, IMPOSSIBLE, CANCELLED}),
    ACCEPTED: frozenset({STARTED, SUBMITTED, IMPOSSIBLE, CANCELLED}),
    STARTED: frozenset({SUBMITTED, IMPOSSIBLE, CANCELLED}),
    SUBMITTED: frozenset({SUBMITTED, ON_HOLD, APPROVED, RETURNED, REJECTED}),
    ON_HOLD: frozenset({SUBMITTED, APPROVED, RETURNED, REJECTED}),
    RETURNED: frozenset({STARTED, SUBMITTED, IMPOSSIBLE, CANCELLED}),
    IMPOSSIBLE: frozenset({SUBMITTED, RETURNED, CANCELLED}),
    APPROVED: frozenset(),
    REJECTED: frozenset(),
    CANCELLED: frozenset(),
}
STATES = tuple(FOLLOWS)
# The assessor still has work to do in these, the reviewer in those.
OPEN = (ASSIGNED, ACCEPTED, STARTED, RETURNED)
IN_REVIEW = (SUBMITTED, ON_HOLD)

TITLES = {
    ASSIGNED: _l("Assigned"),
    ACCEPTED: _l("Accepted"),
    STARTED: _l("Started"),
    SUBMITTED: _l("Submitted"),
    ON_HOLD: _l("On hold"),
    APPROVED: _l("Approved"),
    RETURNED: _l("Returned"),
    REJECTED: _l("Rejected"),
    IMPOSSIBLE: _l("Impossible"),
    CANCELLED: _l("Cancelled"),
}

RETURN_REASONS = {
    "incomplete": _l("Questions are left unanswered"),
    "photo": _l("A photo is missing or unclear"),
    "contradiction": _l("Answers contradict each other"),
    "comment": _l("A low mark has no explanation"),
    "scenario": _l("The scenario was not followed"),
    "other": _l("Another reason"),
}
REJECTION_REASONS = {
    "wrong_store": _l("Another store was visited"),
    "fabricated": _l("The visit did not take place"),
    "recognised": _l("The shopper was recognised"),
    "too_late": _l("The visit was made outside its time"),
    "other": _l("Another reason"),
}
IMPOSSIBLE_REASONS = {
    "closed": _l("The store was closed"),
    "refused": _l("The visit was refused"),
    "unsafe": _l("It was not safe"),
    "nobody": _l("Nobody of this position was there"),
    "other": _l("Another reason"),
}
REASONS = {RETURNED: RETURN_REASONS, REJECTED: REJECTION_REASONS, IMPOSSIBLE: IMPOSSIBLE_REASONS}

# What a reviewer is told about a submission; none of these ever refuses field work.
FLAGS = {
    "late": _l("It was finished after the deadline."),
    "closed": _l("It arrived when the visit was already decided."),
    "other_version": _l("It was filled on another version of the checklist."),
    "twin": _l("Another submission of this visit is already here: compare the two."),
    "voice": _l("A voice note came with it, although the programme allows none."),
    "rescued": _l("It did not come by network: it was taken in from the copy its phone had saved."),
}


class OutOfTurn(Exception):
    """The visit is in a state from which this cannot follow."""

    def __init__(self, now: str, wanted: str) -> None:
        super().__init__(f"a visit that is {now} cannot become {wanted}")
        self.now, self.wanted = now, wanted
