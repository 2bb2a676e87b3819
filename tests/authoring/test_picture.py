"""The reference picture: any photo made small enough to travel in the form, a drawing only if nothing in it can act."""

import base64
import io

from PIL import Image

from tests.authoring.conftest import Desk

PART = "criterion:COU-01"
ADDRESS = "/authoring/criteria/COU-01/picture"
SHAPES = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><rect width="4" height="4"/></svg>'
ACTING = SHAPES.replace(b"<rect", b"<script>alert(1)</script><rect")


def photo() -> bytes:
    """A photo as a phone takes it: large, noisy, with the place in its EXIF."""
    picture = Image.effect_noise((1600, 1200), 60).convert("RGB")
    told = Image.Exif()
    told[0x010F] = "A phone"
    written = io.BytesIO()
    picture.save(written, "JPEG", exif=told)
    return written.getvalue()


def give(desk: Desk, content: bytes, name: str, **more: str) -> str:
    words = {"alt_ru": "Касса", "alt_en": "A till", **more}
    answer = desk.author.post(ADDRESS, {"picture": (io.BytesIO(content), name), **words})
    return desk.author.get(answer.headers["Location"]).text


def test_a_photo_is_made_small_and_says_nothing_of_where_it_was_taken(desk: Desk) -> None:
    page = give(desk, photo(), "IMG_1.JPG")
    kept = desk.document().criterion("COU-01").picture
    assert kept is not None and kept.file == "cou-01.jpg"
    content = base64.b64decode(kept.content)
    assert len(content) <= 32_768
    with Image.open(io.BytesIO(content)) as opened:
        assert not opened.getexif()
    assert 'alt="A till"' in page


def test_a_drawing_that_could_act_is_refused_with_the_reason_and_the_former_stays(desk: Desk) -> None:
    give(desk, SHAPES, "till.svg")
    page = give(desk, ACTING, "till.svg")
    assert "has no place in a picture" in page
    kept = desk.part(PART)["picture"]
    assert base64.b64decode(kept["content"]) == SHAPES


def test_what_is_no_picture_is_refused(desk: Desk) -> None:
    assert "not taken: not a picture that can be read here." in give(desk, b"%PDF-1.7", "till.jpg")
    assert desk.part(PART)["picture"] is None
    desk.author.post("/language", language="ru")
    assert "Рисунок не принят: 9001 байт, больше 8192." in give(desk, b"<svg" + b" " * 8997, "till.svg")


def test_words_for_a_picture_that_is_not_there_are_not_taken_for_saved(desk: Desk) -> None:
    answer = desk.author.post(ADDRESS, alt_ru="Касса", alt_en="A till")
    page = desk.author.get(answer.headers["Location"].partition("#")[0]).text
    assert "Choose a picture" in page
    assert desk.history() == [("begin", "document")]


def test_the_words_change_without_sending_the_picture_again_and_it_can_be_taken_away(desk: Desk) -> None:
    give(desk, SHAPES, "till.svg")
    desk.author.post(ADDRESS, alt_ru="Другая касса", alt_en="Another till")
    assert desk.part(PART)["picture"]["alt"]["en"] == "Another till"
    desk.author.post(ADDRESS, remove="1")
    assert desk.part(PART)["picture"] is None
    desk.undo_last()
    assert desk.part(PART)["picture"]["alt"]["en"] == "Another till"


def test_a_picture_needs_words_in_both_languages_before_it_is_published(desk: Desk) -> None:
    give(desk, SHAPES, "till.svg", alt_ru="")
    assert desk.problems(PART) == {"the Russian text is missing"}
