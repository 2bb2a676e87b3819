"""What was filled in comes in: announced, its photos received, sealed when whole, scored; by phone or page alike."""

import hashlib
import io
import uuid as uuids
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from flask import current_app
from sqlalchemy.exc import IntegrityError

from app import scoring
from app.clock import now
from app.db import db
from app.people.models import User
from app.storage import storage
from app.visits import queries, states
from app.visits.asked import rules_asked
from app.visits.models import Evidence, Scorecard, Submission, Visit
from app.visits.payload import ChecklistRef, Payload, Photo, digest, read_payload, write_payload
from app.visits.photos import clean


class Conflict(ValueError):
    """The same id came with other bytes: nothing is overwritten."""


def announce(body: bytes, *, by: User, at: datetime | None = None) -> tuple[Submission, bool]:
    """Take in a submission's bytes before its photos. Gives it, and whether it is new.

    The same bytes again give the same submission. Raises Unreadable, Conflict when the id is known with
    other bytes, LookupError when the visit is not this person's.
    """
    payload = read_payload(body)
    visit = queries.visit_of_assessor(payload.visit, by, locked=True)
    if visit is None:
        raise LookupError(payload.visit)
    known = queries.submission_by_uuid(payload.id)
    if known is None:
        try:
            with db.session.begin_nested():
                submission = Submission(uuid=payload.id, visit=visit, by=by, body=body, digest=digest(body))
                submission.language, submission.announced_at = payload.language, at or now()
                db.session.add(submission)
        except IntegrityError:  # a twin was faster: answer as it was answered
            known = queries.submission_by_uuid(payload.id)
        else:
            _seal_if_whole(submission, payload, at=at)
            return submission, True
    if known is None or known.by_id != by.id or known.digest != digest(body):
        raise Conflict(payload.id)
    return known, False


@dataclass(frozen=True)
class StoredPhoto:
    """A photo whose re-encoded bytes are in the storage; `digest` is of the bytes that were received."""

    digest: str
    key: str
    width: int
    height: int
    size: int


def store_photo(received: IO[bytes] | bytes) -> StoredPhoto:
    """Re-encode a photo and put it into the storage; slow, so done before any transaction begins.

    Takes an open file at its beginning, or bytes. Raises NotAPhoto, and NoSpace when the disk is full.
    """
    file = io.BytesIO(received) if isinstance(received, bytes) else received
    sum = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    file.seek(0)
    picture = clean(file, most_pixels=current_app.config["MAX_PHOTO_PIXELS"])
    key = storage().put_by_digest("photos", picture.content, ".jpg")
    return StoredPhoto(sum, key, picture.width, picture.height, len(picture.content))


def keep_photo(
    visit: Visit, photo_id: str, stored: StoredPhoto, *, question: str, taken_at: datetime | None
) -> Evidence:
    """Keep a stored photo with the visit once. Raises Conflict when the id is known with other bytes."""
    known = queries.evidence(visit, photo_id)
    if known:
        if known.digest != stored.digest:
            raise Conflict(photo_id)
        return known
    evidence = Evidence(
        uuid=photo_id,
        visit=visit,
        question=question,
        digest=stored.digest,
        key=stored.key,
        width=stored.width,
        height=stored.height,
        size=stored.size,
        taken_at=taken_at,
    )
    db.session.add(evidence)
    return evidence


def receive_photo(
    submission: Submission, announced: Photo, stored: StoredPhoto, *, at: datetime | None = None
) -> Evidence:
    """Take in one announced photo and seal the submission when it was the last.

    Raises Conflict when the bytes are not the announced ones, or the photo belongs to another submission.
    """
    if stored.digest != announced.sha256:
        raise Conflict(announced.id)
    visit, question = submission.visit, announced.question
    evidence = keep_photo(visit, announced.id, stored, question=question, taken_at=announced.taken_at)
    if evidence.submission not in (None, submission):
        raise Conflict(announced.id)
    evidence.submission = submission
    db.session.flush()
    _seal_if_whole(submission, read_payload(submission.body), at=at)
    return evidence


def submit_page(visit: Visit, answers: dict[str, Any], *, by: User, language: str) -> Submission:
    """Submit what a page without JavaScript filled in, through the same door as a phone."""
    loose = queries.loose_evidence(visit)
    version = visit.checklist
    body = write_payload(
        id=str(uuids.uuid4()),
        visit=visit.id,
        checklist=ChecklistRef(id=version.id, digest=version.digest),
        answers=answers,
        photos=[
            {"id": photo.uuid, "question": photo.question, "sha256": photo.digest, "size": photo.size}
            for photo in loose
        ],
        language=language,
        started_at=next((event.at for event in visit.events if event.state == states.STARTED), None),
        finished_at=now(),
    )
    submission, _new = announce(body, by=by)
    for photo in loose:
        photo.submission = submission
    db.session.flush()
    _seal_if_whole(submission, read_payload(body))
    visit.draft = None
    return submission


def missing_photos(submission: Submission, payload: Payload) -> list[str]:
    """The announced photos whose bytes have not arrived yet."""
    if not payload.photos:
        return []
    here = {photo.uuid for photo in queries.evidence_of(submission)}
    return [photo.id for photo in payload.photos if photo.id not in here]


def _seal_if_whole(submission: Submission, payload: Payload, *, at: datetime | None = None) -> None:
    if submission.sealed_at or missing_photos(submission, payload):
        return
    submission.sealed_at = at or now()
    submission.flags = [*submission.flags, *_flags(submission, payload)]
    db.session.add(score(submission, payload))
    if states.SUBMITTED in states.FOLLOWS[submission.visit.state]:
        submission.visit.become(
            states.SUBMITTED, by=submission.by, at=submission.sealed_at, submission=submission
        )


def _flags(submission: Submission, payload: Payload) -> list[str]:
    """What a reviewer should know; field work is never refused for these."""
    visit = submission.visit
    flags = []
    if (payload.finished_at or submission.announced_at) > visit.deadline:
        flags.append("late")
    if states.SUBMITTED not in states.FOLLOWS[visit.state]:
        flags.append("closed")
    if payload.checklist.digest != visit.checklist.digest:
        flags.append("other_version")
    if visit.attempt:
        flags.append("twin")
    return flags


def score(submission: Submission, payload: Payload) -> Scorecard:
    """Score what was answered on the frozen checklist of the submission's visit. A question that was not asked is no part of it.

    An answer that does not fit its question is kept in the submission and left out of the score as unanswered.
    """
    rules = rules_asked(submission.visit, payload)
    card = scoring.score(rules, scoring.fitting_responses(rules, payload.responses()))
    return Scorecard(
        submission_id=submission.id,
        score=card.score,
        coverage=card.coverage,
        verdict=card.verdict,
        card=card.as_json(),
    )
