"""Phones and the copies of their drafts, and who may see them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from app.db import db
from app.people.models import User
from app.stores.models import Store
from app.sync.models import BackupPhoto, DraftBackup, Phone, PhoneVisit
from app.tasks import Job
from app.visits import states
from app.visits.models import Evidence, Submission, Visit

# Decided visits: nothing that still lies on a phone can change them.
DECIDED = (states.APPROVED, states.REJECTED, states.CANCELLED)


def backup(uuid: str) -> DraftBackup | None:
    """The copy of the draft with this id, whoever's it is."""
    return db.session.scalar(select(DraftBackup).where(DraftBackup.uuid == uuid))


def backup_of(assessor: User, uuid: str, *, locked: bool = False) -> DraftBackup | None:
    """The copy of the assessor's own draft; `locked` with its visit until the transaction ends."""
    own = select(DraftBackup).join(DraftBackup.visit).where(DraftBackup.uuid == uuid)
    own = own.where(Visit.assessor_id == assessor.id)
    if locked:
        own = own.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(own)


def is_finished(visit: Visit, draft: str) -> bool:
    """Whether a copy of the draft is of no more use: it has arrived whole, or the visit is decided."""
    whole = exists().where(Submission.uuid == draft, Submission.sealed_at.is_not(None))
    return visit.state in DECIDED or bool(db.session.scalar(select(whole)))


def finished_backups(most: int) -> list[DraftBackup]:
    """Copies that are of no more use, at most so many, with their photos."""
    whole = exists().where(Submission.uuid == DraftBackup.uuid, Submission.sealed_at.is_not(None))
    done = select(DraftBackup).join(DraftBackup.visit).where(or_(whole, Visit.state.in_(DECIDED)))
    done = done.options(selectinload(DraftBackup.photos), selectinload(DraftBackup.takeovers))
    return list(db.session.scalars(done.order_by(DraftBackup.id).limit(most)))


def backups_to_go_on_with(visit: Visit) -> list[DraftBackup]:
    """Copies from which a device could go on, the newest first.

    Left out are those that somebody went on with, once that draft is here too, and those older than the last
    submission of the visit.
    """
    later = aliased(DraftBackup)
    goes_on = exists().where(later.continues == DraftBackup.uuid, later.visit_id == visit.id)
    found = select(DraftBackup).where(DraftBackup.visit_id == visit.id, ~goes_on)
    found = found.options(selectinload(DraftBackup.photos), selectinload(DraftBackup.takeovers))
    whole = [submission.sealed_at for submission in visit.submissions if submission.sealed_at]
    if whole:
        found = found.where(DraftBackup.received_at > max(whole))
    return list(db.session.scalars(found.order_by(DraftBackup.received_at.desc())))


def backups_of(visits: Sequence[Visit]) -> list[DraftBackup]:
    """Every copy of a draft of these visits."""
    return list(
        db.session.scalars(
            select(DraftBackup)
            .where(DraftBackup.visit_id.in_([visit.id for visit in visits]))
            .options(selectinload(DraftBackup.photos), selectinload(DraftBackup.takeovers))
            .order_by(DraftBackup.id)
        )
    )


def phone_of(assessor: User, uuid: str) -> Phone | None:
    """The assessor's phone with this id."""
    return db.session.scalar(select(Phone).where(Phone.user_id == assessor.id, Phone.uuid == uuid))


def own_visits(assessor: User, wanted: list[int]) -> set[int]:
    """Those of the numbers that are visits of the assessor."""
    own = select(Visit.id).where(Visit.assessor_id == assessor.id, Visit.id.in_(wanted))
    return set(db.session.scalars(own))


def open_visits() -> Select[Visit]:
    """Every visit that is still to be made, the next deadline first."""
    loads = joinedload(Visit.store).joinedload(Store.region), joinedload(Visit.assessor)
    to_do = select(Visit).where(Visit.state.in_(states.OPEN)).options(*loads, joinedload(Visit.checklist))
    return to_do.order_by(Visit.deadline, Visit.id)


def on_phones(visits: Sequence[Visit], *, since: datetime) -> list[PhoneVisit]:
    """What phones heard of since then say of these visits, or, whenever, of a draft; the freshest word first.

    Only the phones of their assessors count.
    """
    said = select(PhoneVisit).join(PhoneVisit.phone).join(PhoneVisit.visit)
    said = said.where(Visit.id.in_([visit.id for visit in visits]), Phone.user_id == Visit.assessor_id)
    said = said.where(or_(Phone.seen_at > since, PhoneVisit.draft.is_not(None)))
    return list(
        db.session.scalars(said.options(contains_eager(PhoneVisit.phone)).order_by(Phone.seen_at.desc()))
    )


def phones_in_the_field(*, since: datetime) -> list[Phone]:
    """Phones heard of since then with an open visit, and any with something unsent; the longest silent first."""
    carries = exists().where(
        PhoneVisit.phone_id == Phone.id, PhoneVisit.visit_id == Visit.id, Visit.state.in_(states.OPEN)
    )
    wanted = (
        select(Phone)
        .where(or_(and_(carries, Phone.seen_at > since), Phone.unsent > 0))
        .options(joinedload(Phone.user))
    )
    return list(db.session.scalars(wanted.order_by(Phone.seen_at)))


def submissions_after(number: int, most: int) -> list[Submission]:
    """Submissions with a higher number than this, in order, at most so many, with their evidence and score."""
    later = select(Submission).where(Submission.id > number).order_by(Submission.id).limit(most)
    loads = selectinload(Submission.evidence), selectinload(Submission.scorecard)
    return list(db.session.scalars(later.options(*loads)))


def named_files() -> list[tuple[str, str, int | None]]:
    """The photos and voice notes that rows name: the key in the storage, words for the row, and the size it tells in bytes."""
    photos = db.session.execute(
        select(Evidence.key, Evidence.kind, Evidence.uuid, Evidence.visit_id, Evidence.size)
    )
    copied = select(BackupPhoto.key, BackupPhoto.uuid, DraftBackup.visit_id).join(BackupPhoto.backup)
    copies = db.session.execute(copied)
    return [
        *((key, f"{kind} {uuid} of visit {visit}", size) for key, kind, uuid, visit, size in photos),
        *((key, f"photo {uuid} of a draft of visit {visit}", None) for key, uuid, visit in copies),
    ]


def is_named(key: str) -> bool:
    """Whether a photo's row names this file of the storage."""
    rows = (Evidence.key, BackupPhoto.key)
    return any(db.session.scalar(select(exists().where(column == key))) for column in rows)


def unfinished_jobs(before: datetime) -> list[Job]:
    """Jobs asked for before this moment that are neither done nor given up."""
    left = select(Job).where(Job.finished_at.is_(None), Job.failed_at.is_(None), Job.queued_at < before)
    return list(db.session.scalars(left.order_by(Job.id)))


def newest_moment() -> datetime | None:
    """When something was written last, by the server's clock of then; nothing when nothing was."""
    written = (Submission.announced_at, Evidence.received_at, Job.queued_at, Phone.seen_at)
    return max(
        filter(None, (db.session.scalar(select(func.max(column))) for column in written)), default=None
    )
