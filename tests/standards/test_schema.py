"""The committed JSON Schema says of the files what the reader says."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from app.checklists.schema import schemas
from app.config import ROOT
from app.standards.source import read_source
from tests.standards.small_folder import CHAPTER, SmallFolder

BUILT_IN = ROOT / "checklists"


def errors(file: Path) -> list[str]:
    """What the schema of this file says against it."""
    name = "chapter" if file.stem[0].isdigit() else file.stem
    plain = json.loads(json.dumps(read_source(file.read_bytes(), file.name).value, default=number))
    validator = Draft202012Validator(json.loads(schemas()[f"{name}.schema.json"]))
    return [error.message for error in validator.iter_errors(plain)]


def number(value: Any) -> float:
    assert isinstance(value, Decimal)
    return float(value)


def files(folder: Path) -> list[Path]:
    return [*sorted(folder.glob("*.yaml")), *sorted(folder.glob("standards/*.yaml"))]


@pytest.mark.parametrize("name", schemas())
def test_the_committed_schema_is_the_generated_one(name: str) -> None:
    assert (BUILT_IN / "schema" / name).read_text(encoding="utf-8") == schemas()[name]
    Draft202012Validator.check_schema(json.loads(schemas()[name]))


def test_no_other_schema_is_committed() -> None:
    assert {path.name for path in (BUILT_IN / "schema").iterdir()} == set(schemas())


@pytest.mark.parametrize("file", files(BUILT_IN), ids=lambda file: file.name)
def test_the_schema_accepts_every_built_in_file(file: Path) -> None:
    assert errors(file) == []


def test_the_schema_accepts_what_the_reader_accepts(folder: SmallFolder) -> None:
    assert [error for file in files(folder.path) for error in errors(file)] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("weight: 3", "weight: heavy"),
        ("weight: 3", "wait: 3"),
        ("kind: yes_no", "kind: maybe"),
        ('en: "Reason 07."', 'en: ""'),
        ("stage: welcome", "stage: WELCOME"),
        ("rater: empathy", "rater: 3"),
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(folder: SmallFolder, old: str, new: str) -> None:
    folder.change_criterion(7, old, new)
    assert errors(folder.path / CHAPTER)
    assert folder.problems()
