"""Figures: what too few visits may not claim, their order, and what charts make of them."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from app.insights import charts, figures
from app.insights.charts import Spot
from app.insights.figures import Figure
from app.insights.pages.figure import steps
from app.insights.tally import FULL, UNIT, Tally, added, surely_low


def of(*scores: int, label: str = "Nevsky One") -> Figure:
    visits = [Tally(n=1, total=score * UNIT, squares=(score * UNIT) ** 2) for score in scores]
    return Figure(label, added(visits))


@pytest.mark.parametrize(
    ("scores", "mean", "low", "high"),
    [
        # s = 10, t(2) = 4.302653: 70 ± 4.302653 × 10 / √3
        ((60, 70, 80), 70, 45.1586, 94.8414),
        # s = 5, t(2): 95 ± 12.4207, and no score is above 100
        ((90, 95, 100), 95, 82.5793, 100),
    ],
)
def test_a_mean_carries_its_student_interval(scores: Any, mean: int, low: float, high: float) -> None:
    found = of(*scores)
    assert (found.value, found.n) == (mean, len(scores))
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-3), pytest.approx(high, abs=1e-3))


@pytest.mark.parametrize(
    ("marks", "low", "high"),
    [((100, 100, 100), 43.8503, 100), ((0, 100), 9.4531, 90.5469), ((0,), 0, 79.3451)],
)
def test_a_mean_of_answers_that_earn_all_or_nothing_is_a_share_with_its_interval(
    marks: Any, low: float, high: float
) -> None:
    found = of(*marks)
    assert found.value == sum(marks) / len(marks)
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-3), pytest.approx(high, abs=1e-3))


def test_whole_visits_that_came_to_a_hundred_are_scores_and_no_shares(app: Flask) -> None:
    perfect = Tally(n=3, total=3 * FULL, squares=3 * FULL * FULL, covered=3, coverage=3 * FULL)
    assert (perfect.mean.low, perfect.mean.high) == (100, 100)
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert any("All visits scored the same" in said for said in steps(perfect))


@pytest.mark.parametrize(
    ("scores", "few", "band"), [((), True, None), ((95, 95), True, None), ((95, 95, 95), False, "high")]
)
def test_under_three_visits_there_is_no_band(scores: Any, few: bool, band: str | None) -> None:
    assert (of(*scores).few, of(*scores).band) == (few, band)


def test_the_best_stands_first_and_those_of_too_few_visits_last_by_name() -> None:
    rows = [
        of(100, label="Yasnaya"),
        of(50, 50, 50, label="Low"),
        of(label="Anichkov"),
        of(90, 90, 90, label="High"),
    ]
    assert [row.label for row in figures.ordered(rows)] == ["High", "Low", "Anichkov", "Yasnaya"]


def test_the_weakest_is_looked_for_only_where_there_are_enough_visits() -> None:
    low, lower_but_few = of(60, 60, 60, label="Cashier"), of(0, 0, label="Seller")
    assert figures.weakest([of(90, 90, 90), low, lower_but_few]) is low
    assert figures.weakest([lower_but_few]) is None


@pytest.mark.parametrize(
    ("low", "high", "apart"),
    [
        ((40, 41, 42), (90, 91, 92), True),
        ((60, 70, 80), (70, 80, 90), False),
        ((10, 10), (90, 91, 92), False),
    ],
)
def test_two_are_told_apart_only_where_their_intervals_do_not_overlap(
    low: Any, high: Any, apart: bool
) -> None:
    assert figures.separate([of(*low), of(*high)]) is apart


def test_stores_pile_up_by_two_points_and_many_share_a_dot() -> None:
    few = charts.pile([70.0, 71.9, 72.0, 100.0])
    assert [(each.low, each.high, each.count, each.dots) for each in few.columns] == [
        (70, 72, 2, 2),
        (72, 74, 1, 1),
        (98, 100, 1, 1),
    ]
    many = charts.pile([70.0] * 25)
    assert (many.each, many.highest) == (3, 9)


def test_people_spread_along_round_months() -> None:
    spot = Spot("Anna", 40, 80.0, 3, False)
    found = charts.cloud([spot, replace(spot, x=3)])
    assert (found.most, found.ticks) == (48, (0, 12, 24, 36, 48))


def test_a_crossing_of_too_few_visits_has_its_figure_and_says_so() -> None:
    few, low = charts.cell(of(10, 10)), charts.cell(of(55, 55, 55))
    assert few and low
    assert (few.few, few.n, low.few, low.depth) == (True, 2, False, 4)
    assert charts.cell(of()) is None


def test_what_three_visits_failed_does_not_stand_before_what_twenty_know_to_be_weak() -> None:
    """0 of 3 may still be 56 %, 2 of 20 is 30 % at most (Wilson); three times 50 % shows no spread, and is no certainty."""
    parts = {
        "seen thrice": of(0, 0, 0).tally,
        "seen often": of(100, 100, *[0] * 18).tally,
        "always half": of(50, 50, 50).tally,
        "good": of(*[100] * 20).tally,
        "seen twice": of(0, 0).tally,
    }
    assert surely_low(parts, 4) == ["seen often", "seen thrice", "always half", "good"]
    assert surely_low(parts, 1) == ["seen often"]
    assert [round(parts[part].at_most) for part in ("seen often", "seen thrice")] == [30, 56]


def test_of_whole_visits_the_store_whose_interval_ends_lowest_is_the_weakest() -> None:
    """Ten visits about 60 hold it under 70; three visits about 58 leave it anywhere up to 83."""
    sure, unsure = (
        of(*scores, label=label) for scores, label in (([52, 68] * 5, "sure"), ([48, 58, 68], "unsure"))
    )
    stores = {
        label: each.tally._replace(covered=each.n) for label, each in (("sure", sure), ("unsure", unsure))
    }
    assert surely_low(stores, 2) == ["sure", "unsure"]
    assert figures.weakest([unsure, sure]) is sure
