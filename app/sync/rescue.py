"""The copy that a phone saved as a zip, read back in: through the same door as by network, and as often as one likes.

What is in it was made by somebody's device and may have been through anybody's hands: the whole is refused when
it is not what a phone writes, an entry is named when it is damaged, and the other entries go in.
"""

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO, Any

from flask import current_app
from flask_babel import gettext as _

from app.db import db
from app.storage import NoSpace, need_space
from app.sync.archive import PIECE, Archive, Damaged
from app.sync.bodies import most_bytes
from app.visits import intake, queries
from app.visits.models import Submission, Visit
from app.visits.payload import Payload, Photo, Unreadable, digest, read_payload
from app.visits.photos import NotAPhoto
from app.visits.voices import NotAVoice

Stored = intake.StoredPhoto | intake.StoredVoice


@dataclass(frozen=True)
class Outcome:
    """What happened to one entry: its id, the number of its visit as far as it says one, and a sentence."""

    id: str
    visit: int | None
    sentence: str
    changed: bool = False


@dataclass(frozen=True)
class _Entry:
    """A submission to take in: its bytes and what they say."""

    body: bytes
    payload: Payload


def bring_in(file: IO[bytes], *, finish: bool, by: str) -> Iterator[Outcome]:
    """Take in every visit of the copy that is not here yet, on behalf of its assessor; one outcome at a time.

    The caller commits after each. `finish` submits drafts too, as they are; `by` is written into the log.
    Raises archive.Refused before anything is changed.
    """
    most = int(current_app.config["MAX_RESCUE_BYTES"])
    with Archive(file, most=most) as archive:
        copy = _Copy(archive)
        takes: dict[str, Callable[[str, str], Outcome]] = {
            "unsent": copy.unsent,
            "drafts": partial(copy.draft, finish=finish),
            "sent": copy.sent,
        }
        for folder, take in takes.items():
            for name in archive.names(folder):
                yield copy.outcome(name, take, by)


class _Copy:
    """The visits of an opened copy: each of three kinds, each of which becomes an outcome."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def outcome(self, name: str, take: Callable[[str, str], Outcome], by: str) -> Outcome:
        """What became of one entry; whatever was begun with a damaged one is undone."""
        id = name.split("/")[1].removesuffix(".json")
        try:
            made = take(name, id)
        except (Damaged, Unreadable, UnicodeEncodeError) as problem:
            db.session.rollback()
            return Outcome(id, None, _("Damaged, not taken in: %(problem)s", problem=str(problem)))
        except NoSpace:
            db.session.rollback()
            return Outcome(id, None, _("The server has no space for photos: not taken in. Try again later."))
        if made.changed:
            current_app.logger.info(
                "rescued by %s: %s of visit %s, %s", by, made.id, made.visit, made.sentence
            )
        return made

    def unsent(self, name: str, _id: str) -> Outcome:
        """A finished visit, frozen: the bytes that are sent and signed for."""
        body = self.archive.read(name, int(current_app.config["MAX_ANSWERS_BYTES"]))
        return self._take_in(_Entry(body, read_payload(body)))

    def draft(self, name: str, id: str, *, finish: bool) -> Outcome:
        """A visit that was not finished: shown, or submitted as it is when somebody decides so."""
        row = self.archive.json(name)
        known = queries.submission_by_uuid(id)
        if known and known.sealed_at:
            return _already(known)
        visit = row.get("visit") if isinstance(row.get("visit"), int) else None
        if not finish:
            return Outcome(id, visit, _("Not finished on the phone: it was not submitted."))
        return self._take_in(self._finished(row))

    def sent(self, name: str, id: str) -> Outcome:
        """A visit for which the phone has a receipt: here it must be, or be taken in again."""
        row = self.archive.json(name)
        known = queries.submission_by_uuid(id)
        if known and known.sealed_at:
            return _already(known)
        item = row.get("item")
        if isinstance(item, dict) and isinstance(item.get("body"), str):
            body = item["body"].encode()
            return self._take_in(_Entry(body, read_payload(body)))
        visit = row.get("visit") if isinstance(row.get("visit"), int) else None
        return Outcome(
            id, visit, _("The phone has a receipt, but the visit is not here and no longer on the phone.")
        )

    def _finished(self, row: dict[str, Any]) -> _Entry:
        """A draft as if it had been finished when it was last saved: the same draft always gives the same bytes."""
        said = {key: value for key, value in row.items() if key in Payload.model_fields and value is not None}
        photos = row.get("photos") if isinstance(row.get("photos"), list) else []
        here = [
            each
            for each in photos or []
            if isinstance(each, dict) and self.archive.name_of_photo(each.get("id"))
        ]
        content = {**said, "photos": here, "format": 1, "finished_at": row.get("updated_at")}
        body = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        return _Entry(body, read_payload(body))

    def _take_in(self, entry: _Entry) -> Outcome:
        """Through the door of the network: announced, its photos received, sealed when whole."""
        payload = entry.payload
        visit = db.session.get(Visit, payload.visit)
        known = queries.submission_by_uuid(payload.id)
        if visit is None:
            return Outcome(payload.id, payload.visit, _("There is no such visit here."))
        if known and known.digest != digest(entry.body):
            return _other_answers(payload)
        if known and known.sealed_at:
            return _already(known)
        wanted = intake.missing_photos(known, payload) if known else [photo.id for photo in payload.photos]
        db.session.rollback()  # nobody waits for us while photos are made anew
        here, problems = self._photos([photo for photo in payload.photos if photo.id in wanted])
        visit = db.session.get_one(Visit, payload.visit)
        try:
            submission, new = intake.announce(entry.body, by=visit.assessor)
            for photo, stored in here:
                intake.receive_photo(submission, photo, stored)
        except (intake.Conflict, LookupError):
            db.session.rollback()
            return _other_answers(payload)
        return _taken_in(submission, payload, changed=new or bool(here), problems=problems)

    def _photos(self, wanted: list[Photo]) -> tuple[list[tuple[Photo, Stored]], list[str]]:
        """Those of the photos and voice notes that are in the copy, stored, and a sentence for each damaged one."""
        stored, problems = [], []
        for photo in wanted:
            name = self.archive.name_of_photo(photo.id)
            if name is None:
                continue
            try:
                stored.append((photo, self._stored(photo, name)))
            except Damaged as problem:
                problems.append(str(problem))
        return stored, problems

    def _stored(self, photo: Photo, name: str) -> Stored:
        need_space()
        with tempfile.SpooledTemporaryFile(PIECE, dir=current_app.config["INSTANCE"]) as file:
            if self.archive.unpack(name, file, most_bytes(photo)) != photo.sha256:
                raise Damaged(_("Photo %(id)s is not the one that was taken.", id=photo.id))
            file.seek(0)
            try:
                return intake.store(photo, file)
            except NotAPhoto:
                raise Damaged(_("Photo %(id)s is not a photo we can read.", id=photo.id)) from None
            except NotAVoice:
                raise Damaged(_("Voice note %(id)s is not one we can take.", id=photo.id)) from None


def _already(known: Submission) -> Outcome:
    sentence = _("Was here already: receipt № %(number)s. Nothing was changed.", number=known.id)
    return Outcome(known.uuid, known.visit_id, sentence)


def _other_answers(payload: Payload) -> Outcome:
    sentence = _("Other answers are here under this number, or the photos of others. Nothing was changed.")
    return Outcome(payload.id, payload.visit, sentence)


def _taken_in(submission: Submission, payload: Payload, *, changed: bool, problems: list[str]) -> Outcome:
    if changed and "rescued" not in submission.flags:
        submission.flags = [*submission.flags, "rescued"]
    db.session.flush()
    missing = len(intake.missing_photos(submission, payload))
    if submission.sealed_at:
        sentence = _("Taken in whole: receipt № %(number)s.", number=submission.id)
    elif changed:
        sentence = _("Taken in, but photos are still missing: %(n)s.", n=missing)
    else:
        sentence = _("Was here already, not whole: photos are still missing: %(n)s.", n=missing)
    return Outcome(submission.uuid, submission.visit_id, " ".join([sentence, *problems]), changed)
