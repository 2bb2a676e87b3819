"""Figures: a mean with its n and its interval, and what too few visits may not claim."""

from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction
from typing import Any

import pytest

from app.insights import figures
from app.insights.figures import Figure, figure
from app.insights.queries import ScoredVisit

DAY = datetime(2026, 5, 14, tzinfo=UTC)


def visit(
    score: int | str | None, number: int = 1, at: datetime = DAY, verdict: str = "passed"
) -> ScoredVisit:
    exact = None if score is None else Fraction(score)
    return ScoredVisit(number, 1, 1, "cashier", "in_person", "audit", None, at, exact, verdict)


def of(*scores: int | str | None, label: str = "Nevsky One") -> Figure:
    return figure(label, [visit(score) for score in scores])


@pytest.mark.parametrize(
    ("scores", "mean", "low", "high"),
    [
        # s = 10, t(2) = 4.302653: 70 ± 4.302653 × 10 / √3
        ((60, 70, 80), 70, 45.1586, 94.8414),
        # s = √(500/3) = 12.909944, t(3) = 3.182446: 75 ± 3.182446 × 12.909944 / 2
        ((60, 70, 80, 90), 75, 54.4574, 95.5426),
        # s = 5, t(2): 95 ± 12.4207, and no score is above 100
        ((90, 95, 100), 95, 82.5793, 100),
        # no spread, no doubt
        ((50, 50, 50), 50, 50, 50),
    ],
)
def test_a_mean_carries_its_student_interval(
    scores: tuple[int, ...], mean: int, low: float, high: float
) -> None:
    found = of(*scores)
    assert found.mean is not None
    assert (found.mean.mean, found.n) == (mean, len(scores))
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-3), pytest.approx(high, abs=1e-3))


@pytest.mark.parametrize(
    ("scores", "few", "band"),
    [((), True, None), ((95,), True, None), ((95, 95), True, None), ((95, 95, 95), False, "high")],
)
def test_under_three_visits_there_is_no_band(scores: tuple[int, ...], few: bool, band: str | None) -> None:
    assert (of(*scores).few, of(*scores).band) == (few, band)


def test_a_visit_without_a_score_is_no_visit_of_the_mean() -> None:
    found = of(80, None, 90, None)
    assert (found.n, found.value, found.few) == (2, 85.0, True)


def test_failed_visits_are_counted_beside_the_mean_and_do_not_change_it() -> None:
    found = figure("S", [visit(90, verdict="failed"), visit(80), visit(70, verdict="failed")])
    assert (found.value, found.failed) == (80.0, 2)


def test_the_best_stands_first_and_those_of_too_few_visits_last_by_name() -> None:
    rows = [
        of(100, label="Yasnaya, one visit"),
        of(50, 50, 50, label="Low"),
        of(label="Anichkov, none"),
        of(90, 90, 90, label="High"),
    ]
    assert [row.label for row in figures.ordered(rows)] == [
        "High",
        "Low",
        "Anichkov, none",
        "Yasnaya, one visit",
    ]


def test_the_weakest_is_looked_for_only_where_there_are_enough_visits() -> None:
    low, lower_but_few = of(60, 60, 60, label="Cashier"), of(0, 0, label="Seller")
    assert figures.weakest([of(90, 90, 90), low, lower_but_few]) is low
    assert figures.weakest([lower_but_few]) is None


def card(**shares: str) -> dict[str, Any]:
    lines: list[dict[str, Any]] = [
        {"line": "question", "question": code, "x": x} for code, x in shares.items()
    ]
    return {"arithmetic": [*lines, {"line": "question", "question": "unseen", "x": None}, {"line": "score"}]}


def test_the_weakest_criteria_are_those_that_earned_least_in_enough_answers() -> None:
    cards = {
        9: card(smile="0.5", floor="1", price="0", rare="0"),
        8: card(smile="0.25", floor="1", price="1", rare="0"),
        7: card(smile="1", floor="1", price="1"),
    }
    smile, price = figures.weaknesses(cards)
    assert (smile.code, smile.earned, smile.n, smile.visit_ids) == ("smile", Fraction(7, 12), 3, (9, 8))
    assert (price.code, price.earned, price.n, price.visit_ids) == ("price", Fraction(2, 3), 3, (9,))


def test_at_most_three_criteria_are_the_worst() -> None:
    cards = {number: card(a="0.1", b="0.2", c="0.3", d="0.4") for number in (1, 2, 3)}
    assert [each.code for each in figures.weaknesses(cards)] == ["a", "b", "c"]


def test_months_go_forward_and_are_those_of_the_readers_clock() -> None:
    """The last evening of April in UTC is May where the reader is."""
    days = [
        datetime(2026, 5, 2, tzinfo=UTC),
        datetime(2025, 5, 2, tzinfo=UTC),
        datetime(2026, 4, 30, 22, tzinfo=UTC),
    ]
    seen = [visit(80, number, at) for number, at in enumerate(days)]
    found = figures.months(seen, lambda at: at.astimezone(timezone(timedelta(hours=3))).date())
    assert found == [(date(2025, 5, 1), [seen[1]]), (date(2026, 5, 1), [seen[0], seen[2]])]
