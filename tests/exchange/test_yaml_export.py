"""`flask standards export` and `flask checklists export`: what is published goes out as files, and nothing is overwritten."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from app.checklists.checklist import Checklist
from app.checklists.operations import publish
from app.checklists.queries import current_checklists
from app.checklists.reading import Standards, read_standards
from app.config import ROOT
from app.db import db
from app.exchange.xlsform.reading import read_xlsform
from app.standards.ledger import read_ledger
from app.standards.source import read_source
from tests.built_in import built_in
from tests.cast import app_on
from tests.standards.small_folder import CHAPTER, SmallFolder

BUILT_IN = ROOT / "checklists"


@pytest.fixture
def empty(tmp_path: Path) -> Flask:
    """The product with tables and nothing in them."""
    app = app_on(tmp_path)
    with app.app_context():
        db.create_all()
    return app


def publish_in(app: Flask, standards: Standards) -> None:
    with app.app_context():
        publish(*standards, reason="A test")
        db.session.commit()


def run(app: Flask, *words: object) -> Result:
    return app.test_cli_runner().invoke(args=[*map(str, words)])


def test_the_built_in_standards_come_back_from_the_database_as_they_went_in(
    empty: Flask, tmp_path: Path
) -> None:
    standards = built_in()
    publish_in(empty, standards)
    out = tmp_path / "out"
    done = run(empty, "standards", "export", out)
    assert (done.exit_code, done.output[:11]) == (0, "version 1, ")
    again = read_standards(out)
    assert again.document.digest() == standards.document.digest()
    assert again.selections == standards.selections
    assert sorted(read_ledger(out)) == sorted(read_ledger(BUILT_IN))
    pictures = sorted((BUILT_IN / "standards/pictures").iterdir())
    assert pictures
    for picture in pictures:
        assert (out / "standards/pictures" / picture.name).read_bytes() == picture.read_bytes()


def test_an_earlier_version_comes_out_with_the_codes_of_its_time(
    empty: Flask, folder: SmallFolder, tmp_path: Path
) -> None:
    first = folder.read()
    publish_in(empty, first)
    folder.change_criterion(12, "Was question 12 asked?", "Was it asked?")
    folder.write(CHAPTER, folder.text(CHAPTER).replace("COU-12", "COU-13"))
    folder.write("selections.yaml", "[]\n")
    folder.change("standards/document.yaml", "retired: []", "retired: [COU-12]")
    folder.write("standards/codes.txt", folder.text("standards/codes.txt") + "COU-13\n")
    publish_in(empty, folder.read())
    assert run(empty, "standards", "export", tmp_path / "one", "--version", 1).exit_code == 0
    assert run(empty, "standards", "export", tmp_path / "two").exit_code == 0
    assert read_standards(tmp_path / "one") == first
    assert read_standards(tmp_path / "two").document == folder.read().document
    assert "COU-13" not in read_ledger(tmp_path / "one")
    assert read_ledger(tmp_path / "two") == tuple(f"COU-{number:02}" for number in range(1, 14))


def test_nothing_is_written_into_a_folder_that_holds_something(
    empty: Flask, folder: SmallFolder, tmp_path: Path
) -> None:
    publish_in(empty, folder.read())
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine")
    done = run(empty, "standards", "export", full)
    assert (done.exit_code, done.stderr) == (
        1,
        f"Error: {full} is not empty, and nothing in it is overwritten\n",
    )
    assert [path.name for path in full.iterdir()] == ["mine.txt"]


def test_what_is_not_there_is_said_in_one_sentence(empty: Flask, folder: SmallFolder, tmp_path: Path) -> None:
    none = run(empty, "standards", "export", tmp_path / "out")
    assert none.stderr == "Error: no version of the standards is published yet\n"
    publish_in(empty, folder.read())
    assert run(empty, "standards", "export", tmp_path / "out", "--version", 7).stderr == (
        "Error: there is no version 7 of the standards\n"
    )
    assert run(empty, "checklists", "export", "seller", "phone", "--output", tmp_path / "x").stderr == (
        "Error: there is no checklist seller phone\n"
    )
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "x").exists()


def test_a_checklist_goes_out_in_each_format(empty: Flask, folder: SmallFolder, tmp_path: Path) -> None:
    publish_in(empty, folder.read())
    files = {name: tmp_path / f"seller.{name}" for name in ("json", "yaml", "xlsform")}
    for name, file in files.items():
        done = run(empty, "checklists", "export", "seller", "chat", "--format", name, "--output", file)
        assert (done.exit_code, done.output) == (0, "")
    with empty.app_context():
        (kept,) = (each.checklist for each in current_checklists() if each.channel == "chat")
    assert Checklist.model_validate(json.loads(files["json"].read_bytes())) == kept
    source = read_source(files["yaml"].read_bytes(), "seller.yaml")
    assert source.problems == []
    assert Checklist.model_validate(source.value) == kept
    assert [each.code for each in read_xlsform(files["xlsform"].read_bytes()).questions()] == [
        each.id for each in kept.questions()
    ]
