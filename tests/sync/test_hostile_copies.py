"""Zips that no phone saved: one sentence, and nothing is changed."""

import io
import struct
import zipfile

import pytest
from flask_babel import force_locale
from sqlalchemy import select

from app.db import db
from app.sync import rescue
from app.sync.archive import Refused
from app.visits.models import Submission
from tests.conftest import SignIn
from tests.sync.copied import Files, manifest, packed, unsent
from tests.sync.field import Field
from tests.visits.made import assigned, filled


def refused(field: Field, file: io.BytesIO) -> str:
    """The sentence; nothing was changed."""
    with field.app.app_context(), force_locale("en"):
        with pytest.raises(Refused) as told:
            for _outcome in rescue.bring_in(file, finish=True, by="test"):
                db.session.commit()
        assert db.session.scalars(select(Submission)).all() == []
    return str(told.value)


def good(field: Field) -> Files:
    return unsent(field, field.payload(photos=1))


NAMES = [
    *("../evil.json", "unsent/../../evil.json", "/etc/passwd", "C:\\evil.json", "unsent\\evil.json"),
    *("unsent/a/b.json", "unsent/nested.zip", "photos/x.svg", "unsent/визит.json", "unsent/a\x00.json"),
    *("unsent/.json", "photos/" + "x" * 200 + ".jpg", "../", "unsent/..json"),
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_no_phone_writes_refuses_the_whole(field: Field, name: str) -> None:
    file = packed(good(field) | {"unsent/REPLACED-NAME.json": b"{}"})
    as_bytes = name.encode()
    content = file.getvalue()
    plain = b"unsent/REPLACED-NAME.json"
    if len(as_bytes) <= len(plain) and "\x00" in name:  # zipfile would not write it
        as_bytes = as_bytes.ljust(len(plain), b"n")
        file = io.BytesIO(content.replace(plain, as_bytes))
    else:
        file = packed(good(field) | {name: b"{}"})
    assert "no phone writes" in refused(field, file)


def test_a_name_in_a_wrong_encoding(field: Field) -> None:
    file = packed(good(field) | {"unsent/aaaa.json": b"{}"})
    assert "no phone writes" in refused(
        field, io.BytesIO(file.getvalue().replace(b"aaaa", b"\xff\xfe\xfa\x80"))
    )


def test_what_is_no_zip_or_half_a_zip(field: Field) -> None:
    whole = packed(good(field)).getvalue()
    for content in (b"", b"not a zip", whole[: len(whole) // 2], whole[:-30], b"PK\x05\x06" + b"\xff" * 18):
        assert refused(field, io.BytesIO(content)) in {
            "This is not a copy that a phone saved: it is no zip, or it is cut off.",
            "The copy is larger than the server takes.",
        }


def test_a_bomb_is_refused_by_what_it_says_of_itself(field: Field) -> None:
    field.app.config["MAX_RESCUE_BYTES"] = 1_000_000
    bomb = packed({"photos/bomb.jpg": b"\0" * 5_000_000}, zipfile.ZIP_DEFLATED)
    assert len(bomb.getvalue()) < 10_000
    assert refused(field, bomb) == "The copy is larger than the server takes."


def test_a_bomb_that_lies_about_itself_is_stopped_on_the_way(field: Field) -> None:
    payload = field.payload()
    name = f"unsent/{payload['id']}.json"
    field.app.config["MAX_ANSWERS_BYTES"] = 100_000
    bomb = packed({name: b"\0" * 5_000_000}, zipfile.ZIP_DEFLATED).getvalue()
    lying = io.BytesIO(bomb.replace(struct.pack("<I", 5_000_000), struct.pack("<I", 50)))
    with field.app.app_context(), force_locale("en"):
        (said,) = rescue.bring_in(lying, finish=True, by="test")
    assert said.sentence.startswith(f"Damaged, not taken in: {name}")


@pytest.mark.parametrize("entries", [100_000])
def test_a_list_of_entries_that_would_fill_the_memory(field: Field, entries: int) -> None:
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65_535, 65_535, entries * 60, 0, 0)
    assert refused(field, io.BytesIO(b"\0" * 1000 + end)) == "The copy is larger than the server takes."


def test_a_locked_zip(field: Field) -> None:
    content = bytearray(packed(good(field)).getvalue())
    for signature, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        content[content.index(signature) + at] |= 1
    assert "locked with a password" in refused(field, io.BytesIO(content))


def test_the_same_name_twice(field: Field) -> None:
    content = packed(good(field) | {"drafts/a.json": b"{}", "drafts/b.json": b"{}"}).getvalue()
    twice = io.BytesIO(content.replace(b"drafts/b.json", b"drafts/a.json"))
    assert refused(field, twice) == "The copy holds the same name twice."


def test_a_copy_of_a_newer_app(field: Field) -> None:
    assert "newer version" in refused(field, packed(good(field) | manifest(format=2)))


def test_what_a_computer_adds_when_it_packs_again_is_passed_over(field: Field) -> None:
    files = good(field) | {"photos/": b"", "__MACOSX/._x": b"\0", "unsent/.DS_Store": b"\0"}
    with field.app.app_context(), force_locale("en"):
        (said,) = rescue.bring_in(packed(files, zipfile.ZIP_DEFLATED), finish=False, by="test")
        assert said.sentence.startswith("Taken in whole")


def test_the_page_tells_each_outcome_and_refuses_with_a_sentence(app, cast, sign_in: SignIn) -> None:
    with app.app_context():
        visit, pictures = assigned(cast), {}
        payload = filled(visit, {}, pictures, visit.deadline)
        db.session.commit()
    copy = packed(unsent(Field(app, 0, 0, 0, pictures), payload))
    quality = sign_in("quality")
    page = quality.post("/rescue/import", {"copy": (copy, "copy.zip")})
    assert (page.status_code, "Taken in whole: receipt №" in page.text) == (200, True)
    page = quality.post("/rescue/import", {"copy": (io.BytesIO(b"no"), "copy.zip")})
    assert (page.status_code, "it is no zip, or it is cut off" in page.text) == (422, True)
    page = quality.post("/rescue/import", {})
    assert page.status_code == 422


@pytest.mark.parametrize("who, status", [("quality", 422), ("auditor", 413)])
def test_only_who_takes_in_copies_may_send_so_much(app, sign_in: SignIn, who: str, status: int) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000
    visitor = sign_in(who)
    body = {"copy": (io.BytesIO(b"x" * 5000), "copy.zip"), "csrf_token": visitor.token}
    assert visitor.client.post("/rescue/import", data=body).status_code == status
