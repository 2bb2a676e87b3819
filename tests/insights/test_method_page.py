"""The page that says how every figure is worked out: open to everybody, its examples come out as written."""

import re

import pytest

from app.scoring.control import score_chart
from app.scoring.intervals import mean_interval, share_interval
from tests.conftest import SignIn

SECTIONS = ["mean", "share", "change", "cause", "spread", "control", "agreement", "assessors"]


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
    page = sign_in("director").get("/method").text
    found = mean_interval([70, 80, 85, 65])
    share = share_interval(8, 10)
    chart = score_chart([80, 81, 80, 81, 80, 81, 80, 81, 70]).points[-1]
    assert f"the interval {found.low:.1f}–{found.high:.1f}\u00a0%" in page
    assert f"the interval {100 * share.low:.0f}–{100 * share.high:.0f}\u00a0%" in page
    assert f"the limits are {chart.low:.1f} and {chart.high:.1f}\u00a0%" in page
