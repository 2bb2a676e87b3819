"""The report of one visit in plain words and exact numbers, knowing nothing of where they came from."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

WORST = 3

Percent = Fraction | None


@dataclass(frozen=True)
class Picture:
    """A photo of a response, or the signature given as one. `number` runs through the photos of the whole report."""

    uuid: str
    key: str
    number: int | None  # None for a signature


@dataclass(frozen=True)
class Response:
    """A question with what was answered. `x` is from 0 to 1; `left_out` says why there is none.

    Of a voice note a report can only say how long it is: 0:42.
    """

    id: str
    clause: str
    clause_title: str
    question: str
    expected: str
    why: str
    answer: str
    comment: str
    critical: bool
    scored: bool
    weight: Fraction
    x: Fraction | None
    points: Fraction | None
    working: str
    left_out: str | None
    pictures: tuple[Picture, ...]
    voices: tuple[str, ...] = ()

    @property
    def fell_short(self) -> bool:
        """Whether points were lost here."""
        return self.x is not None and self.x < 1

    @property
    def lost(self) -> Fraction:
        """The points lost: weight × (1 − x)."""
        return self.weight * (1 - self.x) if self.x is not None else Fraction(0)

    @property
    def failed_critically(self) -> bool:
        return self.critical and self.x == 0


@dataclass(frozen=True)
class Share:
    """A part of the visit and its score in per cent; None where nothing of it was scored."""

    title: str
    score: Percent
    pass_mark: Percent = None
    section: str = ""  # its id, where the part is a section


@dataclass(frozen=True)
class Section:
    """A stage of the contact: its sums and its responses. `weight` is None where sections carry none."""

    id: str
    title: str
    score: Percent
    points: Fraction
    weights: Fraction
    weight: Fraction | None
    pass_mark: Percent
    responses: tuple[Response, ...]

    @property
    def scored(self) -> bool:
        """Whether anything in it can earn points; a story told in words cannot."""
        return any(response.scored for response in self.responses)


@dataclass(frozen=True)
class Reason:
    """Why the visit did not simply pass, and the place it is about."""

    code: str
    response: Response | None = None
    section: Section | None = None


@dataclass(frozen=True)
class Closing:
    """The last sums: 100 × points / weights is the score, observed / applicable the coverage."""

    points: Fraction
    weights: Fraction
    observed: Fraction
    applicable: Fraction
    minimum: Fraction


@dataclass(frozen=True)
class VisitReport:
    """Everything the report says, in one language. A mystery visit names nobody."""

    number: int
    language: str
    kind: str
    state: str
    day: datetime
    store: str
    address: str
    region: str
    position: str
    channel: str
    checklist: int  # its version
    standard: int  # the version of the standards
    auditor: str | None
    employee: str | None
    score: Percent
    coverage: Fraction | None
    pass_mark: Percent
    verdict: str
    reasons: tuple[Reason, ...]
    sections: tuple[Section, ...]
    framework: str
    dimensions: tuple[Share, ...]
    natures: tuple[Share, ...]
    closing: Closing

    def responses(self) -> Iterator[Response]:
        """Every response in the order of the contact."""
        for section in self.sections:
            yield from section.responses

    @property
    def shares(self) -> list[Share]:
        """The score of every section that can earn points."""
        return [
            Share(s.title, s.score, s.pass_mark or self.pass_mark, s.id) for s in self.sections if s.scored
        ]

    @property
    def short(self) -> list[Response]:
        """Responses that lost points: failed critical ones first, then by points lost."""
        lost = [response for response in self.responses() if response.fell_short]
        return sorted(lost, key=lambda response: (not response.failed_critically, -response.lost))

    @property
    def worst(self) -> list[Response]:
        """The three that matter most."""
        return self.short[:WORST]

    @property
    def left_out(self) -> list[Response]:
        """Scored questions that entered no sum."""
        return [response for response in self.responses() if response.scored and response.left_out]

    @property
    def pictures(self) -> list[Picture]:
        """Every photo and signature, in the order in which they are shown."""
        return [picture for response in self.responses() for picture in response.pictures]

    @property
    def weighs_sections(self) -> bool:
        return any(section.weight is not None for section in self.sections)

    @property
    def digest(self) -> str:
        """SHA-256 over everything the report says: the same report is never made twice."""
        return hashlib.sha256(repr(self).encode()).hexdigest()
