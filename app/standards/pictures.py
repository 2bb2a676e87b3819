"""Reference pictures of a document: what is expected, drawn; files of a closed shape in which nothing can act."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image

from app.standards.criterion import Picture

FOLDER = "standards/pictures"
MOST_BYTES = {".svg": 8_192, ".jpg": 32_768}  # a picture travels inside the form, to every phone
SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = frozenset(
    {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title"}
)
ATTRIBUTES = frozenset(
    {
        *("viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "d"),
        *("points", "transform", "fill", "fill-rule", "stroke", "stroke-width", "stroke-linecap"),
        *("stroke-linejoin", "stroke-dasharray", "opacity"),
    }
)
PLAIN = re.compile(r"[-#%.,()\w\s]*")  # numbers, names of colours, transforms: no address, no rule of style


class Unfit(ValueError):
    """The file is no picture we take; the sentence says why."""


def with_content(picture: Picture, folder: Path) -> Picture:
    """The picture with the bytes of its file, checked. Raises Unfit, or OSError when there is no such file."""
    path = folder / FOLDER / picture.file
    content = path.read_bytes()
    most = MOST_BYTES[path.suffix]
    if len(content) > most:
        raise Unfit(f"{picture.file} has {len(content)} bytes, more than {most}")
    look_at = inert_svg if path.suffix == ".svg" else plain_jpeg
    look_at(content)
    return picture.model_copy(update={"content": base64.b64encode(content).decode()})


def inert_svg(content: bytes) -> None:
    """Raises Unfit unless the bytes are a drawing of shapes alone: no script, style, text, address or entity."""
    if b"<!" in content or b"<?" in content:
        raise Unfit("a picture has neither declarations nor comments")
    try:
        root = ElementTree.fromstring(content)  # noqa: S314  (what could be declared was refused above)
    except ElementTree.ParseError as wrong:
        raise Unfit(f"not SVG: {wrong}") from None
    if root.tag != f"{SVG}svg" or not root.get("viewBox"):
        raise Unfit("a picture is an <svg> with a viewBox")
    for element in root.iter():
        name = str(element.tag).removeprefix(SVG)
        if name not in ELEMENTS or "{" in name:
            raise Unfit(f"<{name}> has no place in a picture")
        for attribute, value in element.attrib.items():
            if attribute not in ATTRIBUTES or not PLAIN.fullmatch(value) or "url" in value:
                raise Unfit(f'{attribute}="{value}" has no place in a picture')


def plain_jpeg(content: bytes) -> None:
    """Raises Unfit unless the bytes are a whole JPEG that says nothing of where and by what it was taken."""
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG",)) as opened:
            opened.load()
            says = opened.getexif()
    except (OSError, ValueError, SyntaxError) as wrong:
        raise Unfit(f"not a JPEG: {wrong}") from None
    if says:
        raise Unfit("the JPEG carries EXIF; save it without")
