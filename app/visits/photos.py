"""Photos come in as anybody's bytes and are kept as our own JPEG: re-encoded, upright, with nothing hidden in them."""

import io
from dataclasses import dataclass
from typing import IO

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

LONGEST_SIDE = 1600
QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP")


class NotAPhoto(ValueError):
    """The bytes are not a photo we take: another format, broken, or more pixels than allowed."""


@dataclass(frozen=True)
class Picture:
    """A photo as it is kept: JPEG bytes and their size in pixels."""

    content: bytes
    width: int
    height: int


def clean(received: IO[bytes], *, most_pixels: int) -> Picture:
    """Re-encode a received photo, an open file: at most 1600 px, turned upright, without EXIF, place or anything appended.

    Raises NotAPhoto for a format outside the closed list, for broken bytes and for pixel bombs.
    """
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # other libraries switch it on for the whole process
    try:
        with Image.open(received, formats=FORMATS) as opened:
            if opened.width * opened.height > most_pixels:  # said by the header, before anything is decoded
                raise NotAPhoto(f"{opened.width} × {opened.height} pixels")
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            ImageOps.exif_transpose(opened, in_place=True)  # a copy costs half as much as decoding it
            upright = opened if opened.mode == "RGB" else opened.convert("RGB")
    except NotAPhoto:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotAPhoto(str(error)) from None
    upright.info.clear()  # a JPEG comment would be written out again
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    written = io.BytesIO()
    upright.save(written, "JPEG", quality=QUALITY)  # optimize=True: a twentieth smaller, half as slow again
    return Picture(written.getvalue(), upright.width, upright.height)
