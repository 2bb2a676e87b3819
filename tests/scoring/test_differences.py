"""How far to trust a difference: of two means, of a store against its chain, of an assessor against the others."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.scoring import mean_interval, share_interval
from app.scoring.assessors import leniency
from app.scoring.change import change
from app.scoring.intervals import Sums, difference_interval, share_contrast

SCORES = st.lists(st.integers(0, 10_000).map(lambda hundredths: Fraction(hundredths, 100)), max_size=12)
BEFORE, AFTER = [70, 80, 75, 66.5], [85, 90, 80]


def floats(scores):
    return [float(score) for score in scores]


def test_a_mean_has_the_interval_statsmodels_gives():
    from statsmodels.stats.weightstats import DescrStatsW

    found = mean_interval([Fraction(score) for score in BEFORE])
    assert (found.low, found.high) == pytest.approx(DescrStatsW(BEFORE).tconfint_mean())


def test_a_difference_has_welchs_interval():
    from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

    compared = CompareMeans(DescrStatsW(AFTER), DescrStatsW(BEFORE))
    found = difference_interval([Fraction(each) for each in BEFORE], [Fraction(each) for each in AFTER])
    assert (found.low, found.high) == pytest.approx(compared.tconfint_diff(usevar="unequal"))
    assert float(found.difference) == pytest.approx(sum(AFTER) / 3 - sum(BEFORE) / 4)


@pytest.mark.parametrize(("met", "n"), [(0, 4), (7, 9), (50, 50), (123, 1000)])
def test_a_share_has_the_interval_statsmodels_gives(met, n):
    from statsmodels.stats.proportion import proportion_confint

    found = share_interval(met, n)
    assert (found.low, found.high) == pytest.approx(proportion_confint(met, n, method="wilson"), abs=1e-12)


def test_without_two_scores_on_either_side_a_difference_has_no_bounds():
    assert difference_interval([], [Fraction(80)]) == (None, None, None)
    assert difference_interval([Fraction(60), Fraction(70)], [Fraction(80)]) == (15, None, None)


def test_scores_that_never_vary_leave_no_doubt():
    assert difference_interval([Fraction(60)] * 3, [Fraction(80)] * 2) == (20, 20.0, 20.0)


@settings(deadline=None)
@given(SCORES, SCORES)
def test_a_difference_is_ordered_limited_and_the_same_from_sums(before, after):
    found = difference_interval(before, after)
    assert found == difference_interval(Sums.of(before[::-1]), Sums.of(after[::-1]))
    if found.low is not None:
        assert -100 <= found.low <= float(found.difference) + 1e-9
        assert float(found.difference) - 1e-9 <= found.high <= 100
        back = difference_interval(after, before)
        assert (back.low, back.high) == pytest.approx((-found.high, -found.low))


@settings(deadline=None)
@given(SCORES)
def test_a_mean_is_ordered_limited_and_the_same_from_sums(scores):
    found = mean_interval(scores)
    assert found == mean_interval(Sums.of(scores[::-1]))
    if found.low is not None:
        assert 0 <= found.low <= float(found.mean) + 1e-9
        assert float(found.mean) - 1e-9 <= found.high <= 100


@pytest.mark.parametrize(("before", "after"), [((3, 10), (8, 10)), ((0, 3), (3, 3)), ((40, 50), (9, 9))])
def test_a_difference_of_shares_has_newcombes_interval(before, after):
    from statsmodels.stats.proportion import confint_proportions_2indep

    low, high = confint_proportions_2indep(*after, *before, method="newcomb", compare="diff")
    found = share_contrast([share_interval(*after)], [share_interval(*before)])
    assert (found.low, found.high) == pytest.approx((100 * low, 100 * high))
    assert found.difference == 100 * (Fraction(*after) - Fraction(*before))


def test_a_difference_of_shares_is_limited_and_none_where_nobody_was():
    nothing, everything, none = share_interval(0, 1), share_interval(1, 1), share_interval(0, 0)
    assert share_contrast([everything, everything], [nothing, nothing]).high == 200
    assert share_contrast([nothing, nothing], [everything, everything]).low == -200
    assert share_contrast([everything], [none]) == (None, None, None)


SHARES = st.integers(0, 12).flatmap(lambda n: st.integers(0, n).map(lambda met: share_interval(met, n)))


@given(SHARES, SHARES)
def test_what_changes_everywhere_is_no_effect(before, after):
    found = change(before, after, before, after)
    assert found.effect.difference in (0, None)
    assert not found.shown


@given(SHARES, SHARES, SHARES, SHARES)
def test_an_effect_turns_round_with_the_periods_and_holds_its_difference(one, two, three, four):
    found, back = change(one, two, three, four).effect, change(two, one, four, three).effect
    if found.difference is not None:
        assert -200 <= found.low <= float(found.difference) + 1e-9
        assert float(found.difference) - 1e-9 <= found.high <= 200
        assert (back.low, back.high) == pytest.approx((-found.high, -found.low), abs=1e-9)


def test_an_effect_is_shown_when_its_interval_leaves_out_zero_and_three_visits_saw_each_side():
    low, high = share_interval(1, 10), share_interval(9, 10)
    assert change(low, high, low, low).shown
    assert not change(low, high, low, high).shown
    few = share_interval(2, 2)
    assert change(low, few, low, low).effect.shown
    assert not change(low, few, low, low).shown


def test_a_milder_assessor_is_compared_on_stores_in_common_only():
    own = {"easy": [Fraction(90)], "hard": [Fraction(60)], "alone": [Fraction(0)]}
    peers = {"easy": [Fraction(88), Fraction(90)], "hard": [Fraction(57)], "theirs": [Fraction(100)]}
    assert leniency(own, peers)[:2] == (2, 2)
    assert leniency({"easy": [Fraction(90)]}, peers) == (1, 1, None, None)
    assert leniency({"alone": [Fraction(90)]}, peers) == (0, None, None, None)
