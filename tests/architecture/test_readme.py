"""The README tells the truth: its settings, commands, packages and places are the real ones."""

import re
import tomllib
from pathlib import Path

import pytest
from flask import Flask

from app.config import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
TOP_LEVEL = {
    *(
        "app",
        "migrations",
        "static",
        "templates",
        "checklists",
        "tests",
        "wsgi.py",
        "requirements.txt",
        "README.md",
    ),
    *("Makefile", "pyproject.toml", "package.json", "package-lock.json", "CHANGELOG.md", "LICENSE"),
}


def test_every_setting_that_is_read_is_explained_and_every_explained_one_is_read() -> None:
    sources = [*ROOT.joinpath("app").rglob("*.py"), ROOT / "Makefile"]
    text = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    read = set(re.findall(r"env(?:iron)?\.get\(\s*\"([A-Z_]+)\"", text)) | {"HOST", "PORT"}
    table = README[README.index("## Settings") : README.index("## What it is built with")]
    explained = set(re.findall(r"`([A-Z_]{4,})`", table))
    assert read <= explained, read - explained
    assert explained <= read, explained - read


def test_every_command_of_the_readme_exists(app: Flask) -> None:
    for group, command in re.findall(r"`flask (\w+) (\w+)", README):
        assert app.cli.commands[group].commands[command], f"flask {group} {command}"
    assert "serve" in app.cli.commands


def test_every_make_target_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"make ([a-z-]+)  ", README)):
        assert re.search(rf"^{target}:", makefile, re.M), target


@pytest.mark.parametrize(
    "package", tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
)
def test_every_package_we_depend_on_has_a_word_about_why(package: str) -> None:
    name = re.split(r"[\[<>=]", package)[0].lower()
    assert name in README[README.index("## What it is built with") :].lower()


def test_every_place_named_in_the_readme_is_there() -> None:
    for place in re.findall(r"`((?:app|static|templates|checklists|tests)/[\w/.-]*)`", README):
        assert (ROOT / place).exists(), place


def test_the_top_level_holds_nothing_else() -> None:
    ours = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")} - {
        "__pycache__",
        "instance",
        "node_modules",
    }
    assert ours <= TOP_LEVEL, ours - TOP_LEVEL


def test_the_lock_files_carry_no_addresses() -> None:
    for lock in ("requirements.txt", "tests/requirements.txt", "package-lock.json"):
        lines = Path(ROOT, lock).read_text(encoding="utf-8").splitlines()
        assert not [line for line in lines if '"resolved"' in line or "index-url" in line], lock
