"""`flask standards`: one line for each problem, or one line that all is well."""

import json

import pytest
from click.testing import Result
from flask import Flask

from app.checklists.commands import commands
from app.checklists.schema import schemas
from tests.standards.small_folder import CHAPTER, SmallFolder


def run(*words: object) -> Result:
    app = Flask("x")
    app.cli.add_command(commands)
    return app.test_cli_runner().invoke(args=["standards", *map(str, words)])


def test_a_right_folder_is_told_in_one_line(folder: SmallFolder) -> None:
    result = run("check", folder.path)
    assert result.output == "1 chapters, 1 clauses, 12 criteria, 3 checklists: no problems\n"
    assert result.exit_code == 0


def test_each_problem_is_told_on_its_line(folder: SmallFolder) -> None:
    folder.change_criterion(7, "stage: welcome", "stage: hello")
    folder.change_criterion(8, "rater: empathy", "rater: warmth")
    result = run("check", folder.path)
    assert result.output.splitlines() == [
        f"checklists/{CHAPTER}:{folder.line(CHAPTER, 'COU-07') + 9} COU-07: there is no stage hello",
        f"checklists/{CHAPTER}:{folder.line(CHAPTER, 'COU-08') + 10} COU-08: "
        "there is no dimension warmth in a framework rater",
    ]
    assert result.exit_code == 1


def test_new_codes_are_recorded_after_the_old_ones(folder: SmallFolder) -> None:
    folder.write("standards/codes.txt", "# The ledger\nCOU-02\nCOU-01\n")
    assert run("check", folder.path).exit_code == 1
    assert run("check", "--record", folder.path).exit_code == 0
    lines = folder.text("standards/codes.txt").splitlines()
    assert lines == ["# The ledger", "COU-02", "COU-01", *(f"COU-{number:02}" for number in range(3, 13))]
    assert run("check", folder.path).exit_code == 0


@pytest.mark.parametrize("ledger", ["", "COU-01\n"])
def test_nothing_is_recorded_while_anything_is_wrong(folder: SmallFolder, ledger: str) -> None:
    folder.write("standards/codes.txt", ledger)
    folder.change_criterion(7, "stage: welcome", "stage: hello")
    assert run("check", "--record", folder.path).exit_code == 1
    assert folder.text("standards/codes.txt") == ledger


def test_the_ledger_is_begun_where_there_is_none(folder: SmallFolder) -> None:
    (folder.path / "standards/codes.txt").unlink()
    assert run("check", "--record", folder.path).exit_code == 0
    assert folder.text("standards/codes.txt").startswith("# Every code ever published.")
    assert folder.text("standards/codes.txt").endswith("COU-11\nCOU-12\n")


def test_schemas_are_written_beside_the_files(folder: SmallFolder) -> None:
    result = run("schema", folder.path)
    assert result.output.split() == list(schemas())
    assert json.loads(folder.text("schema/chapter.schema.json"))["title"] == "Chapter"
