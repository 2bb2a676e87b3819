"""A director's two minutes, and the way from a figure down to the answers it is made of; on the demo chain."""

import re
from collections.abc import Iterator
from fractions import Fraction

import pytest
from flask import Flask
from playwright.sync_api import Browser, Locator, Page, expect

from app.demo.people import PASSWORD
from tests.browser.conftest import PHONE
from tests.browser.serving import serving
from tests.demo_folder import demo_app, load_once

pytestmark = pytest.mark.browser
MOST_TAPS = 3
# A line of a visit's arithmetic: the question, its weight, its points.
LINE = re.compile(
    r'<a href="#r-([^"]+)">[^<]*</a></th>\s*<td class="number">[^<]*</td><td class="number">([^<]+)</td>'
    r'<td class="number">([^<]+)</td>'
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    chain: Flask = demo_app(tmp_path_factory.mktemp("insights"), load_once(tmp_path_factory))
    with serving(chain) as address:
        yield address


@pytest.fixture
def director(chromium: Browser, address: str) -> Iterator[Page]:
    """The director of the demo chain at the first page after signing in, on a phone."""
    context = chromium.new_context(**PHONE, base_url=address, service_workers="block")
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("[name=email]", "director@demo.example")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button").filter(has_text=re.compile("Sign in|Войти")).click()
    page.wait_for_url("**/stores*")
    yield page
    context.close()


def test_what_is_worst_the_proof_and_what_is_due_are_three_taps_away(director: Page) -> None:
    taps = 0
    worst = director.locator("section[aria-labelledby=worst]")
    expect(worst.locator("li.card")).to_have_count(3)
    expect(worst.locator("li.card").first).to_contain_text(re.compile(r"(Clause|Пункт) \d+\.\d+"))
    expect(director.locator("section[aria-labelledby=due]")).to_be_attached()
    proof = worst.locator("li.card").first.get_by_role("link").last
    place = (proof.get_attribute("href") or "").partition("#")[2]
    tap(proof)
    taps += 1
    expect(director.locator(f"[id='{place}']")).to_be_attached()
    director.go_back()
    taps += 1
    tap(director.locator("section[aria-labelledby=due] a"))
    taps += 1
    expect(director).to_have_url(re.compile("/training/people|/signatures|/people"))
    assert taps <= MOST_TAPS


@pytest.mark.parametrize(
    "figure",
    [
        "section[aria-labelledby=whole] .score-hero a",
        "section[aria-labelledby=worst] li.card:first-child p a",
        "#table-positions tbody tr:first-child td.number a",
    ],
)
def test_the_arithmetic_of_a_figure_can_be_followed_to_single_answers(director: Page, figure: str) -> None:
    director.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true })")
    shown = number(director.locator(figure).first)
    tap(director.locator(figure).first)
    hero = director.locator("section[aria-labelledby=sum] .score-value")
    expect(hero).to_be_visible()
    behind = {
        row.locator("th a").get_attribute("href") or "": number(row.locator("td.number"))
        for row in director.locator("#table-visits tbody tr").all()
    }
    counted = {place: added for place, added in behind.items() if added is not None}
    worked_out = [share_of_points(director.request.get(place).text(), place) for place in counted]
    assert worked_out == pytest.approx(list(counted.values()), abs=0.051)
    mean = float(sum(worked_out) / len(worked_out))
    assert mean == pytest.approx(number(hero), abs=0.051)
    assert mean == pytest.approx(shown, abs=0.51)  # a weak criterion is shown without decimals
    expect(director.locator("section[aria-labelledby=sum]")).to_contain_text(f"/ {len(counted)} =")
    tap(director.locator("#table-visits tbody th a").first)
    expect(director.locator("section[aria-labelledby=arithmetic]")).to_be_attached()
    director.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true })")
    tap(director.locator("section[aria-labelledby=arithmetic] tbody th a").first)
    answer = director.url.partition("#")[2]
    expect(director.locator(f"[id='{answer}'] dd")).to_contain_text(re.compile(r"\w"))


def share_of_points(visit: str, place: str) -> Fraction:
    """What a visit's page lists answer by answer, added up: of the one question the address leads to, or of all."""
    question = place.partition("#r-")[2]
    lines = [
        (Fraction(weight), Fraction(points))
        for code, weight, points in LINE.findall(visit)
        if question in ("", code)
    ]
    return 100 * sum(points for _, points in lines) / sum(weight for weight, _ in lines)


def tap(link: Locator) -> None:
    link.scroll_into_view_if_needed()
    link.click()


def number(place: Locator) -> float | None:
    found = re.search(r"\d+([.,]\d+)?", place.inner_text())
    return float(found[0].replace(",", ".")) if found else None
