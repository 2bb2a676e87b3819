"""The copy that a phone saved: everything in it that is not here yet comes in, once."""

import json
from pathlib import Path

import pytest
from flask_babel import force_locale
from sqlalchemy import select

from app.db import db
from app.storage import storage
from app.sync import rescue
from app.visits.models import Evidence, Submission, Visit
from tests.sync.conftest import Phone
from tests.sync.copied import Files, draft, manifest, packed, sent, unsent
from tests.sync.field import Field, written

WHOLE = "Taken in whole: receipt № 1."
ALREADY = "Was here already: receipt № 1. Nothing was changed."


def bring_in(field: Field, files: Files, *, finish: bool = False) -> list[str]:
    """What is said of each visit of the copy."""
    with field.app.app_context(), force_locale("en"):
        said = []
        for outcome in rescue.bring_in(packed(files), finish=finish, by="quality@example.com"):
            db.session.commit()
            said.append(outcome.sentence)
        return said


def submissions(field: Field) -> list[tuple[str, bool, list[str]]]:
    with field.app.app_context(), force_locale("en"):
        found = db.session.scalars(select(Submission).order_by(Submission.id))
        return [(each.uuid, each.sealed_at is not None, each.flags) for each in found]


@pytest.mark.parametrize("with_manifest", [False, True])
def test_an_unsent_visit_comes_in_and_the_reviewer_sees_how(field: Field, with_manifest: bool) -> None:
    payload = field.payload(photos=2)
    files = unsent(field, payload) | (manifest() if with_manifest else {})
    assert bring_in(field, files) == [WHOLE]
    assert submissions(field) == [(payload["id"], True, ["rescued"])]
    with field.app.app_context(), force_locale("en"):
        visit = db.session.get_one(Visit, field.visit)
        assert (visit.state, visit.submission.by_id) == ("submitted", field.auditor)
        assert visit.scorecard and len(visit.submission.evidence) == 2


def test_a_second_time_changes_nothing(field: Field) -> None:
    files = unsent(field, field.payload(photos=1))
    bring_in(field, files)
    before = submissions(field)
    assert bring_in(field, files) == [ALREADY]
    assert submissions(field) == before


def test_what_came_by_network_meanwhile_is_left_alone(field: Field, phone: Phone) -> None:
    payload = field.payload(photos=1)
    phone.announce(payload)
    phone.send_photo(payload, 0)
    assert bring_in(field, unsent(field, payload)) == [ALREADY]
    assert submissions(field) == [(payload["id"], True, [])]


def test_the_phone_gets_its_receipt_after_the_copy_came_in(field: Field, phone: Phone) -> None:
    payload = field.payload(photos=1)
    bring_in(field, unsent(field, payload))
    answer = phone.announce(payload)
    assert (answer.status_code, answer.json["state"]) == (200, "sealed")


def test_a_copy_brings_the_photos_that_the_network_did_not(field: Field, phone: Phone) -> None:
    payload = field.payload(photos=2)
    phone.announce(payload)
    phone.send_photo(payload, 0)
    assert bring_in(field, unsent(field, payload)) == [WHOLE]
    assert submissions(field) == [(payload["id"], True, ["rescued"])]


def test_a_photo_that_is_not_in_the_copy_is_waited_for(field: Field, phone: Phone) -> None:
    payload = field.payload(photos=2)
    files = unsent(field, payload, without=1)
    assert bring_in(field, files) == ["Taken in, but photos are still missing: 1."]
    assert bring_in(field, files) == ["Was here already, not whole: photos are still missing: 1."]
    assert phone.send_photo(payload, 1).json["state"] == "sealed"
    assert submissions(field) == [(payload["id"], True, ["rescued"])]


def test_other_answers_under_the_same_number_change_nothing(field: Field, phone: Phone) -> None:
    payload = field.payload()
    phone.announce(payload)
    (said,) = bring_in(field, unsent(field, {**payload, "answers": {}}))
    assert said.startswith("Other answers are here under this number")
    assert len(submissions(field)) == 1


def test_a_draft_is_listed_and_submitted_only_when_somebody_says_so(field: Field) -> None:
    payload = field.payload(photos=1)
    files = draft(field, payload)
    assert bring_in(field, files) == ["Not finished on the phone: it was not submitted."]
    assert submissions(field) == []
    assert bring_in(field, files, finish=True) == [WHOLE]
    assert bring_in(field, files, finish=True) == [ALREADY]
    assert submissions(field) == [(payload["id"], True, ["rescued"])]


def test_a_sent_visit_that_the_server_lost_comes_back_while_the_phone_has_it(field: Field) -> None:
    payload = field.payload()
    files = sent(payload, {"no": 7}, body=written(payload))
    assert bring_in(field, files) == [WHOLE]
    assert bring_in(field, files) == [ALREADY]
    gone = field.payload()
    (said,) = bring_in(field, sent(gone, {"no": 8}, body=None))
    assert said == "The phone has a receipt, but the visit is not here and no longer on the phone."


def test_damaged_entries_are_named_and_the_others_go_in(field: Field) -> None:
    good, cut, foreign = field.payload(photos=1), field.payload(), field.payload(visit=4711)
    files = unsent(field, good) | unsent(field, foreign)
    files |= {f"unsent/{cut['id']}.json": written(cut)[:-20], "drafts/odd.json": b"\xff\xfe{"}
    said = bring_in(field, files)
    assert WHOLE in said
    assert "There is no such visit here." in said
    assert any(each.startswith("Damaged, not taken in: the submission: Invalid JSON") for each in said)
    assert "Damaged, not taken in: drafts/odd.json is not JSON." in said
    assert len(submissions(field)) == 1


@pytest.mark.parametrize("content", [b"not a photo", b""])
def test_a_damaged_photo_is_named_and_the_answers_are_safe(field: Field, content: bytes) -> None:
    payload = field.payload(photos=2)
    files = unsent(field, payload)
    name = payload["photos"][0]["id"]
    files[f"photos/{name}.jpg"] = content
    (said,) = bring_in(field, files)
    assert said == (f"Taken in, but photos are still missing: 1. Photo {name} is not the one that was taken.")
    with field.app.app_context(), force_locale("en"):
        assert len(db.session.scalars(select(Evidence)).all()) == 1


def test_without_space_the_answers_and_photos_wait_together(field: Field) -> None:
    field.app.config["MIN_FREE_BYTES"] = 2**60
    files = unsent(field, field.payload(photos=1))
    assert bring_in(field, files) == ["The server has no space for photos: not taken in. Try again later."]
    assert submissions(field) == []
    with field.app.app_context(), force_locale("en"):
        assert list(storage().list("photos")) == []


def test_the_terminal_takes_in_a_copy_and_tells_each_outcome(field: Field, tmp_path: Path) -> None:
    copy = tmp_path / "etalon-1.zip"
    payload = field.payload(photos=1)
    copy.write_bytes(packed(unsent(field, payload)).read())
    told = field.app.test_cli_runner().invoke(args=["sync", "import", str(copy)])
    assert (told.exit_code, told.output.split()) == (
        0,
        f"{payload['id']} visit {field.visit} {WHOLE}".split(),
    )
    copy.write_bytes(json.dumps({}).encode())
    told = field.app.test_cli_runner().invoke(args=["sync", "import", str(copy)])
    assert (told.exit_code, "it is no zip" in told.output) == (1, True)
