"""A voice note travels among the photos, is kept as it was recorded, and is counted as no photo anywhere."""

import pytest
from sqlalchemy import select

from app.db import db
from app.storage import storage
from app.sync import rescue
from app.visits.models import Evidence, Submission, Visit
from app.visits.payload import Payload
from app.waves.models import Wave
from tests.days import today
from tests.sync.conftest import Phone
from tests.sync.copied import draft as copied_draft
from tests.sync.copied import manifest, packed, unsent
from tests.sync.draft import draft
from tests.sync.field import Field, picture, written
from tests.sync.voice import RECORDINGS, WEBM, spoken, voice


@pytest.mark.parametrize("suffix", list(RECORDINGS))
def test_it_is_kept_unaltered_and_signed_for_with_the_rest(field: Field, phone: Phone, suffix: str) -> None:
    payload = spoken(field, RECORDINGS[suffix], photos=1)
    phone.announce(payload)
    assert phone.send_photo(payload, 0).json["state"] == "arriving"
    receipt = phone.send_photo(payload, 1).json["receipt"]
    note = payload["photos"][1]
    assert receipt["photos"][1] == {"id": note["id"], "sha256": note["sha256"]}
    with field.app.app_context():
        kept = db.session.scalars(select(Evidence).where(Evidence.uuid == note["id"])).one()
        assert (kept.kind, kept.seconds, kept.width, kept.key[-len(suffix) :]) == ("voice", 42, None, suffix)
        assert storage().get(kept.key) == RECORDINGS[suffix]


MATROSKA = WEBM.replace(b"\x84webm", b"\x88matroska")


@pytest.mark.parametrize(
    "other", [b"<!doctype html><script>", b"RIFF\x00\x00\x00\x00WAVEfmt ", MATROSKA, b"%PDF-1.7 ", picture()]
)
def test_what_is_no_recording_is_refused_and_the_phone_is_told(
    field: Field, phone: Phone, other: bytes
) -> None:
    payload = spoken(field, other)
    phone.announce(payload)
    answer = phone.send_photo(payload, 0)
    assert (answer.status_code, answer.json["code"]) == (422, "unusable")
    assert "voice note" in answer.json["message"]


def test_a_recording_announced_as_a_photo_is_refused(field: Field, phone: Phone) -> None:
    payload = spoken(field)
    payload["photos"][0]["kind"] = "photo"
    phone.announce(payload)
    assert phone.send_photo(payload, 0).status_code == 422


def test_one_that_is_too_large_is_refused_before_it_is_read(field: Field, phone: Phone) -> None:
    field.app.config["MAX_VOICE_BYTES"] = len(WEBM) - 1
    payload = spoken(field)
    phone.announce(payload)
    assert phone.send_photo(payload, 0).status_code == 413


def test_it_answers_no_question_that_asks_for_a_picture(field: Field) -> None:
    payload = field.payload()
    said = Payload.model_validate({**payload, "photos": [voice(question="COU-10")]})
    seen = Payload.model_validate({**payload, "photos": [{**voice(question="COU-10"), "kind": "photo"}]})
    assert said.answer("COU-10").value is None and "COU-10" not in said.responses()
    assert seen.answer("COU-10").value == [seen.photos[0].id]


@pytest.mark.parametrize("allowed", [True, False])
def test_one_that_the_programme_does_not_allow_is_kept_and_the_reviewer_is_told(
    field: Field, phone: Phone, allowed: bool
) -> None:
    with field.app.app_context():
        day = today()
        wave = Wave(name="W", purpose="p", notice="n", starts_on=day, ends_on=day, allows_voice=allowed)
        db.session.get_one(Visit, field.visit).wave = wave
        db.session.commit()
    payload = spoken(field)
    phone.announce(payload)
    assert phone.send_photo(payload, 0).json["state"] == "sealed"
    with field.app.app_context():
        assert ("voice" in db.session.scalars(select(Submission)).one().flags) is not allowed


def test_the_copy_of_a_draft_has_it_byte_for_byte(field: Field, phone: Phone) -> None:
    content = draft(field)
    content["photos"] = spoken(field)["photos"]
    address = f"/api/drafts/{content['id']}"
    assert phone.send("PUT", address, written(content)).json["missing"] == [content["photos"][0]["id"]]
    place = f"{address}/photos/{content['photos'][0]['id']}"
    assert phone.send("PUT", place, WEBM).json["missing"] == []
    assert phone.client.get(place).data == WEBM


def test_the_copy_of_a_draft_takes_nothing_that_is_no_recording(field: Field, phone: Phone) -> None:
    content = draft(field)
    content["photos"] = spoken(field, picture())["photos"]
    address = f"/api/drafts/{content['id']}"
    phone.send("PUT", address, written(content))
    assert phone.send("PUT", f"{address}/photos/{content['photos'][0]['id']}", picture()).status_code == 422


@pytest.mark.parametrize("finished", [True, False])
def test_it_comes_in_with_the_copy_that_a_phone_saved(field: Field, finished: bool) -> None:
    payload = spoken(field, photos=1)
    files = unsent(field, payload) if finished else copied_draft(field, payload)
    [note] = [name for name in files if payload["photos"][1]["id"] in name]
    files = {name.replace(".jpg", ".webm") if name == note else name: each for name, each in files.items()}
    with field.app.test_request_context():
        [outcome] = rescue.bring_in(packed({**files, **manifest()}), finish=True, by="test")
        db.session.commit()
        assert outcome.changed and db.session.scalars(select(Submission)).one().sealed_at
        assert {each.kind for each in db.session.scalars(select(Evidence))} == {"photo", "voice"}


def test_photos_are_looked_through_once_however_many_questions_there_are(field: Field) -> None:
    class Counted(list):
        looks = 0

        def __iter__(self):
            Counted.looks += 1
            return super().__iter__()

    payload = Payload.model_validate(field.payload(photos=3))
    payload.__dict__["photos"] = Counted(payload.photos)
    payload.responses()
    assert len(payload.responses()) == 2 and Counted.looks == 1
