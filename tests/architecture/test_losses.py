"""Every known loss of field data has a test of ours that exists, or a reason why it cannot happen here."""

import ast
import tomllib
from functools import cache

from app.config import ROOT

LOSSES = tomllib.loads((ROOT / "tests/storm/losses.toml").read_text(encoding="utf-8"))["loss"]


@cache
def names_in(path: str) -> set[str]:
    """The names of the tests a file holds."""
    module = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    found = [each.name for each in ast.walk(module) if isinstance(each, ast.FunctionDef)]
    return {name for name in found if name.startswith("test_")}


def test_all_forty_losses_are_told_once() -> None:
    assert [loss["number"] for loss in LOSSES] == list(range(1, 41))
    assert all(loss["what"].strip() for loss in LOSSES)


def test_each_has_tests_or_a_reason_and_never_both() -> None:
    assert [loss["number"] for loss in LOSSES if bool(loss.get("tests")) == bool(loss.get("cannot"))] == []


def test_every_named_test_exists() -> None:
    named = [each.partition("::") for loss in LOSSES for each in loss.get("tests", [])]
    missing = [f"{path}::{name}" for path, _, name in named if name not in names_in(path)]
    assert missing == []
