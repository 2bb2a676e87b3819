"""A file made to do harm, or that is no form at all, gets one clear sentence."""

import io
import zipfile
from collections.abc import Callable

import pytest

from app.exchange.refusals import Refusal
from app.exchange.xlsform.reading import read_xlsform
from tests.exchange.book import SURVEY, book

SHEET = "xl/worksheets/sheet1.xml"
GOOD = book((SURVEY, ("text", "q", "Words")))
FORM = "<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>type</t></is></c></row>"


def changed(change: Callable[[bytes], bytes], name: str = SHEET, **more: bytes) -> bytes:
    """The good form with one of its parts changed, and others beside it."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(GOOD)) as read,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for part in read.namelist():
            made.writestr(part, change(read.read(part)) if part == name else read.read(part))
        for part, content in more.items():
            made.writestr(part, content)
    return written.getvalue()


def sheet_of(rows: str) -> bytes:
    return changed(
        lambda old: old.split(b"<sheetData>")[0] + (FORM + rows + "</sheetData></worksheet>").encode()
    )


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
HOSTILE = {
    "no zip at all": (b"type,name,label\n", "holds something else"),
    "nothing": (b"", "holds something else"),
    "the old format": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office format"),
    "a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60) + "EncryptedPackage".encode("utf-16-le"),
        "protected by a password",
    ),
    "half a file": (GOOD[: len(GOOD) // 2], "damaged"),
    "no XML in a sheet": (changed(lambda _: b"<worksheet>"), "damaged"),
    "not the XML of a sheet": (changed(lambda _: b"<worksheet xmlns='x'/>"), "asks nothing"),
    "entities": (changed(lambda old: ENTITIES + old.partition(b"?>")[2]), "declares entities"),
    "macros": (changed(bytes, **{"xl/vbaProject.bin": b"x"}), "contains macros"),
    "rows without end": (sheet_of("<row/>" * 6_000), "more than 5000 rows"),
    "a row far down": (
        sheet_of("<row r='1048576'><c r='A1048576'><v>1</v></c></row>"),
        "more than 5000 rows",
    ),
    "a column far out": (sheet_of("<row r='2'><c r='XFD2'><v>1</v></c></row>"), "row 2, column “XFD”"),
    "an error": (
        sheet_of("<row r='2'><c r='A2' t='e'><v>#REF!</v></c></row>"),
        "a formula, a date or an error",
    ),
}


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(Refusal, match="far too large"):
        read_xlsform(changed(bytes, **{"xl/media/big.xml": b"<a>" + bytes(210_000_000)}))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_one_sentence(name: str) -> None:
    content, sentence = HOSTILE[name]
    with pytest.raises(Refusal, match=sentence) as wrong:
        read_xlsform(content)
    assert str(wrong.value).count("\n") == 0


def test_the_form_behind_them_is_a_good_one() -> None:
    assert [each.name for each in read_xlsform(changed(bytes)).questions()] == ["q"]
