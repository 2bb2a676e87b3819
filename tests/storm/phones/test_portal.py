"""A Wi-Fi that answers for us: nothing it says is taken for a receipt, and the state says that there is no real network."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPhone, Site
from tests.storm.phones.door import Answer, Door
from tests.storm.phones.work import enter, held, make, manifest, send, whole

pytestmark = pytest.mark.browser

HTML = {"Content-Type": "text/html"}
JSON = {"Content-Type": "application/json"}
PORTALS: dict[str, Answer] = {
    "a page": ("200 OK", HTML, b"<h1>Welcome! Watch this film first.</h1>"),
    "a page that calls itself ours": ("201 Created", JSON, b"<h1>Welcome!</h1>"),
    "a redirect": ("302 Found", {"Location": "/login"}, b""),
    "a redirect to another host": ("307 Temporary Redirect", {"Location": "http://portal.invalid/login"}, b""),
    "network authentication": ("511 Network Authentication Required", HTML, b"Sign in"),
    "an empty object": ("200 OK", JSON, b"{}"),
    "a list": ("200 OK", JSON, b"[]"),
    "null": ("200 OK", JSON, b"null"),
    "a receipt without a number": ("200 OK", JSON, b'{"state": "sealed", "receipt": {}}'),
    "nothing": ("204 No Content", {}, b""),
    "garbage that says it is packed": ("200 OK", {**JSON, "Content-Encoding": "gzip"}, b"\x1f\x8bgarbage"),
    "a refusal that is not ours": ("404 Not Found", HTML, b"<h1>Not here</h1>"),
}  # fmt: skip


@pytest.fixture
def page(site: Site, open_phone: OpenPhone) -> Page:
    """A finished visit with two photos lies on the phone; nothing was tried yet."""
    page = enter(site, open_phone(service_workers="block"), along=False)
    expect(page.locator("device-chips")).to_be_attached()
    make(page, site.field.visit, photos=2)
    return page


@pytest.mark.parametrize("before", ["/", "/api/submissions/"], ids=["everything", "what is sent"])
def test_no_item_leaves_the_phone_for_a_portal(site: Site, page: Page, door: Door, before: str) -> None:
    door.at = before
    frozen = held(page)["outbox"][0]["body"]
    for name, answer in PORTALS.items():
        door.portal, door.met = answer, 0
        send(page)
        assert door.met, name
        expect(page.locator(".outbox-item"), name).to_contain_text("No real network")
        found = held(page)
        whole(found)
        assert [each["body"] for each in found["outbox"]] == [frozen], name
        assert found["outbox"][0]["attempts"] == 0, f"{name}: a portal is no attempt"
    assert manifest(site) == {}
    door.portal = None
    send(page)
    expect(page.get_by_text("Sent · receipt № 1")).to_be_attached()
    assert [len(photos) for photos in manifest(site).values()] == [2]


def test_a_portal_that_cuts_in_between_two_photos_swallows_none(site: Site, page: Page, door: Door) -> None:
    door.at = "/api/submissions/"
    [item] = held(page)["outbox"]
    for sent, photo in enumerate(item["photos"]):
        door.portal, door.at = (
            PORTALS["an empty object"],
            f"/api/submissions/{item['id']}/photos/{photo['id']}",
        )
        send(page)
        expect(page.locator(".outbox-item")).to_contain_text("No real network")
        assert manifest(site) == {}, f"sealed with {sent} of 2 photos"
    door.portal = None
    send(page)
    assert manifest(site) == {item["id"]: {photo["sha256"] for photo in item["photos"]}}
