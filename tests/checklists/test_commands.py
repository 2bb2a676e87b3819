"""`flask standards diff` and `flask checklists matrix`: what a page says, for a terminal and for programs."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from app.checklists import operations
from app.db import db
from app.standards.document import Document
from app.standards.queries import current_standard
from tests.sync.field import every_kind


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files that the cast's version was published from, in which COU-12 was reworded since."""
    under = tmp_path / "edited"
    under.mkdir()
    files = every_kind(under)
    files.change_criterion(12, "Was question 12 asked?", "Was it dated?")
    return files.path


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=list(words))


def test_the_files_are_held_against_what_is_in_force(app: Flask, folder: Path) -> None:
    told = run(app, "standards", "diff", "--folder", str(folder)).output.splitlines()
    assert told == [
        "COU-12 in 1.1: reworded (question en)",
        "checklist cashier in_person: 1 reworded",
        "  COU-12: reworded",
        "checklist seller in_person: 1 reworded",
        "  COU-12: reworded",
    ]


def test_a_version_does_not_differ_from_itself(app: Flask) -> None:
    assert run(app, "standards", "diff", "1", "1").output == "nothing differs\n"


def test_programs_read_the_same_as_json(app: Flask, folder: Path) -> None:
    found = json.loads(run(app, "standards", "diff", "1", "files", "--json", "--folder", str(folder)).output)
    assert found["counts"]["reworded"] == 1
    (criterion,) = found["criteria"]
    assert criterion["code"] == "COU-12"
    assert criterion["clause"] == {"before": "1.1", "after": "1.1"}
    assert criterion["wordings"][0]["after"]["en"] == "Was it dated?"
    assert [(each["position"], each["channel"], each["fate"]) for each in found["checklists"]] == [
        ("cashier", "in_person", "changed"),
        ("seller", "in_person", "changed"),
    ]


@pytest.mark.parametrize("name", ["7", "latest"])
def test_a_version_that_is_not_there_is_one_sentence(app: Flask, name: str) -> None:
    told = run(app, "standards", "diff", name, "1")
    assert told.exit_code == 1
    assert (
        told.output == f"Error: There is no version {name}: give the number of a published one, or `files`.\n"
    )


def test_files_that_are_wrong_are_not_compared(app: Flask, folder: Path) -> None:
    (folder / "stages.yaml").write_text("")
    told = run(app, "standards", "diff", "--folder", str(folder))
    assert told.exit_code == 1
    assert "stages.yaml" in told.output


def test_the_matrix_says_each_checklist_and_every_gap(app: Flask) -> None:
    told = run(app, "checklists", "matrix").output
    assert "cashier          in_person   13 questions 1 critical" in told
    assert "criteria nobody asks: none" in told
    found = json.loads(run(app, "checklists", "matrix", "--json").output)
    assert [(cell["position"], cell["channel"]) for cell in found["cells"]] == [
        ("cashier", "in_person"),
        ("seller", "in_person"),
        ("seller", "chat"),
    ]
    assert found["gaps"]["chapters_without_criteria"] == []


def test_files_cannot_be_published_over_codes_that_they_do_not_know(app: Flask, folder: Path) -> None:
    """A criterion added at the author's desk and published is no longer a code that files may lose."""
    with app.app_context():
        standard = current_standard()
        assert standard is not None
        content = json.loads(standard.document.canonical())
        asked = content["chapters"][0]["clauses"][0]["criteria"]
        asked.append({**asked[0], "code": "COU-77"})
        operations.publish(Document.model_validate(content), (), reason="At the desk")
        db.session.commit()
    told = run(app, "standards", "publish", str(folder), "--reason", "From files")
    assert told.exit_code == 1
    assert "COU-77: was published and is gone" in told.output
    files = folder / "standards" / "document.yaml"
    files.write_text(files.read_text().replace("retired: []", "retired: [COU-77]"))
    assert "version 3" in run(app, "standards", "publish", str(folder), "--reason", "From files").output
