"""A new build of the app: offered, taken on a tap, and never at the cost of what is being filled."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app import create_app
from app.web import build
from tests.browser.conftest import OpenPhone, Site, sign_in
from tests.browser.filling import answer, card
from tests.browser.serving import serving
from tests.sync.field import Field, make_field

pytestmark = pytest.mark.browser

OLD, NEW = build.number(), "0123456789ab"
KEPT = "async () => (await caches.keys()).filter(name => name.startsWith('etalon-')).sort()"
CHECK = "async () => { await (await navigator.serviceWorker.getRegistration()).update() }"
SCRIPT = "document.querySelector('script[type=module]').src"


class Address:
    """One address, behind which the build can be replaced by another while people work."""

    def __init__(self, field: Field) -> None:
        self.app = field.app

    def __call__(self, *request: object) -> Iterable[bytes]:
        return self.app(*request)

    def deploy(self, number: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(build, "number", lambda: number)
        kept = ("TESTING", "SECRET_KEY", "SQLALCHEMY_DATABASE_URI", "STORAGE_URL", "QUEUE_URL")
        self.app = create_app({name: self.app.config[name] for name in kept})


@pytest.fixture
def field(tmp_path: Path) -> Field:
    return make_field(tmp_path)


@pytest.fixture
def address(field: Field) -> Address:
    return Address(field)


@pytest.fixture
def site(field: Field, address: Address) -> Iterator[Site]:
    with serving(address) as where:
        yield Site(field, where)


def open_form(page: Page, visit: int) -> None:
    page.goto(f"/visits/{visit}/form")
    expect(page.locator("fill-form[data-ready]")).to_be_visible()


def test_a_new_build_waits_for_a_tap_and_loses_nothing(
    site: Site, address: Address, open_phone: OpenPhone, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = open_phone()
    form, visits = phone.new_page(), phone.new_page()
    sign_in(visits)
    expect(visits.locator(".visit-card")).to_contain_text("opens without network")
    open_form(form, site.field.visit)
    answer(form, "COU-01")
    expect(form.locator(".save-state")).to_contain_text("Saved on this phone")
    update = visits.get_by_role("button", name="Update ready")
    expect(update).to_have_count(0)

    address.deploy(NEW, monkeypatch)
    visits.evaluate(CHECK)
    expect(update).to_be_visible()
    assert form.evaluate(KEPT) == sorted([f"etalon-{OLD}", f"etalon-{NEW}"])
    form.reload()  # without a tap the build from before goes on serving
    expect(form.locator("fill-form[data-ready]")).to_be_visible()
    assert OLD in form.evaluate(SCRIPT)

    with visits.expect_navigation():
        update.click()
    expect(visits.locator(".visit-card")).to_contain_text("Begun on this phone")
    expect(update).to_have_count(0)
    phone.set_offline(True)
    assert form.evaluate(f"fetch({SCRIPT}, {{cache: 'no-store'}}).then(reply => reply.status)") == 200, (
        "the open page wants its files"
    )
    answer(form, "COU-02")
    expect(form.locator(".save-state")).to_contain_text("Saved on this phone")
    form.reload()
    expect(form.locator("fill-form[data-ready]")).to_be_visible()
    assert NEW in form.evaluate(SCRIPT)
    expect(card(form, "COU-01").locator('[value="value:yes"]')).to_be_checked()
    expect(card(form, "COU-02").locator('[value="value:4"]')).to_be_checked()
