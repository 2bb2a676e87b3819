"""Files that mean harm or are broken, each by its name: what an import has to refuse with one sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from tests.exchange.files import changed, part, word, word_xml, workbook

BODY, SHEET, STRINGS = "word/document.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
ENTITY = "<!DOCTYPE w [<!ENTITY x {}>]>"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@cache
def a_document() -> bytes:
    return word(("Heading 1", "Касса"), "Кассир здоровается первым.")


@cache
def a_workbook(rows: int = 3) -> bytes:
    return workbook(Лист1=[("Критерий",), *(("Здоровается первым",) for _ in range(rows))])


def with_doctype(declaration: str, encoding: str = "utf-8") -> bytes:
    """The document with a declaration of its own before its body."""
    head, _, body = part(a_document(), BODY).decode().partition("?>")
    head = head.replace("UTF-8", encoding)
    return changed(a_document(), {BODY: f"{head}?>{declaration}{body}".encode(encoding)})


def a_million_rows() -> bytes:
    rows = "".join(f'<row r="{n}"><c t="inlineStr"><is><t>a</t></is></c></row>' for n in range(1, 1_000_001))
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
    return changed(a_workbook(), {SHEET: sheet.encode()})


def lying_directory() -> bytes:
    """The directory says that the body is four bytes long."""
    content = bytearray(a_document())
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(BODY.encode()))
    content[at + 24 : at + 28] = (4).to_bytes(4, "little")
    return bytes(content)


def encrypted_zip() -> bytes:
    content = bytearray(a_document())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def nested_tables(depth: int) -> bytes:
    inner = "<w:p/>"
    for _ in range(depth):
        inner = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    document = part(word_xml("<w:p/>"), BODY).decode()
    return changed(a_document(), {BODY: document.replace("<w:sectPr", f"{inner}<w:sectPr", 1).encode()})


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + stream.encode("utf-16-le") + bytes(1000)


# The name of the file, how it is made, and a part of what is said of it.
CORPUS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "zip bomb": ("a.docx", lambda: changed(a_document(), {"word/media/a.png": bytes(300_000_000)}), "far too large"),
    "packed xml": ("a.docx", lambda: changed(a_document(), {"word/b.xml": b"<a>" + b" " * 17_000_000}), "far too large"),
    "many parts": ("a.docx", lambda: changed(a_document(), {f"word/{n}.bin": b"" for n in range(4000)}), "far too large"),
    "lying directory": ("a.docx", lying_directory, "damaged"),
    "internal entities": ("a.docx", lambda: with_doctype(f"<!DOCTYPE w [<!ENTITY l0 'ha'>{LAUGHS}]>"), "entities"),
    "external entity": ("a.docx", lambda: with_doctype(ENTITY.format('SYSTEM "file:///etc/passwd"')), "entities"),
    "external DTD": ("a.docx", lambda: with_doctype('<!DOCTYPE w SYSTEM "http://127.0.0.1/a.dtd">'), "entities"),
    "entity in UTF-16": ("a.docx", lambda: with_doctype(ENTITY.format("'a'"), "utf-16"), "entities"),
    "entity in a table": ("a.xlsx", lambda: changed(a_workbook(), {STRINGS: (ENTITY.format("'a'") + "<a/>").encode()}), "entities"),
    "formula": ("a.xlsx", lambda: workbook(Лист1=[("Критерий",), ("=1+1",)]), "Cell A2 of the sheet “Лист1”"),
    "formula in CSV": ("a.csv", lambda: "Критерий\n=cmd|' /C calc'!A0\n".encode(), "Cell A2"),
    "macros": ("a.docx", lambda: changed(a_document(), {"word/vbaProject.bin": b"a"}), "contains macros"),
    "macros in a table": ("a.xlsx", lambda: changed(a_workbook(), {"xl/vbaProject.bin": b"a"}), "contains macros"),
    "named for macros": ("a.docm", a_document, "may contain macros"),
    "table for macros": ("a.XLSM", a_workbook, "may contain macros"),
    "a million rows": ("a.xlsx", a_million_rows, "more than 5000 rows"),
    "a million lines": ("a.csv", lambda: "Критерий\n".encode() + b"a\n" * 1_000_000, "more than 20000 lines"),
    "many rows of CSV": ("a.csv", lambda: "Критерий\n".encode() + b"a\n" * 6_000, "more than 5000 rows"),
    "password": ("a.docx", lambda: ole("EncryptedPackage"), "password"),
    "password of a zip": ("a.docx", encrypted_zip, "password"),
    "old format": ("a.xlsx", lambda: ole("Workbook"), "old Office format"),
    "cut off": ("a.docx", lambda: a_document()[:-2000], "damaged"),
    "broken within": ("a.docx", lambda: changed(a_document(), {BODY: part(a_document(), BODY)[:-20]}), "damaged"),
    "no relations": ("a.docx", lambda: changed(a_document(), {"_rels/.rels": None}), "damaged"),
    "a PDF": ("a.docx", lambda: b"%PDF-1.7\n", "holds something else"),
    "a table as a text": ("a.docx", a_workbook, "holds something else"),
    "a text as a table": ("a.xlsx", a_document, "holds something else"),
    "an archive as plain text": ("a.txt", a_document, "neither UTF-8"),
    "another encoding": ("a.md", lambda: "Кассир здоровается первым со всеми".encode("koi8-r"), "neither UTF-8"),
    "a way out": ("a.docx", lambda: changed(a_document(), {"../../evil.xml": b"<a/>"}), "tampered"),
    "an absolute way": ("a.docx", lambda: changed(a_document(), {"/etc/evil": b"a"}), "tampered"),
    "a way out of Windows": ("a.docx", lambda: changed(a_document(), {"..\\evil.xml": b"<a/>"}), "tampered"),
    "a huge cell": ("a.xlsx", lambda: workbook(Лист1=[("Критерий",), ("я" * 30_000,)]), "A2 of the sheet “Лист1”"),
    "a huge cell of CSV": ("a.csv", lambda: ("Критерий\n" + "я" * 4_500).encode(), "A2"),
    "a huge paragraph": ("a.docx", lambda: word("я" * 50_000), "paragraph 1"),
    "a huge line": ("a.txt", lambda: b"[" * 100_000, "Line 1"),
    "deep tables": ("a.docx", lambda: nested_tables(80), "nested too deeply"),
    "deep quotes": ("a.md", lambda: b">" * 500 + b"a", "nested too deeply"),
    "nothing": ("a.docx", lambda: b"", "empty"),
    "another kind": ("a.exe", lambda: b"MZ", "can be imported"),
    "no kind": ("../../etc/passwd", lambda: b"root", "can be imported"),
}  # fmt: skip
