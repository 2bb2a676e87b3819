"""Copies of drafts: kept rev by rev, given to another device after an explicit step, forgotten once of no more use."""

import hashlib
import uuid
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.db import db
from app.storage import storage
from app.sync.models import BackupPhoto, DraftBackup, DraftTakeover
from app.visits import states
from app.visits.models import Evidence, Visit
from tests.sync.conftest import Phone
from tests.sync.draft import OTHER_PHONE, draft, report
from tests.sync.field import Field, picture, written


def copy(phone: Phone, content: dict[str, Any]) -> TestResponse:
    return phone.send("PUT", f"/api/drafts/{content['id']}", written(content))


def copy_photo(
    phone: Phone, content: dict[str, Any], number: int = 0, body: bytes | None = None
) -> TestResponse:
    name = content["photos"][number]["id"]
    sent = phone.field.photos[name] if body is None else body
    return phone.send("PUT", f"/api/drafts/{content['id']}/photos/{name}", sent)


def take_over(phone: Phone, content: dict[str, Any], device: str = OTHER_PHONE) -> TestResponse:
    return phone.send("POST", f"/api/drafts/{content['id']}/takeover", written({"device": device}))


def get(phone: Phone, path: str) -> TestResponse:
    return phone.client.get(f"/api/drafts/{path}")


def offered(phone: Phone) -> list[dict[str, Any]]:
    (visit,) = phone.client.get("/api/assignments").json["assignments"]
    return visit["drafts"]


def test_the_newest_state_is_kept_and_never_goes_back(field: Field, phone: Phone) -> None:
    first = draft(field)
    assert copy(phone, first).json == {"rev": 1, "missing": []}
    newer = {**first, "rev": 5, "answers": {"COU-01": {"value": "no"}}}
    assert copy(phone, newer).json == {"rev": 5, "missing": []}
    late = copy(phone, {**first, "rev": 4, "answers": {}})
    assert (late.status_code, late.json["rev"]) == (200, 5)
    assert copy(phone, {**newer, "answers": {}}).json["rev"] == 5
    assert get(phone, first["id"]).data == written(newer)


def test_a_copied_draft_means_that_the_visit_is_under_way(field: Field, phone: Phone) -> None:
    copy(phone, draft(field))
    copy(phone, draft(field))
    with field.app.app_context():
        events = [event.state for event in db.session.get_one(Visit, field.visit).events]
    assert events == [states.ASSIGNED, states.STARTED]


def test_photos_come_back_byte_for_byte_and_only_as_a_file(field: Field, phone: Phone) -> None:
    content = draft(field, photos=2)
    names = [photo["id"] for photo in content["photos"]]
    assert copy(phone, content).json["missing"] == names
    assert copy_photo(phone, content, 1).json == {"rev": 1, "missing": names[:1]}
    assert copy_photo(phone, content, 1).json["missing"] == names[:1]
    answer = get(phone, f"{content['id']}/photos/{names[1]}")
    assert answer.data == field.photos[names[1]]
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == "attachment"
    assert get(phone, f"{content['id']}/photos/{names[0]}").status_code == 404
    assert phone.client.get(f"/visits/photos/{names[1]}").status_code == 404
    with field.app.app_context():
        assert db.session.scalars(select(Evidence)).all() == []


def test_a_photo_must_be_the_announced_one_and_a_photo(field: Field, phone: Phone) -> None:
    content = draft(field, photos=1)
    copy(phone, content)
    answer = copy_photo(phone, content, body=picture(7))
    assert (answer.status_code, answer.json["code"]) == (409, "photo_conflict")
    other = {**content["photos"][0], "sha256": hashlib.sha256(b"<svg/>").hexdigest()}
    copy(phone, {**content, "rev": 2, "photos": [other]})
    answer = copy_photo(phone, content, body=b"<svg/>")
    assert (answer.status_code, answer.json["code"]) == (422, "unusable")
    stranger = {**content, "photos": [{**other, "id": str(uuid.uuid4())}]}
    assert copy_photo(phone, stranger, body=b"<svg/>").status_code == 404


def test_a_strangers_draft_does_not_exist(field: Field, phone: Phone, strangers_phone: Phone) -> None:
    content = draft(field, photos=1)
    assert copy(strangers_phone, content).status_code == 404
    copy(phone, content)
    copy_photo(phone, content)
    assert copy(strangers_phone, {**content, "rev": 9}).status_code == 404
    assert copy_photo(strangers_phone, content).status_code == 404
    assert get(strangers_phone, content["id"]).status_code == 404
    assert get(strangers_phone, f"{content['id']}/photos/{content['photos'][0]['id']}").status_code == 404
    assert take_over(strangers_phone, content).status_code == 404
    assert get(phone, content["id"]).json["rev"] == 1


@pytest.mark.parametrize("change", [{"format": 2}, {"rev": 0}, {"device": "a phone"}, {"visit": "x"}])
def test_a_malformed_draft_says_where(field: Field, phone: Phone, change: dict[str, Any]) -> None:
    answer = copy(phone, draft(field, **change))
    assert (answer.status_code, answer.json["code"]) == (400, "malformed")
    assert next(iter(change)) in answer.json["message"]


def test_the_step_to_another_device_is_recorded_and_told_to_the_first(field: Field, phone: Phone) -> None:
    content = draft(field, photos=1)
    copy(phone, content)
    assert take_over(phone, content).data == written(content)
    take_over(phone, content)
    answer = copy(phone, {**content, "rev": 2})
    assert (answer.status_code, answer.json["code"]) == (409, "taken_over")
    assert answer.json["at"]
    assert copy_photo(phone, content).json["code"] == "taken_over"
    with field.app.app_context():
        (step,) = db.session.scalars(select(DraftTakeover)).all()
        assert (step.device, step.by_id) == (OTHER_PHONE, field.auditor)
        assert step.backup.rev == 1


def test_other_devices_learn_of_a_draft_until_it_is_continued(field: Field, phone: Phone) -> None:
    content = draft(field, photos=1)
    copy(phone, content)
    (seen,) = offered(phone)
    said = {name: seen[name] for name in ("id", "rev", "answered", "photos", "missing", "device")}
    assert said == {
        "id": content["id"],
        "rev": 1,
        "answered": 2,
        "photos": 0,
        "missing": 1,
        "device": content["device"],
    }
    take_over(phone, content)
    assert [each["id"] for each in offered(phone)] == [content["id"]], "the step may still fail on the device"
    later = draft(field, device=OTHER_PHONE, continues=content["id"])
    copy(phone, later)
    assert [each["id"] for each in offered(phone)] == [later["id"]]


def test_a_returned_visit_does_not_offer_what_is_older_than_its_submission(
    field: Field, phone: Phone
) -> None:
    copy(phone, draft(field))
    phone.announce(field.payload())
    with field.app.app_context():
        visit = db.session.get_one(Visit, field.visit)
        visit.become(states.RETURNED, by=None, reason="photo")
        db.session.commit()
    assert offered(phone) == []
    later = draft(field)
    copy(phone, later)
    assert [each["id"] for each in offered(phone)] == [later["id"]]
    (visit,) = phone.client.get("/api/assignments").json["assignments"]
    assert (visit["state"], visit["returned"]["reason"]) == (states.STARTED, "A photo is missing or unclear")


def test_a_copy_is_forgotten_once_its_submission_is_sealed(field: Field, phone: Phone) -> None:
    sent, other = draft(field, photos=1), draft(field, photos=1)
    for content in (sent, other):
        copy(phone, content)
        copy_photo(phone, content)
    assert len(_files(field)) == 2
    payload = {**field.payload(), "id": sent["id"], "photos": sent["photos"]}
    phone.announce(payload)
    phone.report(report(field))
    assert len(_files(field)) == 2, "its photo has not arrived yet"
    phone.send_photo(payload, 0)
    phone.report(report(field))
    assert len(_files(field)) == 1
    with field.app.app_context():
        assert [each.uuid for each in db.session.scalars(select(DraftBackup))] == [other["id"]]
        assert len(db.session.scalars(select(BackupPhoto)).all()) == 1
    answer = copy(phone, {**sent, "rev": 8})
    assert (answer.status_code, answer.json["code"]) == (409, "finished")


def test_copies_are_forgotten_when_the_visit_is_decided(field: Field, phone: Phone) -> None:
    content = draft(field, photos=1)
    copy(phone, content)
    copy_photo(phone, content)
    take_over(phone, content)
    with field.app.app_context():
        db.session.get_one(Visit, field.visit).become(states.CANCELLED, by=None)
        db.session.commit()
    assert copy_photo(phone, content).json["code"] == "finished"
    phone.report(report(field))
    assert _files(field) == []
    with field.app.app_context():
        for model in (DraftBackup, BackupPhoto, DraftTakeover):
            assert db.session.scalars(select(model)).all() == []
    assert copy(phone, {**content, "rev": 2}).json["code"] == "finished"


def _files(field: Field) -> list[str]:
    with field.app.app_context():
        folder: Path | None = storage().folder
        assert folder
        return [path.name for path in (folder / "drafts").rglob("*") if path.is_file()]
