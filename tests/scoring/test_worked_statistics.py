"""Worked statistics a client can sign: each file holds the numbers, the sum by hand and what it comes to."""

import tomllib
from pathlib import Path

import pytest

from app.insights.explaining import explain
from app.insights.figures import Figure, separate
from app.insights.tally import UNIT, Tally, added
from app.scoring.assessors import leniency, speed, straight_lining
from app.scoring.change import change
from app.scoring.control import score_chart
from app.scoring.homogeneity import holm
from app.scoring.intervals import share_contrast, share_interval
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
    found = change(**{name: share_interval(*counted) for name, counted in case.items()})
    return {
        "own": found.own.difference,
        "chain": found.chain.difference,
        "shown": found.shown,
        **found.effect._asdict(),
    }


def no_rank(case):
    people = {
        name: Figure(name, added(Tally(1, score * UNIT, (score * UNIT) ** 2) for score in scores))
        for name, scores in case.items()
    }
    found = {name: pytest.approx([figure.low, figure.high], abs=5e-5) for name, figure in people.items()}
    return {**found, "told_apart": separate(people.values())}


FORMULAS = {
    "no_rank": no_rank,
    "holm": lambda case: {"adjusted": pytest.approx(holm(case["p_values"]))},
    "speed": lambda case: speed(**case)._asdict(),
    "straight_lining": lambda case: straight_lining(**case)._asdict(),
    "share_change": lambda case: share_contrast(
        [share_interval(*case["after"])], [share_interval(*case["before"])]
    )._asdict(),
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
