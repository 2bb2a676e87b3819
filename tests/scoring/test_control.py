"""A store's control chart, the spread between stores, and the questions put to an assessor."""

from fractions import Fraction
from statistics import mean, stdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.scoring.assessors import speed, straight_lining
from app.scoring.control import score_chart
from app.scoring.spread import spread

STEADY = [Fraction(80 + step % 2) for step in range(12)]


def rules(chart):
    return {place: point.rules for place, point in enumerate(chart.points) if point.rules}


def test_a_steady_store_breaks_no_rule():
    assert rules(score_chart(STEADY)) == {}


def test_a_visit_far_below_is_beyond_the_limits():
    assert rules(score_chart([*STEADY, Fraction(60)]))[12] == ("beyond_limits",)


def test_eight_in_a_row_on_one_side_are_a_shift_and_seven_are_not():
    def shifted(times):
        return [Fraction(step % 3) + 70 for step in range(times)] + [Fraction(74)] * times

    assert "eight_in_a_row" not in {
        rule for broken in rules(score_chart(shifted(7))).values() for rule in broken
    }
    assert rules(score_chart(shifted(8)))[15] == ("eight_in_a_row",)


def test_a_visit_on_the_mean_ends_a_row():
    assert rules(score_chart([Fraction(80)] * 20)) == {}


def test_under_eight_points_there_are_no_limits():
    chart = score_chart([Fraction(10), *[Fraction(90)] * 6])
    assert {(point.low, point.high, point.rules) for point in chart.points} == {(None, None, ())}
    assert score_chart([]) == (None, ())


def test_a_visit_on_the_very_limit_is_within_it():
    """The mean is 61.9, a step 65 / 19 on average, and 2.66 · 65 / 19 is 9.1: 71 lies on the limit to the last digit."""
    scores = [Fraction(60), Fraction(63)] * 9 + [Fraction(60), Fraction(71)]
    assert rules(score_chart(scores)) == {}
    assert rules(score_chart([*scores[:-1], Fraction(72)])) == {19: ("beyond_limits",)}


@settings(deadline=None)
@given(st.lists(st.integers(0, 100).map(Fraction), max_size=20))
def test_limits_stand_about_the_mean_and_between_0_and_100(scores):
    for point in (chart := score_chart(scores)).points:
        assert point.low is None or 0 <= point.low <= float(chart.centre) + 1e-9
        assert point.high is None or float(chart.centre) - 1e-9 <= point.high <= 100


def test_the_spread_between_groups_follows_from_f():
    from scipy import stats

    groups = [[60, 65, 70], [80, 85, 84], [70, 75, 71]]
    found = spread([[Fraction(score) for score in group] for group in groups])
    f = stats.f_oneway(*groups).statistic
    within = mean(stdev(group) ** 2 for group in groups)
    assert found.within**2 == pytest.approx(within)
    assert found.between**2 == pytest.approx((f - 1) * within / 3)


def test_groups_alike_have_no_spread_and_single_visits_none_to_tell():
    alike = [[Fraction(70), Fraction(90)]] * 3
    assert spread(alike).between == 0
    assert spread([[Fraction(70)], [Fraction(90)], []]) == (2, 2, None, None)
    assert spread([[Fraction(70), Fraction(80)]]).between is None


def test_one_answer_all_along_is_a_question_and_a_few_answers_are_not():
    assert straight_lining([5] * 12) == (12, 12, True)
    assert straight_lining([5] * 4 + [4] + [5] * 5) == (9, 10, True), "one slip among them hides nothing"
    assert not straight_lining([5] * 8 + [4, 3]).flagged
    assert not straight_lining([5] * 9).flagged
    assert straight_lining([]) == (0, 0, False)


def test_a_visit_much_quicker_than_others_is_a_question():
    peers = [600, 660, 540, 700, 620]
    assert speed(200, peers) == (200, 5, 620, True)
    assert not speed(248, peers).flagged, "two fifths of the median exactly"
    assert not speed(10, peers[:4]).flagged, "four peers are too few"
    assert speed(10, []) == (10, 0, None, False)
