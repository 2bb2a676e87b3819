"""Visits, what happened to them, what was submitted and how it scored."""

from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import JSON, CheckConstraint, LargeBinary, String, UniqueConstraint, select
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql import ColumnElement

from app.checklists.models import ChecklistVersion
from app.clock import now
from app.db import Base, Code, Exact, Hash, Id, Json, Time, Uuid, Words, reference
from app.people.models import Employee, User
from app.scoring.bands import Band, band
from app.stores.models import Store
from app.visits.states import FOLLOWS, RETURNED, SUBMITTED, OutOfTurn
from app.visits.voices import clock_face
from app.waves.models import Wave

MYSTERY, AUDIT, COMPETITOR = "mystery", "audit", "competitor"
PHOTO, SIGNATURE, VOICE = "photo", "signature", "voice"


class Visit(Base):
    """One assessor, one store, one checklist version, one deadline. Its number is its id.

    A visit to a competitor is as covert as a mystery visit and belongs to no wave: a wave is told to our own staff, and
    without one nothing is recorded there but what an assessor writes down and photographs.
    """

    __tablename__ = "visit"
    __table_args__ = (
        CheckConstraint("kind IN ('mystery', 'audit', 'competitor')", name="known_kind"),
        CheckConstraint("kind = 'audit' OR employee_id IS NULL", name="covert_names_nobody"),
        CheckConstraint("kind <> 'mystery' OR wave_id IS NOT NULL", name="covert_has_wave"),
        CheckConstraint("kind <> 'competitor' OR wave_id IS NULL", name="competitor_has_no_wave"),
    )
    id: Mapped[Id]
    kind: Mapped[Code]
    store_id: Mapped[int] = reference("store.id")
    checklist_id: Mapped[int] = reference("checklist_version.id")
    assessor_id: Mapped[int] = reference("user.id")
    employee_id: Mapped[int | None] = reference("employee.id")
    wave_id: Mapped[int | None] = reference("wave.id")
    scenario: Mapped[Words] = mapped_column(default="")  # all the assessor is told, frozen when assigned
    scenario_code: Mapped[Code | None]  # the scenario of the standards that it was taken from
    deadline: Mapped[Time]
    created_at: Mapped[Time] = mapped_column(default=now)

    store: Mapped[Store] = relationship()
    checklist: Mapped[ChecklistVersion] = relationship()
    assessor: Mapped[User] = relationship()
    employee: Mapped[Employee | None] = relationship()
    wave: Mapped[Wave | None] = relationship()
    events: Mapped[list["VisitEvent"]] = relationship(
        back_populates="visit", order_by="VisitEvent.id", lazy="selectin", cascade="all, delete-orphan"
    )
    submissions: Mapped[list["Submission"]] = relationship(back_populates="visit", order_by="Submission.id")
    choices: Mapped[list["Choice"]] = relationship(back_populates="visit", order_by="Choice.id")
    draft: Mapped["Draft | None"] = relationship(back_populates="visit", cascade="all, delete-orphan")

    @hybrid_property
    def state(self) -> str:
        """The state after the last event; nothing that happened is ever deleted."""
        return self.events[-1].state

    @state.inplace.expression
    @classmethod
    def _state_in_sql(cls) -> ColumnElement[str]:
        last = (
            select(VisitEvent.state)
            .where(VisitEvent.visit_id == cls.id)
            .order_by(VisitEvent.id.desc())
            .limit(1)
        )
        return last.correlate(cls.__table__).scalar_subquery()

    @property
    def last_event(self) -> "VisitEvent":
        return self.events[-1]

    @property
    def _arrivals(self) -> list["VisitEvent"]:
        """How whole submissions arrived since the visit was last returned, the first first."""
        arrived: list[VisitEvent] = []
        for event in reversed(self.events):
            if event.state == RETURNED:
                break
            if event.state == SUBMITTED and event.submission:
                arrived.insert(0, event)
        return arrived

    @property
    def attempt(self) -> list["Submission"]:
        """What arrived whole since the visit was last returned, in that order; not what came after the decision."""
        return [event.submission for event in self._arrivals if event.submission]

    @property
    def choice(self) -> "Choice | None":
        """The reviewer's last choice among the submissions of the present attempt."""
        attempt = self.attempt
        if len(attempt) < 2:
            return None
        return next((each for each in reversed(self.choices) if each.submission in attempt), None)

    @property
    def needs_choice(self) -> bool:
        """Whether a reviewer must say which submission counts: several came, one perhaps since the last choice."""
        arrivals, choice = self._arrivals, self.choice
        return len(arrivals) > 1 and (choice is None or choice.at < arrivals[-1].at)

    @property
    def submission(self) -> "Submission | None":
        """The submission that counts: the chosen one of the present attempt, else the last that arrived whole."""
        choice = self.choice
        if choice:
            return choice.submission
        whole = self.attempt or [each for each in self.submissions if each.sealed_at]
        return whole[-1] if whole else None

    @property
    def scorecard(self) -> "Scorecard | None":
        submission = self.submission
        return submission.scorecard if submission else None

    @property
    def asks_position(self) -> bool:
        """Whether the assessor is asked where the visit begins and ends: as its wave says, otherwise not."""
        return self.wave is not None and self.wave.asks_position

    @property
    def allows_voice(self) -> bool:
        """Whether the assessor may record voice notes: as its wave says, otherwise not."""
        return self.wave is not None and self.wave.allows_voice

    @property
    def is_covert(self) -> bool:
        """Whether nobody in the store knows of it."""
        return self.kind != AUDIT

    def become(
        self,
        state: str,
        *,
        by: User | None,
        at: datetime | None = None,
        reason: str = "",
        note: str = "",
        submission: "Submission | None" = None,
    ) -> "VisitEvent":
        """Record what happened. Raises OutOfTurn when the state cannot follow the present one."""
        if self.events and state not in FOLLOWS[self.state]:
            raise OutOfTurn(self.state, state)
        event = VisitEvent(
            state=state, by=by, at=at or now(), reason=reason, note=note, submission=submission
        )
        self.events.append(event)
        return event


class VisitEvent(Base):
    """One thing that happened to a visit: who, when, why; which submission arrived, which one was approved."""

    __tablename__ = "visit_event"
    id: Mapped[Id]
    visit_id: Mapped[int] = reference("visit.id")
    state: Mapped[Code]
    by_id: Mapped[int | None] = reference("user.id")
    at: Mapped[Time]
    reason: Mapped[Code] = mapped_column(default="")
    note: Mapped[Words] = mapped_column(default="")

    submission_id: Mapped[int | None] = reference("submission.id")

    visit: Mapped[Visit] = relationship(back_populates="events")
    by: Mapped[User | None] = relationship()
    submission: Mapped["Submission | None"] = relationship()


class Draft(Base):
    """What was filled in so far by a page without JavaScript; rev grows with every save."""

    __tablename__ = "draft"
    visit_id: Mapped[int] = reference("visit.id", primary_key=True)
    rev: Mapped[int] = mapped_column(default=0)
    answers: Mapped[Json] = mapped_column(default=dict)
    updated_at: Mapped[Time] = mapped_column(default=now, onupdate=now)

    visit: Mapped[Visit] = relationship(back_populates="draft")


class Submission(Base):
    """What an assessor sent, byte for byte. Sealed when every announced photo is here; its id is the receipt number."""

    __tablename__ = "submission"
    id: Mapped[Id]
    uuid: Mapped[Uuid] = mapped_column(unique=True)
    visit_id: Mapped[int] = reference("visit.id")
    by_id: Mapped[int] = reference("user.id")
    body: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[Hash]
    language: Mapped[str] = mapped_column(String(2))
    flags: Mapped[list[Any]] = mapped_column(JSON, default=list)
    announced_at: Mapped[Time] = mapped_column(default=now)
    sealed_at: Mapped[Time | None]

    visit: Mapped[Visit] = relationship(back_populates="submissions")
    by: Mapped[User] = relationship()
    evidence: Mapped[list["Evidence"]] = relationship(back_populates="submission", order_by="Evidence.id")
    scorecard: Mapped["Scorecard | None"] = relationship(back_populates="submission")

    @property
    def photos(self) -> list["Evidence"]:
        """What can be seen: photos and signatures."""
        return [each for each in self.evidence if each.kind != VOICE]

    @property
    def voices(self) -> list["Evidence"]:
        """What can be heard."""
        return [each for each in self.evidence if each.kind == VOICE]


class Choice(Base):
    """Which of several submissions of one attempt counts: who said so and when. Choosing again adds a row."""

    __tablename__ = "choice"
    id: Mapped[Id]
    visit_id: Mapped[int] = reference("visit.id")
    submission_id: Mapped[int] = reference("submission.id")
    by_id: Mapped[int] = reference("user.id")
    at: Mapped[Time] = mapped_column(default=now)

    visit: Mapped[Visit] = relationship(back_populates="choices")
    submission: Mapped[Submission] = relationship()
    by: Mapped[User] = relationship()


class Evidence(Base):
    """A photo, a signature or a voice note given with a response. `digest` is of the bytes that were received.

    What is seen has a width and a height in pixels, what is heard has a length in seconds.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        UniqueConstraint("visit_id", "uuid"),
        CheckConstraint("kind IN ('photo', 'signature', 'voice')", name="known_kind"),
        CheckConstraint(
            "(kind = 'voice') = (width IS NULL) AND (kind = 'voice') = (height IS NULL)", name="seen_has_size"
        ),
        CheckConstraint("(kind = 'voice') = (seconds IS NOT NULL)", name="heard_has_length"),
    )
    id: Mapped[Id]
    kind: Mapped[Code] = mapped_column(default=PHOTO)
    uuid: Mapped[Uuid] = mapped_column(index=True)
    visit_id: Mapped[int] = reference("visit.id")
    submission_id: Mapped[int | None] = reference("submission.id")
    question: Mapped[Code]
    digest: Mapped[Hash]
    key: Mapped[str] = mapped_column(String(200))
    width: Mapped[int | None]
    height: Mapped[int | None]
    seconds: Mapped[int | None]
    size: Mapped[int]
    taken_at: Mapped[Time | None]
    received_at: Mapped[Time] = mapped_column(default=now)

    visit: Mapped[Visit] = relationship()
    submission: Mapped[Submission | None] = relationship(back_populates="evidence")

    @property
    def length(self) -> str:
        """How long a voice note is: 0:42."""
        return clock_face(self.seconds or 0)


class Scorecard(Base):
    """How a submission scored on its frozen checklist version, with the whole arithmetic."""

    __tablename__ = "scorecard"
    id: Mapped[Id]
    submission_id: Mapped[int] = reference("submission.id", unique=True)
    score: Mapped[Fraction | None] = mapped_column(Exact)
    coverage: Mapped[Fraction | None] = mapped_column(Exact)
    verdict: Mapped[Code]
    card: Mapped[Json]
    scored_at: Mapped[Time] = mapped_column(default=now)

    submission: Mapped[Submission] = relationship(back_populates="scorecard")

    @property
    def band(self) -> Band | None:
        """The word for the score."""
        return band(self.score)
