"""What was filled in comes in: announced, photos and voice notes received, sealed when whole, scored; by phone or page."""

import hashlib
import io
import uuid as uuids
from dataclasses import asdict, dataclass
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
from app.visits.models import PHOTO, SIGNATURE, VOICE, Evidence, Scorecard, Submission, Visit
from app.visits.payload import ChecklistRef, Payload, Photo, digest, read_payload, write_payload
from app.visits.photos import clean
from app.visits.voices import suffix_of


class Conflict(ValueError):
    """The same id came with other bytes: nothing is overwritten."""


def weighed(body: bytes, *, by: User) -> scoring.Scorecard | None:
    """How the answers score; None when the visit is not this person's. Raises Unreadable.

    Slow, and all it needs never changes: so it is done before the transaction that takes the answers in, while
    others write.
    """
    payload = read_payload(body)
    visit = queries.visit_of_assessor(payload.visit, by)
    return score(visit, payload) if visit else None


def announce(
    body: bytes, *, by: User, at: datetime | None = None, card: scoring.Scorecard | None = None
) -> tuple[Submission, bool]:
    """Take in a submission's bytes before its photos; `card` is how they score, if that is known. Gives it, and whether it is new.

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
                submission.scorecard = _recorded(card or score(visit, payload))
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


@dataclass(frozen=True)
class StoredVoice:
    """A voice note whose bytes are in the storage as they were received."""

    digest: str
    key: str
    size: int


def store(announced: Photo, received: IO[bytes]) -> StoredPhoto | StoredVoice:
    """Put what was announced into the storage, an open file at its beginning; before any transaction begins.

    Raises NotAPhoto, NotAVoice, and NoSpace when the disk is full.
    """
    if announced.kind == "photo":
        return store_photo(received)
    suffix = suffix_of(received)
    content = received.read()
    key = storage().put_by_digest("voices", content, suffix)
    return StoredVoice(hashlib.sha256(content).hexdigest(), key, len(content))


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
    evidence = Evidence(uuid=photo_id, question=question, taken_at=taken_at, **asdict(stored))
    evidence.kind = SIGNATURE if _is_signed(visit, question) else PHOTO
    return _keep(visit, evidence)


def _keep_voice(visit: Visit, announced: Photo, stored: StoredVoice) -> Evidence:
    note = {"uuid": announced.id, "question": announced.question, "taken_at": announced.taken_at}
    return _keep(visit, Evidence(kind=VOICE, seconds=announced.seconds, **note, **asdict(stored)))


def _keep(visit: Visit, evidence: Evidence) -> Evidence:
    known = queries.evidence(visit, evidence.uuid)
    if known is None:
        evidence.visit = visit
        db.session.add(evidence)
    elif known.digest != evidence.digest:
        raise Conflict(evidence.uuid)
    return known or evidence


def _is_signed(visit: Visit, question: str) -> bool:
    asked = visit.checklist.checklist.questions()
    return any(each.id == question and each.kind == "signature" for each in asked)


def receive_photo(
    submission: Submission,
    announced: Photo,
    stored: StoredPhoto | StoredVoice,
    *,
    at: datetime | None = None,
) -> Evidence:
    """Take in one announced photo or voice note and seal the submission when it was the last.

    Raises Conflict when the bytes are not the announced ones, or the photo belongs to another submission.
    """
    if stored.digest != announced.sha256:
        raise Conflict(announced.id)
    visit = submission.visit
    question, taken_at = announced.question, announced.taken_at
    if isinstance(stored, StoredVoice):
        evidence = _keep_voice(visit, announced, stored)
    else:
        evidence = keep_photo(visit, announced.id, stored, question=question, taken_at=taken_at)
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
    if submission.scorecard is None:  # announced to the build before, which scored at the end
        submission.scorecard = _recorded(score(submission.visit, payload))
    submission.flags = [*submission.flags, *_flags(submission, payload)]
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
    if payload.has_voice and not visit.allows_voice:
        flags.append("voice")
    if visit.attempt:
        flags.append("twin")
    return flags


def score(visit: Visit, payload: Payload) -> scoring.Scorecard:
    """Score what was answered on the visit's frozen checklist. A question that was not asked is no part of it.

    An answer that does not fit its question is kept in the submission and left out of the score as unanswered.
    """
    rules = rules_asked(visit, payload)
    return scoring.score(rules, scoring.fitting_responses(rules, payload.responses()))


def _recorded(card: scoring.Scorecard) -> Scorecard:
    return Scorecard(score=card.score, coverage=card.coverage, verdict=card.verdict, card=card.as_json())
