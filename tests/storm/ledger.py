"""What the server must hold after a storm: every acknowledged visit once, every photo as it was taken."""

import hashlib
from collections import Counter
from collections.abc import Iterable

from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.storage import storage
from app.visits.models import Evidence, Scorecard, Submission, VisitEvent
from tests.storm.devices import Item


def assert_kept_once(app: Flask, items: Iterable[Item]) -> None:
    """Compare the manifests of the devices with database and store; says what is lost, doubled or altered."""
    with app.app_context():
        assert troubles(list(items)) == []


def counted(app: Flask, uuid: str) -> dict[str, int]:
    """How many rows there are of one submission."""
    with app.app_context():
        mine = select(Submission.id).where(Submission.uuid == uuid).scalar_subquery()
        rows = {
            "submissions": select(func.count()).where(Submission.uuid == uuid),
            "scores": select(func.count()).where(Scorecard.submission_id == mine),
            "photos": select(func.count()).where(Evidence.submission_id == mine),
            "arrivals": select(func.count()).where(VisitEvent.submission_id == mine),
        }
        return {name: db.session.scalar(query) or 0 for name, query in rows.items()}


def troubles(items: list[Item]) -> list[str]:
    """What is wrong, one sentence each; in the app's context."""
    db.session.rollback()
    rows = list(
        db.session.scalars(select(Submission).where(Submission.uuid.in_([each.id for each in items])))
    )
    sealed = {row.uuid: row for row in rows if row.sealed_at}
    found = [f"{id} is there {n} times" for id, n in Counter(row.uuid for row in rows).items() if n > 1]
    for item in items:
        if item.id not in sealed:
            found.append(f"{item.id} is lost")
        elif sealed[item.id].body != item.body:
            found.append(f"the answers of {item.id} are others")
    numbers = [row.id for row in rows]
    for noun, column in (("scores", Scorecard.submission_id), ("arrivals", VisitEvent.submission_id)):
        times = Counter(db.session.scalars(select(column).where(column.in_(numbers))))
        found += [f"{noun} of {row.uuid}: {times[row.id]}" for row in rows if times[row.id] != 1]
    return found + list(_wrong_photos(items, numbers))


def _wrong_photos(items: list[Item], numbers: list[int]) -> Iterable[str]:
    kept = list(db.session.scalars(select(Evidence).where(Evidence.submission_id.in_(numbers))))
    sums = Counter((photo.uuid, photo.digest) for photo in kept)
    taken = Counter((photo.id, photo.sha256) for item in items for photo in item.photos)
    if sums != taken:
        yield f"photos: {len(taken - sums)} lost or altered, {len(sums - taken)} too many"
    for key in {photo.key for photo in kept}:
        try:
            content = storage().get(key)
        except FileNotFoundError:
            yield f"{key} is not in the store"
            continue
        if hashlib.sha256(content).hexdigest() not in key:
            yield f"{key} was altered in the store"
