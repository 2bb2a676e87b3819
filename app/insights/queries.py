"""Approved visits with their scores, as far as the viewer may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from app.checklists.models import ChecklistVersion
from app.db import db
from app.people.models import User
from app.stores.models import Store
from app.visits import states
from app.visits.models import VOICE, Evidence, Scorecard, Submission, Visit, VisitEvent
from app.visits.queries import visits_visible_to


@dataclass(frozen=True)
class ScoredVisit:
    """One approved visit as a unit of every mean: score in per cent, exact."""

    visit_id: int
    store_id: int
    region_id: int
    position: str
    channel: str
    kind: str
    employee_id: int | None
    approved_at: datetime
    score: Fraction | None
    verdict: str


def scored_visits(
    viewer: User,
    since: datetime,
    *,
    store_id: int | None = None,
    kind: str | None = None,
) -> list[ScoredVisit]:
    """Visits approved since the moment, the latest first, that the viewer may see and that fit the filters."""
    chosen = _approved(viewer, since)
    if store_id is not None:
        chosen = chosen.where(Visit.store_id == store_id)
    if kind is not None:
        chosen = chosen.where(Visit.kind == kind)
    return [ScoredVisit(*row) for row in db.session.execute(chosen)]


def cards_of(visit_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The scorecards, with their arithmetic, of these visits."""
    approved = _approvals().subquery()
    rows = db.session.execute(
        select(approved.c.visit_id, Scorecard.card)
        .join(Scorecard, Scorecard.submission_id == approved.c.submission_id)
        .where(approved.c.visit_id.in_(visit_ids))
    )
    return dict(iter(rows))


def chain_scores(since: datetime, *, position: str | None = None, kind: str | None = None) -> list[Fraction]:
    """Every score of the chain since the moment: the line that stores and people are held against."""
    approved = _approvals().subquery()
    chosen = (
        select(Scorecard.score)
        .join(approved, approved.c.submission_id == Scorecard.submission_id)
        .join(Visit, Visit.id == approved.c.visit_id)
        .where(approved.c.at >= since, Scorecard.score.is_not(None))
    )
    if kind is not None:
        chosen = chosen.where(Visit.kind == kind)
    if position is not None:
        chosen = chosen.join(ChecklistVersion, ChecklistVersion.id == Visit.checklist_id)
        chosen = chosen.where(ChecklistVersion.position == position)
    return [score for score in db.session.scalars(chosen) if score is not None]


def _approved(viewer: User, since: datetime) -> Select[*tuple[Any, ...]]:
    approved = _approvals().subquery()
    visible = visits_visible_to(viewer).with_only_columns(Visit.id).order_by(None)
    return (
        select(
            Visit.id,
            Visit.store_id,
            Store.region_id,
            ChecklistVersion.position,
            ChecklistVersion.channel,
            Visit.kind,
            Visit.employee_id,
            approved.c.at,
            Scorecard.score,
            Scorecard.verdict,
        )
        .join(Store, Store.id == Visit.store_id)
        .join(ChecklistVersion, ChecklistVersion.id == Visit.checklist_id)
        .join(approved, approved.c.visit_id == Visit.id)
        .join(Scorecard, Scorecard.submission_id == approved.c.submission_id)
        .where(approved.c.at >= since, Visit.id.in_(visible))
        .order_by(approved.c.at.desc(), Visit.id.desc())
    )


def _approvals() -> Select[*tuple[Any, ...]]:
    """When each visit was approved, and the submission that counted then: what arrives later changes nothing."""
    approved = VisitEvent.state == states.APPROVED
    return select(VisitEvent.visit_id, VisitEvent.submission_id, VisitEvent.at).where(approved)


def visits_with_scores(ids: Sequence[int]) -> list[Visit]:
    """These visits with store, checklist and score loaded; the ids come from a list the viewer may see."""
    loads = (
        joinedload(Visit.store),
        joinedload(Visit.checklist),
        joinedload(Visit.employee),
        selectinload(Visit.submissions).joinedload(Submission.scorecard),
    )
    return list(db.session.scalars(select(Visit).where(Visit.id.in_(ids)).options(*loads)))


def latest_photo(question: str, visit_ids: Sequence[int]) -> Evidence | None:
    """The last photo taken for a question in these approved visits, of what counted in them."""
    approved = _approvals().subquery()
    taken = select(Evidence).join(approved, approved.c.submission_id == Evidence.submission_id)
    taken = taken.where(
        Evidence.question == question, Evidence.visit_id.in_(visit_ids), Evidence.kind != VOICE
    )
    return db.session.scalar(taken.order_by(Evidence.id.desc()).limit(1))
