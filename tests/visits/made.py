"""Visits made to order: assigned, filled in as a test wants it, sent, approved. For use inside an app context."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from app.checklists.models import ChecklistVersion
from app.clock import now
from app.db import db
from app.people.models import Employee, User
from app.reviews import operations as reviews
from app.stores.models import Store
from app.visits import intake, operations
from app.visits.models import AUDIT, COMPETITOR, MYSTERY, Submission, Visit
from app.visits.payload import read_payload
from app.waves.models import Wave
from tests.cast import SCENARIO, Cast, good_answer
from tests.sync.field import picture


def assigned(
    cast: Cast,
    who: str = "auditor",
    *,
    store: int | None = None,
    employee: int | None = None,
    deadline: datetime | None = None,
    checklist: int | None = None,
) -> Visit:
    """A visit that somebody of the cast still has to make: covert when a shopper makes it.

    In a competitor's store it is a visit to a competitor.
    """
    assessor = db.session.get_one(User, cast.users[who])
    place = db.session.get_one(Store, store or cast.store)
    covert = assessor.role == "shopper"
    kind = COMPETITOR if place.competitor else MYSTERY if covert else AUDIT
    what = operations.Assignment(
        store=place,
        checklist=db.session.get_one(ChecklistVersion, checklist or cast.checklist),
        assessor=assessor,
        kind=kind,
        deadline=deadline or now() + timedelta(days=3),
        scenario=SCENARIO if covert else "",
        employee=db.session.get_one(Employee, employee) if employee else None,
        wave=db.session.get_one(Wave, cast.wave) if kind == MYSTERY else None,
    )
    visit = operations.assign(what, by=db.session.get_one(User, cast.users["quality"]))
    db.session.flush()
    return visit


def sent(
    visit: Visit, *, at: datetime | None = None, changes: Mapping[str, Any] | None = None, **more: Any
) -> Submission:
    """A whole submission of the visit: every question well answered but for the `changes`, photos where asked for.

    A change to None leaves the question out, with its photo. `more` replaces parts of the submission.
    """
    at, changes = at or now(), dict(changes or {})
    pictures: dict[str, bytes] = {}
    body = filled(visit, changes, pictures, at) | more
    submission, _new = intake.announce(json.dumps(body).encode(), by=visit.assessor, at=at)
    for photo in read_payload(submission.body).photos:
        intake.receive_photo(submission, photo, intake.store_photo(pictures[photo.id]), at=at)
    db.session.expire(visit, ["submissions"])
    return submission


def filled(
    visit: Visit, changes: Mapping[str, Any], pictures: dict[str, bytes], at: datetime
) -> dict[str, Any]:
    """What a phone would send; the bytes of the photos are put into `pictures` by their ids."""
    answers, photos = {}, []
    for place, question in enumerate(visit.checklist.checklist.for_visit(visit.kind).questions()):
        if question.id in changes and changes[question.id] is None:
            continue
        by_photo = question.kind in ("photo", "signature")
        if question.id in changes or not by_photo:
            answers[question.id] = changes.get(question.id) or good_answer(question)
        if by_photo or question.evidence == "required":
            id, content = str(uuid.uuid4()), picture(place)
            pictures[id] = content
            digest = hashlib.sha256(content).hexdigest()
            photos.append({"id": id, "question": question.id, "sha256": digest, "size": len(content)})
    return {
        "format": 1,
        "id": str(uuid.uuid4()),
        "visit": visit.id,
        "checklist": {"id": visit.checklist.id, "digest": visit.checklist.digest},
        "answers": answers,
        "photos": photos,
        "finished_at": at.isoformat(),
    }


def approved(
    cast: Cast, who: str = "auditor", *, days_ago: float = 1, score: str | None = None, **more: Any
) -> Visit:
    """An approved visit of so many days ago; `score` in per cent stands in for the one that was worked out.

    `minutes`: how long its form took.
    """
    changes, minutes = more.pop("changes", None), more.pop("minutes", None)
    visit = assigned(cast, who, **more)
    at = now() - timedelta(days=days_ago)
    timed = {} if minutes is None else {"started_at": (at - timedelta(minutes=minutes)).isoformat()}
    submission = sent(visit, at=at, changes=changes, **timed)
    if score is not None and submission.scorecard:
        submission.scorecard.score = Fraction(score)
    reviews.approve(visit, by=db.session.get_one(User, cast.users["reviewer"]), at=at)
    db.session.flush()
    return visit
