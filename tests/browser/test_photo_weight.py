"""What a photo weighs on the way from the phone."""

import pytest

from tests.benchmarks.photos import twelve_megapixels
from tests.browser.conftest import OpenPhone, Site
from tests.browser.filling import card
from tests.browser.tools import DRAFT, open_offline

pytestmark = pytest.mark.browser
MOST = 500 * 1024  # bytes: a shop's network carries no more in decent time


def test_a_photo_of_gravel_is_light_enough_for_a_shops_network(site: Site, open_phone: OpenPhone) -> None:
    page = open_offline(site, open_phone)
    card(page, "COU-01").locator(".question-more summary").click()
    file = {"name": "image.jpg", "mimeType": "image/jpeg", "buffer": twelve_megapixels()}
    card(page, "COU-01").locator(".photo-input").set_input_files(file)
    card(page, "COU-01").locator(".photos img").wait_for()
    [photo] = page.evaluate(DRAFT)["photos"]
    assert 100 * 1024 < photo["size"] <= MOST
