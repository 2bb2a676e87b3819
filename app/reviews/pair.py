"""Several submissions of one visit side by side: what they say differently, what alike, and which one counts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from app.checklists.checklist import Question, Section
from app.visits.models import Evidence, Submission, Visit
from app.visits.payload import Payload, read_payload
from app.visits.result import answer_to, said

DEVICE_SHOWN = 8  # characters of the name a phone made up for itself: enough to tell two phones apart


def rivals(visit: Visit) -> list[Submission]:
    """What arrived whole in the visit's present attempt, and what came after the decision on it."""
    attempt = visit.attempt
    late = [each for each in visit.submissions if "closed" in each.flags and each not in attempt]
    return [*attempt, *late]


class Side:
    """One of the submissions: where and when it was made, and whether it may still be chosen."""

    def __init__(self, submission: Submission, known: list[Submission]) -> None:
        self.submission = submission
        self.payload: Payload = read_payload(submission.body)
        self.revision_of = next((each for each in known if each.uuid == self.payload.revision_of), None)

    @property
    def number(self) -> int:
        """The number of its receipt."""
        return self.submission.id

    @property
    def too_late(self) -> bool:
        """Whether it came after the decision, so that it can count no more."""
        return "closed" in self.submission.flags

    @property
    def finished_at(self) -> datetime | None:
        """When it was finished, by the server's clock: the phone's own is put right by what it was off."""
        finished = self.payload.finished_at
        try:
            return finished + timedelta(milliseconds=self.payload.skew_ms) if finished else None
        except OverflowError:  # a clock that far off tells nothing
            return finished

    @property
    def device(self) -> str:
        """The beginning of the name of its phone; empty when a page without the app sent it."""
        return self.payload.device[:DEVICE_SHOWN]


@dataclass(frozen=True)
class Said:
    """What one submission says to one question."""

    side: Side
    answer: str
    comment: str
    photos: tuple[Evidence, ...]
    voices: tuple[Evidence, ...]


@dataclass(frozen=True)
class Comparison:
    """One question with what each submission says to it."""

    question: Question
    section: Section
    said: tuple[Said, ...]

    @property
    def differs(self) -> bool:
        """Whether the submissions disagree. Two phones never take the same picture: only their number is compared."""
        return len({(each.answer, each.comment.strip(), len(each.photos)) for each in self.said}) > 1


class Pair:
    """The submissions of a visit in one language; nearly always two."""

    def __init__(self, visit: Visit, language: str) -> None:
        self.visit, self.language = visit, language
        self.sides = [Side(each, visit.submissions) for each in rivals(visit)]
        self.checklist = visit.checklist.checklist.for_visit(visit.kind)

    @cached_property
    def comparisons(self) -> list[Comparison]:
        """Every question in the order of the contact."""
        return [
            Comparison(question, section, tuple(self._said(side, question) for side in self.sides))
            for section in self.checklist.sections
            for question in section.questions
        ]

    @property
    def different(self) -> list[Comparison]:
        return [each for each in self.comparisons if each.differs]

    @property
    def alike(self) -> list[Comparison]:
        return [each for each in self.comparisons if not each.differs]

    @property
    def one_phone(self) -> bool:
        """Whether all of them came from the same phone."""
        return len({side.payload.device for side in self.sides}) == 1 and bool(self.sides[0].device)

    def _said(self, side: Side, question: Question) -> Said:
        answer = answer_to(question, side.payload)
        photos, voices = (
            tuple(each for each in given if each.question == question.id)
            for given in (side.submission.photos, side.submission.voices)
        )
        return Said(side, said(question, answer, self.language), answer.comment, photos, voices)
