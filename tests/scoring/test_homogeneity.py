"""Whether groups differ, held against SciPy and statsmodels."""

from math import comb

import pytest

from app.scoring.homogeneity import Count, below_rest, below_target, holm, homogeneity, total

GROUPS = [Count(3, 10), Count(9, 10), Count(8, 12), Count(14, 15)]


def test_the_statistic_is_pearsons_and_its_p_is_near_the_tables():
    from scipy import stats

    found = homogeneity([GROUPS], 9_999)
    table = [[met, n - met] for met, n in GROUPS]
    chi_square, p, _, _ = stats.chi2_contingency(table, correction=False)
    assert found.chi_square == pytest.approx(chi_square)
    assert found.p_chi_square == pytest.approx(p, abs=0.003)


def test_the_permutation_p_is_the_share_of_all_deals_counted_by_hand():
    # 4 met of 8: of the 70 ways to deal them to two groups of 4, two lie as far apart as (0, 4)
    found = homogeneity([[Count(0, 4), Count(4, 4)]], 9_999)
    assert found.p_chi_square == pytest.approx(2 / comb(8, 4), abs=0.005)
    assert found.p == pytest.approx(2 * found.p_chi_square)


def test_within_stores_only_people_of_one_store_are_compared():
    """Two stores as different as can be, whose people are alike."""
    alike = [[Count(1, 10), Count(1, 10)], [Count(9, 10), Count(9, 10)]]
    assert homogeneity(alike, 999).p == 1
    assert homogeneity([[count for stratum in alike for count in stratum]], 999).p < 0.01


def test_with_nothing_to_compare_there_is_no_test():
    assert homogeneity([[Count(3, 9)], [Count(4, 4), Count(5, 5)], [Count(0, 4), Count(0, 5)]], 999) is None


def test_the_order_changes_nothing():
    strata = [GROUPS, [Count(1, 5), Count(5, 5)]]
    assert homogeneity(strata, 999) == homogeneity([group[::-1] for group in strata[::-1]], 999)


@pytest.mark.parametrize(("met", "n"), [(0, 5), (2, 6), (5, 5), (9, 30)])
def test_a_group_is_held_against_the_rest_by_fishers_test(met, n):
    from scipy import stats

    rest = total(GROUPS)
    table = [[met, n - met], [rest.met, rest.n - rest.met]]
    assert below_rest(Count(met, n), rest) == pytest.approx(stats.fisher_exact(table, "less").pvalue)


@pytest.mark.parametrize(("met", "n", "target"), [(3, 10, 0.8), (0, 4, 0.5), (10, 10, 0.9)])
def test_a_count_is_held_against_the_target_by_the_binomial_test(met, n, target):
    from scipy import stats

    expected = stats.binomtest(met, n, target, "less").pvalue
    assert below_target(Count(met, n), target) == pytest.approx(expected)


def test_holm_is_holms():
    from statsmodels.stats.multitest import multipletests

    p_values = [0.01, 0.04, 0.03, 0.005, 0.5]
    assert holm(p_values) == pytest.approx(list(multipletests(p_values, method="holm")[1]))
    assert holm([]) == []
