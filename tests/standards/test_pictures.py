"""Reference pictures: shapes alone, small, told in words; part of the document once it is read."""

import base64
import io
from pathlib import Path

import pytest
from PIL import Image

from app.standards.pictures import FOLDER, MOST_BYTES, Unfit, inert_svg, plain_jpeg
from app.standards.reading import read_document
from tests.standards.small_folder import CHAPTER, SmallFolder

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"{}>'
SHELF = (HEAD.format("") + '<path d="M0 1h4" stroke="#123456"/></svg>').encode()
WITH = '        picture: {file: FILE, alt: {ru: "Полка", en: "A shelf"}}\n        kind: scale\n'


def shown(folder: SmallFolder, file: str, content: bytes | None) -> SmallFolder:
    """The folder with a picture beside its second criterion."""
    folder.change_criterion(2, "        kind: scale\n", WITH.replace("FILE", file))
    if content is not None:
        (folder.path / FOLDER).mkdir()
        (folder.path / FOLDER / file).write_bytes(content)
    return folder


def jpeg(**saved: object) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (8, 6)).save(written, "JPEG", **saved)
    return written.getvalue()


@pytest.mark.parametrize(("file", "content"), [("shelf.svg", SHELF), ("shelf.jpg", jpeg())])
def test_a_picture_is_read_into_the_document_and_travels_with_it(
    folder: SmallFolder, file: str, content: bytes
) -> None:
    picture = read_document(shown(folder, file, content).path).criterion("COU-02").picture
    assert picture and picture.alt.in_("ru") == "Полка"
    assert base64.b64decode(picture.address.partition(",")[2]) == content
    assert picture.address.startswith(f"data:image/{'svg+xml' if file.endswith('svg') else 'jpeg'};")


def test_a_picture_that_is_not_there_is_named_with_its_line(folder: SmallFolder) -> None:
    [problem] = shown(folder, "shelf.svg", None).problems()
    line = folder.line(CHAPTER, "picture: {file")
    assert problem.startswith(f"checklists/{CHAPTER}:{line} COU-02: picture shelf.svg: No such file")


@pytest.mark.parametrize("file", ["../secret.svg", "shelf.png", "shelf", "Shelf.svg"])
def test_only_plain_names_of_svg_and_jpeg_are_taken(folder: SmallFolder, file: str) -> None:
    [problem] = shown(folder, file, None).problems()
    assert "picture.file" in problem


def test_a_picture_too_heavy_for_a_phone_is_refused(folder: SmallFolder) -> None:
    content = SHELF.replace(b"M0 1h4", b"M0 1" + b"h1" * MOST_BYTES[".svg"])
    [problem] = shown(folder, "shelf.svg", content).problems()
    assert "more than 8192" in problem


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<path d="M0 0" onload="alert(1)"/>',
        '<image href="https://example.org/a.png"/>',
        '<a href="https://example.org"><path d="M0 0"/></a>',
        '<use href="#a"/>',
        "<foreignObject/>",
        "<style>*{}</style>",
        '<path d="M0 0" style="fill:red"/>',
        '<path d="M0 0" fill="url(#a)"/>',
        '<path d="M0 0" fill="url(https://example.org/a)"/>',
        '<animate attributeName="d"/>',
        '<text x="1" y="1">Words</text>',
        '<x:path xmlns:x="http://example.org/" d="M0 0"/>',
        '<path xmlns:x="http://www.w3.org/1999/xlink" x:href="#a"/>',
        "<!-- a comment -->",
        "<path",
    ],
)
def test_nothing_that_can_act_or_call_out_is_a_picture(inside: str) -> None:
    with pytest.raises(Unfit):
        inert_svg((HEAD.format("") + inside + "</svg>").encode())


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SHELF,
        b'<?xml-stylesheet href="a.css"?>' + SHELF,
        SHELF.replace(b' viewBox="0 0 4 3"', b""),
        b"<html/>",
        HEAD.format(' onload="alert(1)"').encode() + b"</svg>",
        jpeg(),
        b"",
    ],
)
def test_what_is_around_the_shapes_is_looked_at_too(content: bytes) -> None:
    inert_svg(SHELF)
    with pytest.raises(Unfit):
        inert_svg(content)


def test_a_jpeg_says_nothing_of_where_it_was_taken() -> None:
    plain_jpeg(jpeg())
    says = Image.Exif()
    says[0x010F] = "A camera"
    for content in (jpeg(exif=says), SHELF, jpeg()[:-40]):
        with pytest.raises(Unfit):
            plain_jpeg(content)


def test_every_picture_that_lies_in_the_folder_is_shown_somewhere() -> None:
    folder = Path(__file__).parents[2] / "checklists"
    shown_ones = {each.picture.file for each in read_document(folder).criteria() if each.picture}
    assert shown_ones == {path.name for path in (folder / FOLDER).iterdir()}
