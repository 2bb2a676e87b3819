"""Worked examples a client can sign: each file is a case with the sum done by hand in its comments."""

import tomllib
from pathlib import Path

import pytest

from app.scoring import explain

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))


def nulls(value):
    """TOML has no null: the word stands for it."""
    if isinstance(value, dict):
        return {key: nulls(part) for key, part in value.items()}
    return None if value == "null" else value


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_worked_example_comes_out_as_signed(path):
    example = tomllib.loads(path.read_text())
    found = explain({"checklist": example["checklist"], "responses": example["responses"]})

    assert example["title"]
    assert {"score", "coverage", "verdict", "reasons"} <= example["expected"].keys()
    for part, expected in nulls(example["expected"]).items():
        assert found[part] == expected, part


def test_there_are_examples_enough():
    assert len(CASES) >= 15
