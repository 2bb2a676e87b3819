"""Photos of a shop as a phone sends them, all different, and what re-encoding them alone costs this machine."""

import io
import time
from concurrent.futures import ProcessPoolExecutor

from PIL import Image, ImageFilter

from app.visits.photos import clean

SIZE = (1600, 1200)
MOST_PIXELS = 50_000_000


def photo(number: int) -> bytes:
    """A JPEG of 1600 px and about 250 kB: soft shapes under the grain of a small lens, other ones for every number."""
    shapes = Image.effect_noise((16, 12), 120).resize(SIZE, Image.Resampling.BICUBIC)
    grain = Image.effect_noise(SIZE, 64).filter(ImageFilter.GaussianBlur(1.4))
    light = Image.blend(shapes, grain, 0.5)
    colour = Image.new("L", SIZE, 60 + number * 37 % 120)
    written = io.BytesIO()
    Image.merge("RGB", (light, shapes, Image.blend(light, colour, 0.4))).save(written, "JPEG", quality=90)
    return written.getvalue()


def twelve_megapixels() -> bytes:
    """A photo that does not compress to nothing: gravel, as a phone of twelve megapixels sees it."""
    grain = Image.effect_noise((1000, 750), 60).resize((4000, 3000))
    picture = Image.merge("RGB", (grain, grain.transpose(Image.Transpose.FLIP_LEFT_RIGHT), grain))
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=90)
    return written.getvalue()


def floor(photos: list[bytes], *, at_once: int, seconds: float = 4) -> tuple[float, float]:
    """What re-encoding alone does in so many processes, nothing being sent or kept: photos per second, and ms of
    processor time for one."""
    with ProcessPoolExecutor(at_once) as hands:
        list(hands.map(_reencode, [photos[:4]] * at_once, [0.2] * at_once))
        rates, costs = zip(*hands.map(_reencode, [photos] * at_once, [seconds] * at_once), strict=True)
    return sum(rates), sum(costs) / at_once * 1000


def _reencode(photos: list[bytes], seconds: float) -> tuple[float, float]:
    began, used, done = time.monotonic(), time.process_time(), 0
    while time.monotonic() - began < seconds:
        clean(io.BytesIO(photos[done % len(photos)]), most_pixels=MOST_PIXELS)
        done += 1
    return done / (time.monotonic() - began), (time.process_time() - used) / done
