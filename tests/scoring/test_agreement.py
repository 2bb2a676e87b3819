"""How far assessors who saw the same agree: against the examples Krippendorff published."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.scoring.agreement import agreement

RATINGS = st.lists(st.lists(st.sampled_from(["a", "b", "c", None]), min_size=2, max_size=4), max_size=12)


def by_visit(*raters):
    return [[None if value == "." else value for value in row] for row in zip(*raters, strict=True)]


@pytest.mark.parametrize(
    ("raters", "alpha"),
    [
        (("0100000010", "1110010000"), 0.095),
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
    ],
)
def test_alpha_is_the_published_one(raters, alpha):
    assert float(agreement(by_visit(*raters)).alpha) == pytest.approx(alpha, abs=0.0005)


def test_agreement_in_everything_is_one_and_worse_than_chance_is_below_nothing():
    assert agreement([["a", "a"], ["b", "b"]]) == (2, 2, 1, 1)
    assert agreement([["a", "b"], ["b", "a"]])[2:] == (0, Fraction(-1, 2))


def test_where_all_ratings_are_the_same_there_is_no_alpha():
    assert agreement([["a", "a"], ["a", "a"]]) == (2, 2, 1, None)


def test_what_one_assessor_alone_saw_tells_nothing():
    assert agreement([["a", None], [None, "b"], []]) == (0, 0, None, None)
    assert agreement([["a", "b"], ["a", None]]) == agreement([["a", "b"]])


@settings(deadline=None)
@given(RATINGS, st.randoms())
def test_neither_order_nor_names_change_agreement(ratings, chance):
    found = agreement(ratings)
    shuffled = [chance.sample(row, len(row)) for row in chance.sample(ratings, len(ratings))]
    assert agreement(shuffled) == found
    assert agreement([[value and value.upper() for value in row] for row in ratings]) == found
    assert found.raw is None or 0 <= found.raw <= 1
    assert found.alpha is None or -1 <= found.alpha <= 1
    assert (found.alpha == 1) <= (found.raw == 1)
