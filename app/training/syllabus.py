"""The syllabus: what each position has to read of the published versions, and by when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache

from app.clock import day_of
from app.people.models import Employee
from app.standards.comparing import compare
from app.standards.comparison import Comparison
from app.standards.document import Document
from app.standards.models import StandardVersion
from app.standards.rereading import to_read_again
from app.training.reading import Earlier, Edition, Reading, reading_of

USUAL = timedelta(days=14)  # to read and sign, unless the quality manager says another day
SOON = timedelta(days=3)
DONE, OVERDUE, PRESSING, OPEN = "done", "overdue", "pressing", "open"


@dataclass(frozen=True)
class Signed:
    """The last signature of a person for the position now held: its id, the version, the moment's day."""

    id: int
    number: int
    on: date


@dataclass(frozen=True)
class Standing:
    """How far one person is: what is left to read, and until when."""

    employee: Employee
    signed: Signed | None
    left: tuple[str, ...]
    due_on: date | None

    @property
    def done(self) -> bool:
        return not self.left

    def state(self, today: date) -> str:
        """One of DONE, OVERDUE, PRESSING (three days or less are left), OPEN."""
        if self.done or self.due_on is None:
            return DONE
        if self.due_on < today:
            return OVERDUE
        return PRESSING if self.due_on - today <= SOON else OPEN


def has_left(employee: Employee, on: date) -> bool:
    """Say whether somebody is at work no more on that day: then nothing is asked of them."""
    return employee.left_on is not None and employee.left_on <= on


class Syllabus:
    """The published versions, oldest first, with the days until which they are to be signed, by number."""

    def __init__(self, versions: Sequence[StandardVersion], said: Mapping[int, date]) -> None:
        self.versions = sorted(versions, key=lambda version: version.number)
        self.said = said
        self._left: dict[tuple[str, int | None, int], tuple[str, ...]] = {}
        self._readings: dict[tuple[str, int | None, str], Reading] = {}

    @cached_property
    def current(self) -> StandardVersion | None:
        """The version in force."""
        return self.versions[-1] if self.versions else None

    def due_on(self, version: StandardVersion) -> date:
        """Until when those who were at work at its publication have to sign a version."""
        return self.said.get(version.number, day_of(version.published_at) + USUAL)

    def left(self, position: str, since: int | None, until: StandardVersion) -> tuple[str, ...]:
        """Give the criteria that a position has to read at a version, if it signed the one numbered `since` last."""
        key = (position, since, until.number)
        if key not in self._left:
            self._left[key] = self._to_read(position, since, until)
        return self._left[key]

    def concerns(self, position: str) -> bool:
        """Say whether the version in force asks anything of the position."""
        return self.current is not None and bool(self.left(position, None, self.current))

    def standing(self, employee: Employee, signed: Signed | None) -> Standing:
        """How far a person is; a deadline never begins before somebody is at work."""
        if self.current is None:
            return Standing(employee, signed, (), None)
        since = signed.number if signed else None
        left = self.left(employee.position, since, self.current)
        return Standing(employee, signed, left, self._owed_on(employee, since) if left else None)

    def reading(self, employee: Employee, signed: Signed | None, language: str) -> Reading | None:
        """What a person has to read now; None if nothing."""
        return self._reading(employee.position, signed.number if signed else None, language)

    def whole(self, position: str, language: str) -> Reading | None:
        """Everything that the version in force asks of a position; None if nothing."""
        return self._reading(position, None, language)

    def _reading(self, position: str, since: int | None, language: str) -> Reading | None:
        """What a position reads in the version in force, if it signed the one numbered `since` last."""
        if self.current is None or not (codes := self.left(position, since, self.current)):
            return None
        key = (position, since, language)
        if key not in self._readings:
            edition = Edition(self.current.number, self.current.document)
            earlier = Earlier(since, self._comparison(since, self.current)) if since else None
            self._readings[key] = reading_of(edition, codes, position, language, earlier)
        return self._readings[key]

    def _owed_on(self, employee: Employee, since: int | None) -> date:
        """The day of the first version that this person has not signed: a later one gives no more time."""
        days = [
            self.due_on(version)
            for version in self.versions
            if version.number > (since or 0) and self.left(employee.position, since, version)
        ]
        return max(min(days), employee.hired_on + USUAL)

    def _to_read(self, position: str, since: int | None, until: StandardVersion) -> tuple[str, ...]:
        if since is None:
            return tuple(each.code for each in until.document.criteria() if position in each.positions)
        if since >= until.number:
            return ()
        return to_read_again(self._comparison(since, until), until.document, position)

    def _comparison(self, since: int, until: StandardVersion) -> Comparison:
        before = next(version for version in self.versions if version.number == since)
        return _compared(_Pair((before.digest, until.digest), before.document, until.document))


@dataclass(frozen=True)
class _Pair:
    """Two documents, known by their digests alone: they never change."""

    digests: tuple[str, str]
    before: Document = field(compare=False)
    after: Document = field(compare=False)


@lru_cache(maxsize=64)
def _compared(pair: _Pair) -> Comparison:
    return compare(pair.before, pair.after)
