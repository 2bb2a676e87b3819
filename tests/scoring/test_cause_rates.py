"""How often the cause of a criterion is called right, and how seldom a sound chain is accused."""

from math import sqrt

import pytest

from tests.scoring.planted import SIZES, answers, causes_of
from tests.storm.counts import STORM, count

STATED = [size for size in SIZES["planted"] if size["right"] >= 0.9]
BLIND = [size for size in SIZES["planted"] if size["right"] < 0.9]
SOUND = {"on_target", "scattered"}


def called(size, chains, expected):
    return sum(times for answer, times in answers(size, chains).items() if answer in expected) / chains


def as_written(size, right, chains):
    """Whether the share called right is the one in the table, as near as so many chains here and there can tell."""
    error = sqrt(size["right"] * (1 - size["right"]) * (1 / chains + 1 / SIZES["measured_chains"]))
    return abs(right - size["right"]) <= 4 * error + 0.01


@pytest.mark.parametrize("cause", ["systemic", "local", "individual"])
def test_a_planted_cause_is_called_right_in_nine_of_ten_chains(cause):
    sizes, chains = [size for size in STATED if size["cause"] == cause], count(8, 1000)
    right = [called(size, chains, {cause}) for size in sizes]
    assert len(sizes) >= 3
    assert sum(right) / len(right) >= 0.9
    if STORM:
        assert min(right) >= 0.9
        assert all(as_written(size, found, chains) for size, found in zip(sizes, right, strict=True))


def test_where_the_test_is_blind_the_table_says_so():
    chains = count(20, 1000)
    for size in BLIND:
        assert as_written(size, called(size, chains, {size["cause"]}), chains), size


def test_a_sound_chain_is_accused_in_fewer_than_five_of_a_hundred():
    false = [1 - called(size, count(25, 1000), SOUND) for size in SIZES["sound"]]
    assert sum(false) / len(false) <= 0.05
    assert max(false) <= (0.05 if STORM else 0.15)


@pytest.mark.parametrize(("bad", "name"), [("bad_stores", "0"), ("bad_people", "0-0")])
def test_the_bad_one_is_named_and_a_good_one_is_not(bad, name):
    size, chains = next(size for size in STATED if size.get(bad) == 1), count(20, 500)
    named = [
        {each.employee or each.store for each in (*cause.stores, *cause.employees) if each.named}
        for cause in causes_of(size, chains)
    ]
    assert sum(name in names for names in named) >= (0.9 if STORM else 0.8) * chains
    assert sum(bool(names - {name, "0"}) for names in named) <= 0.1 * chains
