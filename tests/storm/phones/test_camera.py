"""The camera: pages that die while it is open, eight pictures of one name, files that cannot be read, pictures of every sort."""

import pytest
from playwright.sync_api import BrowserContext, Error, Locator, Page, expect

from tests.browser.conftest import Site
from tests.browser.filling import answer, card, turn
from tests.storm.counts import count
from tests.storm.phones.pictures import heic, huge, noisy, turned
from tests.storm.phones.work import held, manifest, open_form, run, whole
from tests.sync.field import picture

pytestmark = pytest.mark.browser

SIZE = "each => each.decode().then(() => [each.naturalWidth, each.naturalHeight])"


@pytest.fixture
def page(site: Site, phone: BrowserContext) -> Page:
    return open_form(phone.new_page(), site.field.visit)


def pick(page: Page, *contents: bytes) -> None:
    files = [{"name": "image.jpg", "mimeType": "image/jpeg", "buffer": each} for each in contents]
    card(page, "COU-01").locator(".photo-input").set_input_files(files)


def photos(page: Page) -> Locator:
    return card(page, "COU-01").locator(".photos img")


def test_a_page_that_is_discarded_while_the_camera_is_open_comes_back_with_everything(
    site: Site, page: Page
) -> None:
    answer(page, "COU-01")
    pick(page, picture(1))
    expect(photos(page)).to_have_count(1)
    turn(page)
    card(page, "COU-05").locator('[name="COU-05.found"]').fill("7")
    card(page, "COU-05").locator('[name="COU-05.sought"]').fill("10")
    turn(page)
    place = card(page, "COU-10")
    with page.expect_file_chooser():
        place.locator(".photo-input").click()
    with pytest.raises(Error):
        page.goto("chrome://crash", timeout=5_000)
    phone = page.context
    page.close()
    back = open_form(phone.new_page(), site.field.visit)
    expect(card(back, "COU-10")).to_be_visible()  # where the camera was opened
    turn(back, "Back")
    expect(card(back, "COU-05").locator('[name="COU-05.found"]')).to_have_value("7")
    turn(back, "Back")
    expect(photos(back)).to_have_count(1)
    whole(held(back))


def test_eight_photos_of_one_name_and_three_signatures_at_once_are_eleven_pictures_that_all_arrive(
    site: Site, page: Page
) -> None:
    for _round in range(count(1, 50)):
        before = len(held(page)["photos"])
        pick(page, *(noisy(64, 48, seed) for seed in range(before, before + 8)))
        run(
            page,
            """const { drawn } = await lib('photos');
            const { draft } = document.querySelector('fill-form');
            const sign = async (n) => {
              const canvas = Object.assign(document.createElement('canvas'), { width: 60, height: 30 });
              const brush = canvas.getContext('2d');
              brush.fillStyle = `rgb(${(n % 3) * 90}, ${n % 256}, 200)`;
              brush.fillRect(0, 0, 60, 30);
              await draft.addPhoto(await drawn(canvas), 'COU-11');
            };
            await Promise.all([1, 2, 3].map((n) => sign(given + n)));""",
            before,
        )
        expect(photos(page)).to_have_count((before // 11 + 1) * 8)
    found = held(page)
    whole(found)
    taken = {each["is"] for each in found["photos"]}
    assert len(taken) == len(found["photos"]) == count(1, 50) * 11
    page.evaluate("document.querySelector('fill-form').finish()")
    expect(page.locator(".outbox-item")).to_contain_text("Sent · receipt № 1")
    assert list(manifest(site).values()) == [taken]


def test_bytes_are_asked_for_before_the_phone_can_take_the_file_away(page: Page) -> None:
    run(
        page,
        """const { arrayBuffer } = Blob.prototype;
        let isThere = false;
        addEventListener('change', () => {
          isThere = true; // the phone takes the file away as soon as the tap is over
          setTimeout(() => { isThere = false; });
        }, true);
        File.prototype.arrayBuffer = function () {
          return isThere ? arrayBuffer.call(this) : Promise.reject(new DOMException('changed', 'NotReadableError'));
        };""",
    )
    pick(page, picture(1), picture(2), picture(3))
    expect(photos(page)).to_have_count(3)
    whole(held(page))


def test_a_file_that_cannot_be_read_is_said_and_the_photos_beside_it_stay(page: Page) -> None:
    run(
        page,
        """const { arrayBuffer } = Blob.prototype;
        let n = 0;
        File.prototype.arrayBuffer = function () {
          n += 1;
          return n === 2 ? Promise.reject(new DOMException('gone', 'NotReadableError')) : arrayBuffer.call(this);
        };""",
    )
    pick(page, picture(1), picture(2), picture(3))
    expect(photos(page)).to_have_count(2)
    problem = card(page, "COU-01").locator(".question-problem")
    expect(problem).to_contain_text("not a photo that this phone can read. The other photos are kept")
    whole(held(page))


def test_a_file_of_an_iphone_that_this_browser_cannot_read_is_said(page: Page) -> None:
    pick(page, picture(1), heic())
    problem = card(page, "COU-01").locator(".question-problem")
    expect(problem).to_contain_text("not a photo that this phone can read")
    expect(photos(page)).to_have_count(1)
    assert len(held(page)["photos"]) == 1


def test_a_turned_picture_is_kept_upright_and_a_huge_one_small(page: Page) -> None:
    pick(page, turned(400, 300))
    expect(photos(page)).to_have_count(1)
    width, height = photos(page).first.evaluate(SIZE)
    assert (width, height) == (240, 320)
    pick(page, huge())
    expect(photos(page)).to_have_count(2, timeout=60_000)
    sides = run(
        page,
        """const { read } = await lib('store');
        const rows = await read((db) => db.getAll('photos'));
        const pictures = await Promise.all(rows.map(({ bytes }) => createImageBitmap(new Blob([bytes]))));
        return pictures.map(({ width, height }) => [width, height]);""",
    )
    assert sides == [[300, 400], [1600, 1200]]
    assert all(each["bytes"] <= 500_000 for each in held(page)["photos"])
