"""Worked statistics a client can sign: each file holds the numbers, the sum by hand and what it comes to."""

import tomllib
from pathlib import Path

import pytest

from app.insights.explaining import explain
from app.scoring.assessors import leniency
from app.scoring.change import change
from app.scoring.control import score_chart
from app.scoring.spread import spread
from tests.scoring.test_cases import nulls

EXAMPLES = sorted(
    path for path in (Path(__file__).parent / "statistics").glob("*.toml") if path.stem != "power"
)


def cause(case):
    rows = [
        {"store": counted["store"], "employee": counted.get("employee"), "met": place < counted["met"]}
        for counted in case["visits"]
        for place in range(counted["n"])
    ]
    found = explain({"kind": "cause", "target": case["target"], "rows": rows})
    tests = {level: test for level, test in found["statistics"].items() if level != "rest" and test}
    return found | {
        "chi_square": {level: test["chi_square"] for level, test in tests.items()},
        "rest": found["statistics"]["rest"],
        "p_rest": round(found["p_values"]["rest"], 6),
        "p_holm": [float(f"{each['p_holm']:.3g}") for each in found["stand_out"]],
    }


def ratings(case):
    rows = [[None if value == "null" else value for value in row] for row in case["ratings"]]
    return explain(case | {"ratings": rows})


def chart(case):
    found = score_chart(case["scores"])
    last = found.points[-1]
    rules = [list(point.rules) for point in found.points]
    return {"centre": found.centre, "low": last.low, "high": last.high, "rules": rules}


def compared(case):
    found = change(**case)
    return {
        "own": found.own.difference,
        "chain": found.chain.difference,
        **found.effect._asdict(),
    }


FORMULAS = {
    "mean": explain,
    "share": explain,
    "difference": explain,
    "agreement": ratings,
    "cause": cause,
    "spread": lambda case: spread(case["groups"])._asdict(),
    "chart": chart,
    "leniency": lambda case: leniency(case["own"], case["peers"])._asdict(),
    "change": compared,
}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_worked_statistic_comes_out_as_signed(path):
    example = tomllib.loads(path.read_text())
    found = FORMULAS[example["formula"]](example["case"])
    assert example["title"]
    assert example["expected"]
    for part, expected in nulls(example["expected"]).items():
        signed_to = 5e-7 if part in {"alpha", "p_rest"} else 5e-5
        near = pytest.approx(expected, abs=signed_to) if isinstance(expected, float) else expected
        assert found[part] == near, part


def test_every_formula_has_an_example():
    assert {tomllib.loads(path.read_text())["formula"] for path in EXAMPLES} == set(FORMULAS)
