"""Pictures as cameras make them: noisy, turned, huge, or of a kind that no browser here reads."""

import io
import random

from PIL import Image


def noisy(width: int = 1600, height: int = 1200, seed: int = 1) -> bytes:
    """A JPEG that cannot be packed well, as a photo of gravel."""
    grain = random.Random(seed).randbytes(width * height * 3)
    return _jpeg(Image.frombytes("RGB", (width, height), grain), quality=70)


def turned(width: int = 400, height: int = 300) -> bytes:
    """A picture whose EXIF says that the phone was held upright."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return _jpeg(Image.new("RGB", (width, height), "teal"), exif=exif)


def huge() -> bytes:
    """Forty-eight megapixels."""
    return _jpeg(Image.new("RGB", (8000, 6000), "olive"), quality=60)


def heic() -> bytes:
    """The beginning of a file as an iPhone writes it, which browsers other than Safari do not read."""
    return b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(2_000)


def _jpeg(image: Image.Image, **more: object) -> bytes:
    written = io.BytesIO()
    image.save(written, "JPEG", **more)
    return written.getvalue()
