"""A deploy under fire: people in mid-form, old pages open, the phone's database of another version; and rolled back."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from app.checklists.models import ChecklistVersion
from app.db import db
from app.web import build
from tests.browser.conftest import OpenPhone, Site, wait_for_worker
from tests.browser.filling import answer, card
from tests.browser.test_service_worker import TAKE_OVER
from tests.browser.test_update import SCRIPT
from tests.storm.phones.door import Door
from tests.storm.phones.work import enter, give, held, open_form

pytestmark = pytest.mark.browser

OLD, NEW = build.number(), "0123456789ab"
# A page of a later build: it brings the database of the user to its own version, or says that an old page hinders it.
UPGRADE = """async ([user, version]) => {
  const asked = indexedDB.open(`etalon-u${user}`, version);
  return new Promise((known) => {
    asked.onupgradeneeded = () => asked.result.createObjectStore('of a later build');
    asked.onblocked = () => known('blocked');
    asked.onsuccess = () => { globalThis.later = asked.result; known('upgraded'); };
  });
}"""
# An old page that holds the database and does not let go: how long ours takes from asking for it to saying so.
GUIDANCE = """
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...which) {
    if (which[0].startsWith('etalon-u')) globalThis.askedAt ??= performance.now();
    return open.apply(this, which);
  };
  new MutationObserver(() => {
    if (globalThis.toldAfter || !document.querySelector('main [role=alert]')?.innerText.match(/older page of the app|another page of the app/)) return;
    globalThis.toldAfter = performance.now() - globalThis.askedAt;
  }).observe(document, { childList: true, subtree: true });
"""


@pytest.fixture
def two_more(site: Site) -> list[int]:
    """Visits on the other checklists there are, which were never opened."""
    with site.field.app.app_context():
        wanted = select(ChecklistVersion.id).where(ChecklistVersion.position == "seller")
        found = db.session.scalars(wanted).all()
    return [give(site, checklist=each) for each in found]


def test_a_deploy_and_a_roll_back_reload_nothing_and_every_form_opens_offline(
    site: Site, two_more: list[int], open_phone: OpenPhone, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(two_more) == 2
    phone = open_phone()
    enter(site, phone).close()
    dirty, old, later = phone.new_page(), phone.new_page(), phone.new_page()
    open_form(dirty, site.field.visit)
    old.goto("/visits")
    expect(old.locator("device-chips")).to_be_attached()
    for number, code in ((NEW, "COU-02"), (OLD, "COU-03")):
        card(dirty, "COU-01").locator(".question-more").evaluate("each => { each.open = true }")
        card(dirty, "COU-01").locator("textarea").fill(f"typed while {number} came")
        loaded = dirty.evaluate("performance.timeOrigin")
        door.deploy(number, monkeypatch)
        later.goto("/visits")
        later.evaluate(TAKE_OVER)
        assert dirty.evaluate("performance.timeOrigin") == loaded, (
            "nobody reloads a form that is being filled"
        )
        answer(dirty, code)
        expect(dirty.locator(".save-state")).to_contain_text("Saved on this phone")
        open_form(later, two_more[0]).goto("/visits")  # only one is opened online
        phone.set_offline(True)
        for visit in two_more:
            open_form(later, visit)
            assert number in later.evaluate(SCRIPT)
        phone.set_offline(False)
    answers = held(dirty)["drafts"][0]["answers"]
    assert answers["COU-01"]["comment"] == f"typed while {OLD} came"
    assert set(answers) == {"COU-01", "COU-02", "COU-03"}


def test_an_open_form_lets_the_database_be_upgraded_and_goes_on_saving(
    site: Site, phone: BrowserContext
) -> None:
    page, later = open_form(phone.new_page(), site.field.visit), phone.new_page()
    answer(page, "COU-01")
    expect(page.locator(".save-state")).to_contain_text("Saved on this phone")
    later.goto("/healthz")
    assert later.evaluate(UPGRADE, [site.field.auditor, 99]) == "upgraded"
    answer(page, "COU-02")
    expect(page.locator(".save-state")).to_contain_text("Saved on this phone")
    page.context.set_offline(True)
    page.reload()  # rolled back: our build meets the database of a later one
    expect(card(page, "COU-02").locator('[value="value:4"]')).to_be_checked()
    answer(page, "COU-03")
    expect(page.locator(".save-state")).to_contain_text("Saved on this phone")


@pytest.mark.parametrize("place", ["/visits", "/visits/1/form"])
def test_an_old_page_that_holds_the_database_is_named_within_a_moment(
    site: Site, open_phone: OpenPhone, place: str
) -> None:
    phone = open_phone()
    holder = phone.new_page()
    holder.goto(f"{site.address}/healthz")
    assert holder.evaluate(UPGRADE, [site.field.auditor, 1]) == "upgraded"  # a build of long ago
    phone.add_init_script(GUIDANCE)
    page = enter(site, phone, along=False)
    wait_for_worker(page)
    page.goto(place)
    expect(page.get_by_role("alert").filter(has_text="page of the app")).to_be_visible()
    assert page.evaluate("globalThis.toldAfter") < 1_500
    holder.close()


def test_after_the_old_page_is_closed_everything_opens_by_itself(site: Site, open_phone: OpenPhone) -> None:
    phone = open_phone()
    holder: Page = phone.new_page()
    holder.goto(f"{site.address}/healthz")
    assert holder.evaluate(UPGRADE, [site.field.auditor, 1]) == "upgraded"
    page = enter(site, phone, along=False)
    expect(page.get_by_text("An older page of the app is still open")).to_be_visible()
    holder.close()
    page.reload()
    expect(page.get_by_text("An older page of the app is still open")).to_have_count(0)
    expect(page.locator("device-chips")).to_be_attached()
