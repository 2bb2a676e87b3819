"""Approved visits to competitors: by which checklists there are any, and with all that their facts are made of."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, defer

from app.checklists.models import ChecklistVersion
from app.db import db
from app.stores.models import Store
from app.visits.models import COMPETITOR, Submission, Visit, VisitEvent
from app.visits.states import APPROVED

LikeVisits = tuple[str, str]  # position and channel: the checklist in all its versions


class Bounds(NamedTuple):
    """Approved from one moment to before another; in one region or, with None, in all."""

    start: datetime
    end: datetime
    region: int | None


class Sent(NamedTuple):
    """A submission that counts, with its visit and store, and since when; its answers are read when asked for."""

    submission: Submission
    approved_at: datetime


def checklists(bounds: Bounds) -> dict[LikeVisits, int]:
    """The checklists by which competitors were visited, and how often."""
    like = ChecklistVersion.position, ChecklistVersion.channel
    counted = _approved(bounds, select(*like, func.count())).group_by(*like)
    return {(position, channel): n for position, channel, n in db.session.execute(counted)}


def sent(bounds: Bounds, like: LikeVisits) -> list[Sent]:
    """What was sent from the visits by a checklist, the latest approved first."""
    visit = contains_eager(Submission.visit)
    loads = (
        *(visit.contains_eager(Visit.store), visit.contains_eager(Visit.checklist)),
        *(visit.lazyload(Visit.events), defer(Submission.body)),
    )
    wanted = _approved(bounds, select(Submission, VisitEvent.at)).options(*loads)
    wanted = wanted.where(ChecklistVersion.position == like[0], ChecklistVersion.channel == like[1])
    return [Sent(*row) for row in db.session.execute(wanted.order_by(VisitEvent.at.desc(), Visit.id.desc()))]


def _approved(bounds: Bounds, wanted: Any) -> Any:
    """Beginning with the few stores of competitors, not with the many visits of the chain."""
    stores = select(Store.id).where(Store.competitor.is_not(None))
    if bounds.region is not None:
        stores = stores.where(Store.region_id == bounds.region)
    return (
        wanted.select_from(Visit)
        .join(Visit.store)
        .join(Visit.checklist)
        .join(VisitEvent, VisitEvent.visit_id == Visit.id)
        .join(Submission, Submission.id == VisitEvent.submission_id)
        .where(Visit.store_id.in_(stores), Visit.kind == COMPETITOR, VisitEvent.state == APPROVED)
        .where(VisitEvent.at >= bounds.start, VisitEvent.at < bounds.end)
    )
