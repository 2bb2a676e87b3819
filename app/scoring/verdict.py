"""What a visit comes to beside its score, and every reason for it: nothing here ever edits the score."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """A visit's verdict; the first that holds, from the top."""

    INCOMPLETE = "incomplete"
    FAILED = "failed"
    TOO_LITTLE_SEEN = "too_little_seen"
    PASSED = "passed"


CONSEQUENCE = {
    "unanswered": Verdict.INCOMPLETE,
    "critical": Verdict.FAILED,
    "section_pass_mark": Verdict.FAILED,
    "pass_mark": Verdict.FAILED,
    "coverage": Verdict.TOO_LITTLE_SEEN,
}


class Reason(NamedTuple):
    """Why a visit did not simply pass: a code of CONSEQUENCE and the question or section it is about."""

    code: str
    question: str | None = None
    section: str | None = None

    def as_json(self) -> dict[str, str]:
        """Give the code and whichever place it has."""
        return {key: value for key, value in self._asdict().items() if value is not None}


def verdict_for(reasons: Sequence[Reason]) -> Verdict:
    """Give the gravest verdict among the reasons' consequences; with no reason the visit passed."""
    consequences = {CONSEQUENCE[reason.code] for reason in reasons}
    return next((verdict for verdict in Verdict if verdict in consequences), Verdict.PASSED)
