"""The page that says how every figure is worked out: open to everybody, its examples come out as written."""

import re

import pytest

from app.scoring.change import change
from app.scoring.control import score_chart
from app.scoring.intervals import mean_interval, share_interval
from tests.conftest import SignIn
from tests.scoring.build import NOT_OBSERVED, explained, question, section
from tests.scoring.planted import SIZES

SECTIONS = [
    "score",
    "mean",
    "share",
    "weakest",
    "people",
    "change",
    "competitors",
    "cause",
    "spread",
    "control",
    "agreement",
    "assessors",
]


@pytest.mark.parametrize("who", ["director", "shopper", "employee"])
def test_everybody_reads_how_a_figure_is_worked_out(sign_in: SignIn, who: str) -> None:
    page = sign_in(who).get("/method").text
    assert re.findall(r'<section[^>]* id="(\w+)"', page) == SECTIONS
    assert page.count("Example.") == len(SECTIONS)


def test_in_russian_nothing_is_left_in_english(sign_in: SignIn) -> None:
    visitor = sign_in("director")
    visitor.post("/language", language="ru")
    page = visitor.get("/method").text
    read = page[page.index("<main") : page.index("</main")]
    assert "Критерий" in read or "критерий" in read
    assert re.findall(r"[A-Za-z]{4,}", re.sub(r"<[^>]*>", "", read)) == []


def test_the_examples_come_out_as_written(sign_in: SignIn) -> None:
    page = sign_in("director").get("/method").text.replace("\u00a0", " ")
    found = mean_interval([70, 80, 85, 65])
    assert f"the interval {found.low:.1f}–{found.high:.1f} %" in page
    for scores in ([88, 90, 92], [70, 80, 85]):
        found = mean_interval(scores)
        assert f"the interval {found.low:.1f}–{found.high:.1f} %" in page
    for counted in ((8, 10), (0, 5)):
        share = share_interval(*counted)
        assert f"the interval {100 * share.low:.0f}–{100 * share.high:.0f} %" in page
    effect = change(
        *(share_interval(*counted) for counted in ((4, 10), (8, 10), (60, 100), (66, 100)))
    ).effect
    assert f"{effect.difference} points, the interval −{-effect.low:.0f}…{effect.high:.0f}" in page
    chart = score_chart([80, 81, 80, 81, 80, 81, 80, 81, 70]).points[-1]
    assert f"The limits are {chart.low:.1f} and {chart.high:.1f} %" in page


def test_the_example_of_a_visit_is_what_scoring_gives(sign_in: SignIn) -> None:
    first, second, third = question("a"), question("b", kind="scale", min=1, max=5, weight=2), question("c")
    found = explained([section("s", first, second, third)], {"a": "yes", "b": 3, "c": NOT_OBSERVED})
    page = sign_in("director").get("/method").text.replace("\u00a0", " ")
    assert (
        f"(1 × 1 + 2 × 0.5) / (1 + 2) = {found['score']} %, coverage 3 / 4 = {found['coverage']:.0%}"
        in page.replace("75 %", "75%")
    )


def test_the_sizes_named_are_among_those_tried(sign_in: SignIn) -> None:
    """What the page promises of the cause test is what the simulations of power.toml found."""
    page = sign_in("director").get("/method").text.replace("\u00a0", " ")
    tried = [
        ("10 stores, 10 visits in each, where 60 %", {"stores": 10, "visits": 10, "rate": 0.6}),
        ("one bad store of 20 with 30 %, 15 visits in each", {"stores": 20, "visits": 15, "bad_rate": 0.3}),
        ("one person of five with 30 %, 12 visits each", {"people": 5, "visits": 12, "bad_rate": 0.3}),
    ]
    for said, size in tried:
        assert said in page
        assert [each["right"] for each in SIZES["planted"] if size.items() <= each.items()] >= [0.9]
    (slight,) = (each for each in SIZES["planted"] if each["rate"] == 0.7)
    assert "70 % in all of 10 stores with 10 visits in each, was seen in less than half" in page
    assert (slight["stores"], slight["visits"], slight["right"] < 0.5) == (10, 10, True)
