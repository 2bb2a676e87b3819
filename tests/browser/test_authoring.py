"""The author's desk in a browser: fields save themselves, lists change order by keys, nothing written is lost."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.authoring import operations, queries
from app.authoring.content.parts import find
from app.db import db
from app.people.models import User
from tests.browser.conftest import PHONE, sign_in
from tests.browser.serving import start
from tests.cast import NAMES, app_with_cast

pytestmark = pytest.mark.browser
PART = "criterion:COU-01"
WIDE = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB"}


def until(page: Page, true: Callable[[], bool]) -> None:
    """What is saved comes to the server a moment later."""
    for _moment in range(100):
        if true():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it never came to the server")


class Office:
    """The running product with a working copy begun."""

    def __init__(self, under: Path) -> None:
        self.app, self.cast = app_with_cast(under)
        with self.app.app_context():
            operations.begin(by=self.author)
            db.session.commit()
        self.server, self.address = start(self.app)

    @property
    def author(self) -> User:
        return db.session.get_one(User, self.cast.users["quality"])

    def part(self, place: str) -> dict[str, object]:
        with self.app.app_context():
            copy = queries.working_copy()
            assert copy is not None
            return find(copy.content, place).value

    def order(self) -> list[str]:
        criteria = self.part("clause:c1")["criteria"]
        assert isinstance(criteria, list)
        return [each["code"] for each in criteria]

    def colleague_writes(self, name: str, value: object) -> None:
        """Somebody else changes a field of the criterion meanwhile."""
        with self.app.app_context():
            copy = queries.working_copy()
            assert copy is not None
            other = db.session.get_one(User, self.cast.users["reviewer"])
            part = find(copy.content, PART)
            operations.change(copy, part, {name: value}, rev=copy.rev, by=other)
            db.session.commit()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    yield office
    office.server.shutdown()


@pytest.fixture(params=["phone", "desk"])
def context(request: pytest.FixtureRequest, chromium: Browser, office: Office) -> Iterator[BrowserContext]:
    made = PHONE if request.param == "phone" else WIDE
    context = chromium.new_context(base_url=office.address, **made)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    page = context.new_page()
    sign_in(page, "quality")
    return page


def written(page: Page, name: str) -> str:
    return page.locator(f"[name={name}]").input_value()


def write(page: Page, name: str, words: str) -> None:
    page.locator(f"[name={name}]").fill(words)
    page.locator(f"[name={name}]").blur()


def test_an_author_edits_takes_back_and_reorders(office: Office, page: Page) -> None:
    page.goto("/authoring")
    page.get_by_role("heading", name="Courtesy").get_by_role("link").click()
    page.get_by_role("link", name="Greeting").click()
    page.get_by_role("link", name="Was question 01 asked?").click()
    former = written(page, "why-en")
    write(page, "why-en", "Because a greeting costs nothing.")
    expect(page.locator(".save-state")).to_contain_text("Saved")
    write(page, "question-ru", "")
    expect(page.locator("#f-question")).to_contain_text("the Russian text is missing")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
        "nothing is wider than the screen"
    )
    page.get_by_role("link", name="Who changed what").click()
    for number in (3, 2):
        page.get_by_role("button", name=f"Take back step {number}").click()
        expect(page.get_by_text("Taken back.")).to_be_visible()
    page.goto("/authoring/criteria/COU-01")
    assert (written(page, "why-en"), written(page, "question-ru")) == (former, "Вопрос 01 задан?")
    page.goto("/authoring/clauses/c1")
    page.get_by_role("button", name="Down: Was question 01 asked?").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").last).to_contain_text("now number 2 of")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").last).to_contain_text("now number 3 of")
    expect(page.get_by_role("button", name="Down: Was question 01 asked?")).to_be_focused()
    until(page, lambda: office.order()[:3] == ["COU-02", "COU-03", "COU-01"])


def test_advice_comes_and_goes_with_the_words_it_is_about(office: Office, page: Page) -> None:
    page.goto("/authoring/criteria/COU-04")
    advice = page.locator("#f-question-advice")
    write(page, "question-en", "Did they greet you and did they offer help?")
    expect(advice).to_contain_text("Two things are asked at once")
    write(page, "question-en", "Did they offer help?")
    expect(advice.get_by_text("Advice on the English words")).to_have_count(0)


def test_arrow_keys_and_the_pointer_move_an_item_by_its_grip(office: Office, chromium: Browser) -> None:
    page = chromium.new_context(base_url=office.address, **WIDE).new_page()
    sign_in(page, "quality")
    page.goto("/authoring/clauses/c1")
    grip = page.get_by_role("button", name="by dragging: Was question 04 asked?")
    grip.focus()
    with page.expect_response("**/place"):
        page.keyboard.press("ArrowUp")
    assert office.order()[2:4] == ["COU-04", "COU-03"]
    first = page.locator(".order-item").first.bounding_box()
    assert first is not None
    grip.hover()
    page.mouse.down()
    page.mouse.move(first["x"] + 40, first["y"] + 4, steps=20)
    with page.expect_response("**/place"):
        page.mouse.up()
    assert office.order()[0] == "COU-04"
    page.context.close()


def test_without_network_what_was_written_stays_and_is_saved_when_it_is_back(
    office: Office, context: BrowserContext, page: Page
) -> None:
    page.goto("/authoring/criteria/COU-01")
    expect(page.locator(".save-state")).to_contain_text("saved when you leave it")
    context.set_offline(True)
    write(page, "why-en", "Written in a cellar.")
    expect(page.locator(".save-state")).to_contain_text("No network")
    assert written(page, "why-en") == "Written in a cellar."
    context.set_offline(False)
    expect(page.locator(".save-state")).to_contain_text("Saved")
    assert office.part(PART)["why"] == {"ru": "Причина 01.", "en": "Written in a cellar."}


@pytest.mark.parametrize("choice", ["Keep mine", "Take theirs"])
def test_when_two_wrote_the_same_words_both_are_shown_and_one_is_chosen(
    office: Office, page: Page, choice: str
) -> None:
    page.goto("/authoring/criteria/COU-01")
    expect(page.locator(".save-state")).to_contain_text("saved when you leave it")
    office.colleague_writes("why", {"ru": "Её довод.", "en": "Her reason."})
    write(page, "why-en", "My reason.")
    conflict = page.locator("#f-why [role=alert]")
    expect(conflict).to_contain_text(NAMES["reviewer"])
    expect(conflict).to_contain_text("Her reason.")
    assert written(page, "why-en") == "My reason."
    write(page, "weight", "5")
    page.get_by_role("button", name=choice).click()
    expect(conflict).to_have_count(0)
    kept = "My reason." if choice == "Keep mine" else "Her reason."
    expect(page.locator("[name=why-en]")).to_have_value(kept)
    until(page, lambda: kept in str(office.part(PART)["why"]))
    assert office.part(PART)["weight"] == 5


def test_another_kind_shows_its_own_fields_and_an_option_makes_room_for_the_next(
    office: Office, page: Page
) -> None:
    page.goto("/authoring/criteria/COU-01")
    expect(page.locator("#f-options")).to_be_hidden()
    page.locator("[name=kind]").select_option("choice")
    expect(page.locator("#f-kind")).to_contain_text("options is missing")
    write(page, "options-0-title-ru", "Да")
    write(page, "options-0-title-en", "Yes")
    expect(page.locator("[name=options-1-title-ru]")).to_be_visible()
    write(page, "options-0-points", "1")
    expect(page.locator(".save-state")).to_contain_text("Saved")
    page.wait_for_load_state("networkidle")
    options = office.part(PART)["options"]
    assert isinstance(options, list)
    assert [(each["code"], each["points"]) for each in options] == [("yes", 1)]
