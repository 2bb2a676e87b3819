"""Photos: anybody's bytes come in, our own upright JPEG with nothing hidden in it is kept."""

import io

import pytest
from PIL import Image

from app.visits import photos
from app.visits.photos import NotAPhoto, Picture

MOST = 50_000_000
RED, BLUE = (200, 20, 20), (20, 20, 200)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


def clean(received: bytes, *, most_pixels: int) -> Picture:
    return photos.clean(io.BytesIO(received), most_pixels=most_pixels)


def drawn(size: tuple[int, int] = (400, 200)) -> Image.Image:
    """Red with a blue left half."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (0, 0, size[0] // 2, size[1]))
    return image


def written(image: Image.Image, format: str = "JPEG", **options: object) -> bytes:
    content = io.BytesIO()
    image.save(content, format, **options)
    return content.getvalue()


def from_a_phone(orientation: int = 6) -> bytes:
    """A JPEG with what a phone writes into it: its make, its serial number, the place and a turn."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0xA431] = orientation, "Spyphone", "SERIAL-0451"
    exif.get_ifd(0x8825).update({1: "N", 2: (59.0, 56.0, 2.4), 3: "E", 4: (30.0, 18.0, 51.6)})
    return written(drawn(), exif=exif, comment=b"taken by somebody", xmp=b"<x:xmpmeta>Nevsky</x:xmpmeta>")


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    return isinstance(pixel, tuple) and all(abs(a - b) < 40 for a, b in zip(pixel, colour, strict=True))


def test_nothing_of_the_phone_or_the_place_is_kept() -> None:
    received = from_a_phone()
    assert b"Spyphone" in received
    assert b"SERIAL-0451" in received
    assert Image.open(io.BytesIO(received)).getexif().get_ifd(0x8825)
    kept = clean(received, most_pixels=MOST).content
    for trace in (b"Exif", b"Spyphone", b"SERIAL-0451", b"taken by somebody", b"xmpmeta"):
        assert trace not in kept
    image = Image.open(io.BytesIO(kept))
    assert dict(image.getexif()) == {}
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_photo_taken_sideways_stands_upright() -> None:
    picture = clean(from_a_phone(orientation=6), most_pixels=MOST)
    image = Image.open(io.BytesIO(picture.content))
    assert (picture.width, picture.height) == image.size == (200, 400)
    assert near(image.getpixel((100, 50)), BLUE), "the left half is on top after a turn to the right"
    assert near(image.getpixel((100, 350)), RED)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_photos_of_phones_and_screens_become_our_jpeg(format: str) -> None:
    picture = clean(written(drawn(), format), most_pixels=MOST)
    image = Image.open(io.BytesIO(picture.content))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (400, 200))
    assert near(image.getpixel((50, 100)), BLUE)
    assert near(image.getpixel((350, 100)), RED)


def test_a_picture_with_transparency_is_a_photo_too() -> None:
    see_through = drawn()
    see_through.putalpha(120)
    assert clean(written(see_through, "PNG"), most_pixels=MOST).width == 400


def test_a_large_photo_is_made_as_small_as_a_page_needs() -> None:
    picture = clean(written(drawn((3200, 1600))), most_pixels=MOST)
    assert (picture.width, picture.height) == (1600, 800)
    small = clean(written(drawn((40, 20))), most_pixels=MOST)
    assert (small.width, small.height) == (40, 20)


def test_what_was_hung_on_behind_the_photo_is_gone() -> None:
    kept = clean(written(drawn()) + HTML + b"PK\x03\x04", most_pixels=MOST).content
    assert b"<script>" not in kept
    assert kept.endswith(b"\xff\xd9")


@pytest.mark.parametrize(
    ("name", "received"),
    [
        ("a GIF", written(drawn(), "GIF")),
        ("a BMP", written(drawn(), "BMP")),
        ("a TIFF", written(drawn(), "TIFF")),
        ("an SVG", SVG),
        ("HTML called .jpg", HTML),
        ("HTML behind a JPEG's first bytes", b"\xff\xd8\xff\xe0" + HTML),
        ("a PDF", b"%PDF-1.7\n"),
        ("nothing", b""),
        ("a JPEG cut in the middle", written(drawn())[:-400]),
        ("a PNG cut in the middle", written(drawn(), "PNG")[:-30]),
        ("a WebP cut in the middle", written(drawn(), "WEBP")[:-30]),
    ],
)
def test_what_is_no_photo_is_refused(name: str, received: bytes) -> None:
    with pytest.raises(NotAPhoto):
        clean(received, most_pixels=MOST)


def test_more_pixels_than_allowed_are_refused_however_small_the_file() -> None:
    bomb = written(Image.new("1", (2000, 1000)), "PNG")
    assert len(bomb) < 2_000
    with pytest.raises(NotAPhoto, match="2000 × 1000 pixels"):
        clean(bomb, most_pixels=1_999_999)
    assert clean(bomb, most_pixels=2_000_000).width == 1600


def test_a_bomb_past_every_measure_is_refused() -> None:
    header = bytearray(written(Image.new("1", (8, 8)), "PNG"))
    header[16:24] = (60_000).to_bytes(4) + (60_000).to_bytes(4)
    with pytest.raises(NotAPhoto):
        clean(bytes(header), most_pixels=MOST)
