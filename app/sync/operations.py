"""What is done with the word of phones: kept, their drafts copied, taken over, forgotten when of no more use."""

import io
from datetime import datetime

from PIL import Image, UnidentifiedImageError

from app.clock import now
from app.db import db
from app.people.models import User
from app.storage import storage
from app.sync import payloads, queries
from app.sync.models import BackupPhoto, DraftBackup, DraftTakeover, Phone, PhoneVisit
from app.visits import operations as visits
from app.visits import queries as visit_queries
from app.visits import states
from app.visits.models import Visit
from app.visits.photos import FORMATS
from app.visits.voices import suffix_of

AT_ONCE = 20  # copies that are forgotten in one go


class TakenOver(Exception):
    """Somebody goes on with the draft on another device; `at` says since when."""

    def __init__(self, takeover: DraftTakeover) -> None:
        super().__init__(takeover.at)
        self.at = takeover.at


class Finished(Exception):
    """The draft has arrived whole, or its visit is decided: a copy would be of no more use."""


def keep_draft(
    draft: payloads.Draft, body: bytes, *, by: User, device_name: str, at: datetime | None = None
) -> DraftBackup:
    """Keep the newest state of a draft; an older one than is known changes nothing. Its visit is under way.

    Raises LookupError when the visit is not this person's, TakenOver, Finished.
    """
    visit = visit_queries.visit_of_assessor(draft.visit, by, locked=True)
    known = queries.backup(draft.id)
    if visit is None or (known and known.visit_id != visit.id):
        raise LookupError(draft.id)
    _check_wanted(draft.id, visit, known)
    if known is None:
        known = DraftBackup(uuid=draft.id, visit=visit, rev=0)
        db.session.add(known)
    if draft.rev > known.rev:
        known.rev, known.body, known.answered = draft.rev, body, draft.answered
        known.device, known.device_name, known.continues = draft.device, device_name, draft.continues
        known.saved_at, known.received_at = draft.updated_at, at or now()
    if states.STARTED in states.FOLLOWS[visit.state]:
        visits.start(visit, by=by, at=at)
    db.session.flush()
    return known


def check_wanted(backup: DraftBackup) -> None:
    """Whether more of the draft may come. Raises TakenOver, Finished."""
    _check_wanted(backup.uuid, backup.visit, backup)


def _check_wanted(uuid: str, visit: Visit, known: DraftBackup | None) -> None:
    if queries.is_finished(visit, uuid):
        raise Finished(uuid)
    if known and known.takeovers:
        raise TakenOver(known.takeovers[-1])


def is_what_it_says(announced: payloads.Photo, content: bytes) -> bool:
    """Whether the bytes begin as a photo or a voice note of the closed lists of formats does; nothing is decoded."""
    file = io.BytesIO(content)
    try:
        if announced.kind == "voice":
            return bool(suffix_of(file))
        with Image.open(file, formats=FORMATS):
            return True
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False


def key_of_photo(backup: DraftBackup, photo: payloads.Photo) -> str:
    """Where the bytes of a photo are kept: with its draft, so that they go when it goes."""
    return f"drafts/{backup.id}/{photo.sha256}"


def keep_photo(backup: DraftBackup, photo: payloads.Photo) -> None:
    """Note that the bytes of a photo are here; noting it again changes nothing."""
    if photo.id not in {each.uuid for each in backup.photos}:
        key = key_of_photo(backup, photo)
        backup.photos.append(BackupPhoto(uuid=photo.id, digest=photo.sha256, key=key))


def missing_photos(backup: DraftBackup) -> list[str]:
    """The photos of the draft whose bytes are not here yet."""
    here = {photo.uuid for photo in backup.photos}
    return [photo.id for photo in payloads.Draft.read(backup.body).photos if photo.id not in here]


def take_over(backup: DraftBackup, *, device: str, by: User, at: datetime | None = None) -> DraftTakeover:
    """Somebody goes on with the draft on this device; asking again changes nothing. Raises Finished."""
    if queries.is_finished(backup.visit, backup.uuid):
        raise Finished(backup.uuid)
    if not backup.takeovers or backup.takeovers[-1].device != device:
        backup.takeovers.append(DraftTakeover(device=device, by=by, at=at or now()))
    return backup.takeovers[-1]


def hear(
    uuid: str, report: payloads.Report, *, of: User, device_name: str, at: datetime | None = None
) -> Phone:
    """Take a phone's word for what lies on it, in place of what it said before; only its owner's visits count."""
    db.session.refresh(of, with_for_update=True)  # two pages of one phone speak one after the other
    phone = queries.phone_of(of, uuid)
    if phone is None:
        phone = Phone(uuid=uuid, user=of)
        db.session.add(phone)
    phone.name, phone.build, phone.unsent = device_name, report.build, report.unsent
    phone.installed, phone.persistent = report.installed, report.persistent
    phone.free, phone.skew_ms, phone.seen_at = report.free, report.skew_ms, at or now()
    said = {each.visit: each for each in report.visits}
    own = queries.own_visits(of, list(said))
    before = {each.visit_id: each for each in phone.visits}
    phone.visits = [
        _heard(before.get(number) or PhoneVisit(visit_id=number), said[number]) for number in sorted(own)
    ]
    db.session.flush()
    return phone


def _heard(row: PhoneVisit, said: payloads.OnPhone) -> PhoneVisit:
    row.ready, row.draft, row.rev = said.ready, said.draft, said.rev
    row.answered, row.of, row.saved_at = said.answered, said.of, said.saved_at
    return row


def forget_finished() -> int:
    """Forget copies of drafts that are of no more use, a few at once; gives how many.

    The bytes go first: if the rows then stay, the next turn finds them, while bytes without a row would stay for ever.
    """
    keys = [photo.key for backup in queries.finished_backups(AT_ONCE) for photo in backup.photos]
    db.session.rollback()
    for key in keys:
        storage().delete(key)
    done = queries.finished_backups(AT_ONCE)
    for backup in done:
        db.session.delete(backup)
    return len(done)
