"""How far to trust a mean or a share of a few visits."""

import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from app import scoring
from app.scoring import mean_interval, share_interval

SCORES = [Fraction(70), Fraction(80), Fraction(85), Fraction(200, 3)]


def test_a_mean_is_exact_and_its_interval_is_students():
    from scipy import stats

    found = mean_interval(SCORES)
    low, high = stats.ttest_1samp([float(score) for score in SCORES], 0).confidence_interval(0.95)
    assert (found.n, found.mean) == (4, Fraction(905, 12))
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))


def test_the_interval_of_a_mean_stays_between_0_and_100():
    found = mean_interval([Decimal("99.9"), Decimal("40"), Decimal("100")])
    assert (found.high, found.low) == (100.0, 0.0)


def test_one_visit_has_a_mean_and_no_interval_and_none_has_neither():
    assert mean_interval([Decimal("66.67")]) == (1, Fraction(6667, 100), None, None)
    assert mean_interval([]) == (0, None, None, None)


@pytest.mark.parametrize(("met", "n"), [(0, 1), (1, 1), (3, 7), (0, 20), (20, 20), (199, 200)])
def test_a_share_has_wilsons_interval(met, n):
    from scipy import stats

    found = share_interval(met, n)
    wilson = stats.binomtest(met, n).proportion_ci(0.95, method="wilson")
    assert (found.n, found.share) == (n, Fraction(met, n))
    assert (found.low, found.high) == (pytest.approx(wilson.low, abs=1e-12), pytest.approx(wilson.high))
    assert 0 <= found.low <= found.share <= found.high <= 1


def test_a_share_of_nothing_is_unknown_and_more_than_all_is_refused():
    assert share_interval(0, 0) == (0, None, None, None)
    for met, n in [(2, 1), (-1, 3)]:
        with pytest.raises(ValueError, match="is no share"):
            share_interval(met, n)


ALONE = """
import sys, types
sys.modules["app"] = types.ModuleType("app")  # the application around scoring loads all it needs; scoring must not
sys.modules["app"].__path__ = [sys.argv[1]]
import app.scoring
sys.exit(" ".join({"scipy", "numpy", "flask", "click", "sqlalchemy"} & sys.modules.keys()) or 0)
"""


def test_scoring_loads_without_scipy_flask_or_a_database():
    app = str(Path(scoring.__file__).parents[1])
    found = subprocess.run([sys.executable, "-c", ALONE, app], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")
