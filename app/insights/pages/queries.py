"""The visits behind a figure, themselves and with what a page shows of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from app.insights.cuts.queries import allow_reading, selected
from app.insights.models import VisitFact
from app.insights.selection import NotForViewer, Selection
from app.visits.models import VOICE, Evidence, Submission, Visit


def visits(
    selection: Selection,
    *,
    failed: bool = False,
    critical: bool = False,
    most: int = 50,
    after: int = 0,
) -> list[VisitFact]:
    """The visits behind a figure, the latest first: page by page of `most`, `after` so many."""
    wanted = select(VisitFact).where(*selected(named(selection)))
    if failed:
        wanted = wanted.where(VisitFact.verdict == "failed")
    if critical:
        wanted = wanted.where(VisitFact.critical == 1)
    return list(db.session.scalars(latest_first(wanted).offset(after).limit(most)))


def latest(selection: Selection) -> list[VisitFact]:
    """Every visit selected, the latest first. Raises TooMany."""
    allow_reading(selection)
    return list(db.session.scalars(latest_first(select(VisitFact).where(*selected(named(selection))))))


def values(selection: Selection) -> list[VisitFact]:
    """Every scored visit selected, the earliest first, for a control chart of one store or one person's trend.

    Raises TooMany.
    """
    allow_reading(selection)
    scored = select(VisitFact).where(VisitFact.score.is_not(None), *selected(named(selection)))
    return list(db.session.scalars(scored.order_by(VisitFact.approved_at, VisitFact.visit_id)))


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
    taken = select(Evidence).join(VisitFact, VisitFact.submission_id == Evidence.submission_id)
    taken = taken.where(
        Evidence.question == question, VisitFact.visit_id.in_(visit_ids), Evidence.kind != VOICE
    )
    return db.session.scalar(taken.order_by(Evidence.id.desc()).limit(1))


def named(selection: Selection) -> Selection:
    """The selection, if single visits may be told of it. Raises NotForViewer."""
    if selection.unnamed:
        raise NotForViewer("the chain is told without its visits")
    return selection


def latest_first(wanted: Any) -> Any:
    """Visits in the order of every list: by their approval, the latest first."""
    return wanted.order_by(VisitFact.month.desc(), VisitFact.approved_at.desc(), VisitFact.visit_id.desc())
