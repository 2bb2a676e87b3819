"""Reading a chapter, answering a check, signing; saying until when; opening a tablet for a store."""

import secrets
from datetime import date, datetime, timedelta

from sqlalchemy.exc import IntegrityError

from app.clock import now, today
from app.db import db
from app.people.models import Employee, User
from app.people.operations import secret_hash
from app.standards.models import StandardVersion
from app.standards.queries import standard_version
from app.training import queries
from app.training.checks import Check, checks_of
from app.training.models import (
    OWN_PHONE,
    STORE_TABLET,
    ChapterRead,
    CheckAnswer,
    Signature,
    SignedText,
    SigningDeadline,
    StoreTablet,
)
from app.training.progress import Attempt, Progress
from app.training.reading import ReadChapter, Reading
from app.training.syllabus import Syllabus, has_left

TABLET_LASTS = timedelta(hours=12)  # a working day
TABLET_IDLE = timedelta(minutes=15)  # after which whoever typed the PIN has to type it again


class NotReady(ValueError):
    """Something is left to read or to answer before the signature."""


def progress_of(employee: Employee, language: str, syllabus: Syllabus | None = None) -> Progress | None:
    """How far a person is with what has to be read now, in a language; None if there is nothing."""
    syllabus = syllabus or queries.syllabus()
    signed = queries.signed_by(employee)
    reading = syllabus.reading(employee, signed, language)
    whole = syllabus.whole(employee.position, language)
    if reading is None or whole is None or syllabus.current is None:
        return None
    after = queries.last_signature_id(employee)
    given = queries.answers_given(employee, syllabus.current, after)
    return Progress(
        reading=reading,
        checks=checks_for(employee, reading, whole),
        read=queries.chapters_read(employee, after),
        attempts=[Attempt(each.asked, each.chosen, each.right, each.at.isoformat()) for each in given],
        due_on=syllabus.standing(employee, signed).due_on or today(),
    )


def checks_for(employee: Employee, reading: Reading, whole: Reading) -> tuple[Check, ...]:
    """The checks that this person is asked: others are asked others."""
    return checks_of(reading, whole, f"{employee.id} {employee.position} {reading.standard}")


def read_chapter(
    employee: Employee, progress: Progress, chapter: ReadChapter, *, at: datetime | None = None
) -> None:
    """A person has read a chapter; a second tap changes nothing."""
    if progress.is_read(chapter):
        return
    after = queries.last_signature_id(employee)
    read = ChapterRead(employee_id=employee.id, digest=chapter.digest(), position=employee.position)
    read.after_id, read.at = after, at or now()
    db.session.add(read)


def answer(
    employee: Employee, progress: Progress, check: Check, chosen: str, *, at: datetime | None = None
) -> bool:
    """A person answers a check; gives whether it was right. Once it is answered rightly nothing is recorded any more."""
    if progress.is_answered(check):
        return True
    standard = _standard(progress)
    right = chosen == check.right
    attempt = CheckAnswer(employee_id=employee.id, standard_id=standard.id, position=employee.position)
    attempt.after_id = queries.last_signature_id(employee)
    attempt.asked, attempt.chosen, attempt.right, attempt.at = check.code, chosen, right, at or now()
    db.session.add(attempt)
    return right


def sign(
    employee: Employee,
    progress: Progress,
    *,
    name: str,
    tablet: StoreTablet | None = None,
    at: datetime | None = None,
) -> Signature:
    """A person signs what was read, on a tablet or on the own phone. Raises NotReady.

    Two taps at once make one signature: the second meets the IntegrityError of the database.
    """
    if progress.next.page != "signature":
        raise NotReady
    reading = progress.reading
    since = standard_version(reading.since) if reading.since else None
    signature = Signature(
        employee=employee,
        standard=_standard(progress),
        since=since,
        text=_kept(reading.canonical(), reading.digest()),
        tablet_id=tablet.id if tablet else None,
        position=reading.position,
        name=name,
        language=reading.language,
        how=STORE_TABLET if tablet else OWN_PHONE,
        answers=progress.answers(),
        at=at or now(),
    )
    db.session.add(signature)
    db.session.flush()
    return signature


def set_deadline(version: StandardVersion, due_on: date, *, by: User, at: datetime | None = None) -> None:
    """From now on a version is to be signed until this day."""
    db.session.add(SigningDeadline(standard_id=version.id, due_on=due_on, by_id=by.id, at=at or now()))


def open_tablet(store_id: int, *, by: User) -> str:
    """Let the people of a store sign on a device; gives the secret for its cookie."""
    token = secrets.token_urlsafe(32)
    tablet = StoreTablet(token_hash=secret_hash(token), store_id=store_id, opened_by_id=by.id)
    db.session.add(tablet)
    return token


def recognise_tablet(token: str) -> StoreTablet | None:
    """The open tablet with this secret; None when it was closed, its day is over, or its director is one no more."""
    found = queries.tablet_by_hash(secret_hash(token))
    if found is None or found.closed_at or found.opened_at < now() - TABLET_LASTS:
        return None
    director = found.opened_by
    return found if director.is_active and director.store_id == found.store_id else None


def at_tablet(tablet: StoreTablet) -> Employee | None:
    """Whoever typed the PIN last, is still at work in the store, and was not idle for too long."""
    employee = tablet.employee
    if employee is None or tablet.seen_at is None or tablet.seen_at < now() - TABLET_IDLE:
        return None
    gone = has_left(employee, today()) or employee.store_id != tablet.store_id
    return None if gone else employee


def sit_down(tablet: StoreTablet, employee: Employee) -> None:
    """This person is at the tablet now, or did something there just now."""
    tablet.employee, tablet.seen_at = employee, now()


def get_up(tablet: StoreTablet) -> None:
    """Nobody is at the tablet: the next one types a PIN."""
    tablet.employee, tablet.seen_at = None, None


def close_tablet(tablet: StoreTablet) -> None:
    """End the signing on this device."""
    get_up(tablet)
    tablet.closed_at = now()


def _standard(progress: Progress) -> StandardVersion:
    version = standard_version(progress.reading.standard)
    assert version is not None  # noqa: S101  (it was read a moment ago, and no version is ever removed)
    return version


def _kept(content: bytes, digest: str) -> SignedText:
    """The kept text, new or the one that others signed."""
    if known := queries.text_by_digest(digest):
        return known
    text = SignedText(digest=digest, content=content)
    try:
        with db.session.begin_nested():
            db.session.add(text)
    except IntegrityError:  # a twin was faster
        known = queries.text_by_digest(digest)
        assert known is not None  # noqa: S101  (it is what the database refused to take twice)
        return known
    return text
