"""Everything the product says can be read in Russian: no word is missing, doubtful or in the wrong form."""

import io
import json
import os
import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, render_template
from flask_babel import gettext, ngettext

from app import create_app
from app.config import ROOT

RUSSIAN = ROOT / "app/translations/ru/LC_MESSAGES/messages.po"
EXTRACT = ["pybabel", "-q", "extract", "-F", "pyproject.toml", "-k", "_l", "-k", "lazy_gettext", "-o"]
FORMS = 3  # 1 визит, 2 визита, 5 визитов
# Texts that hold no Russian word, each with its reason.
WITHOUT_CYRILLIC: dict[str, str] = {
    "Android: Chrome": "two names",
    "«%(question)s» — %(answer)s": "places and quotation marks",
    "№ %(number)s — «%(answer)s»": "a sign, places and quotation marks",
    "№": "a sign",
    "%(rows)s × %(columns)s": "places and a sign",
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}")


def forms(texts: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)


def name(message: Message) -> str:
    return forms(message.id)[0]


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What the code and the templates say today, collected as `make words` does."""
    template = tmp_path_factory.mktemp("words") / "messages.pot"
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        CommandLineInterface().run([*EXTRACT, str(template), "."])
    finally:
        os.chdir(before)
    return read_po(io.BytesIO(template.read_bytes()))


@cache
def russian() -> Catalog:
    return read_po(io.BytesIO(RUSSIAN.read_bytes()), locale="ru")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The product with the catalogue as it is in the source, whether or not somebody compiled it."""
    folder = tmp_path_factory.mktemp("compiled")
    compiled = folder / "translations/ru/LC_MESSAGES/messages.mo"
    compiled.parent.mkdir(parents=True)
    with compiled.open("wb") as file:
        write_mo(file, russian())
    return create_app(
        {"INSTANCE": folder, "BABEL_TRANSLATION_DIRECTORIES": str(folder / "translations"), "TESTING": True}
    )


def test_the_collected_words_are_those_of_the_code(extracted: Catalog) -> None:
    assert {"Visits", "Not applicable", "%(num)s visit"} <= {name(message) for message in extracted}


def test_every_word_of_the_code_is_in_the_catalogue(extracted: Catalog) -> None:
    known = {message.id for message in russian()}
    assert [message.id for message in extracted if message.id not in known] == []


def test_the_catalogue_has_no_word_that_the_code_dropped(extracted: Catalog) -> None:
    said = {message.id for message in extracted}
    assert [message.id for message in russian() if message.id not in said] == []


def test_nothing_is_empty_or_doubtful() -> None:
    assert [name(m) for m in russian() if m.id and (m.fuzzy or not all(forms(m.string)))] == []


def test_the_places_for_names_and_numbers_are_the_same() -> None:
    for message in russian():
        if message.id:
            wanted = sorted(PLACEHOLDER.findall(forms(message.id)[-1]))
            for text in forms(message.string):
                assert sorted(PLACEHOLDER.findall(text)) == wanted, name(message)


def test_what_is_counted_has_all_russian_forms() -> None:
    counted = [message for message in russian() if message.pluralizable]
    assert counted
    assert [name(message) for message in counted if len(message.string) != FORMS] == []
    assert russian().num_plurals == FORMS


def test_russian_is_written_in_russian_letters() -> None:
    foreign = {
        text
        for message in russian()
        if message.id
        for text in forms(message.string)
        if not re.search("[а-яё]", text, re.IGNORECASE)
    }
    assert foreign == set(WITHOUT_CYRILLIC)


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1 визит"), (2, "2 визита"), (5, "5 визитов"), (11, "11 визитов"), (21, "21 визит")],
)
def test_a_russian_browser_counts_visits_in_russian(app: Flask, number: int, said: str) -> None:
    with app.test_request_context(headers={"Accept-Language": "ru"}):
        assert ngettext("%(num)s visit", "%(num)s visits", number).replace("\N{NO-BREAK SPACE}", " ") == said


def test_the_browser_chooses_the_language(app: Flask) -> None:
    for wanted, said in (("ru-RU,ru;q=0.9,en;q=0.8", "Не применимо"), ("en-GB,en;q=0.9", "Not applicable")):
        with app.test_request_context(headers={"Accept-Language": wanted}):
            assert gettext("Not applicable") == said


def test_the_scripts_find_every_text_they_ask_for(app: Flask) -> None:
    asked = {
        key
        for script in (ROOT / "static/js").rglob("*.js")
        for key in re.findall(r"\bwords\('(\w+)'", script.read_text(encoding="utf-8"))
    }
    with app.test_request_context(headers={"Accept-Language": "ru"}):
        block = render_template("pwa/words.html")
    texts = json.loads(block[block.index(">") + 1 : block.rindex("<")])
    assert asked
    assert asked - set(texts) == set()
    assert texts["missing"]["many"].replace("\N{NO-BREAK SPACE}", " ") == "Осталось {n} вопросов"
