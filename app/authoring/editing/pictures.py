"""Reference pictures as an author gives them: any photo, made small enough to travel in the form; drawings as they are."""

from __future__ import annotations

import base64
import io
from typing import IO, Any

from PIL import Image, ImageOps

from app.standards.pictures import MOST_BYTES, Unfit, inert_svg, plain_jpeg

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 50_000_000
SIDES = (960, 720, 540, 400)  # the largest that fits is taken
QUALITY = 80


def picture_of(received: IO[bytes], *, name: str, alt: dict[str, str]) -> dict[str, Any]:
    """The picture as a criterion keeps it, under the name of its criterion. Raises Unfit."""
    content = received.read(20_000_001)
    if content.lstrip()[:4] == b"<svg":
        if len(content) > MOST_BYTES[".svg"]:
            raise Unfit(f"{len(content)} bytes, more than {MOST_BYTES['.svg']}")
        inert_svg(content)
        return _picture(f"{name.lower()}.svg", content, alt)
    small = _small(content)
    plain_jpeg(small)
    return _picture(f"{name.lower()}.jpg", small, alt)


def _picture(file: str, content: bytes, alt: dict[str, str]) -> dict[str, Any]:
    return {"file": file, "alt": alt, "content": base64.b64encode(content).decode()}


def _small(content: bytes) -> bytes:
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Unfit("too many pixels")
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise Unfit("not a picture that can be read here") from None
    for side in SIDES:
        upright.thumbnail((side, side))
        written = io.BytesIO()
        upright.save(written, "JPEG", quality=QUALITY, optimize=True)
        if written.tell() <= MOST_BYTES[".jpg"]:
            return written.getvalue()
    raise Unfit("too fine to be made small")
