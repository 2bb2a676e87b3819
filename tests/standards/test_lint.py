"""Advice to authors, measured on questions that were labelled by hand, and on the built-in standards."""

import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from app.standards.criterion import Criterion
from app.standards.document import Document
from app.standards.lint import RULES, lint
from tests.built_in import built_in as standards
from tests.standards.small_folder import SmallFolder
from tests.standards.test_commands import run

CORPUS = tomllib.loads((Path(__file__).parent / "lint_corpus.toml").read_text(encoding="utf-8"))
FLOOR = 0.8


class Labelled(NamedTuple):
    """A question and the rules that speak of it rightly."""

    criterion: Criterion
    rules: set[str]


@pytest.fixture(scope="module")
def built_in() -> Document:
    return standards().document


def labelled(language: str) -> Iterator[Labelled]:
    for entry in CORPUS[language]["good"]:
        yield Labelled(criterion(entry, language), set())
    for rule, entries in CORPUS[language]["bad"].items():
        for entry in entries:
            yield Labelled(criterion(entry, language), {rule, *entry.get("also", ())})


def criterion(entry: dict[str, Any], language: str) -> Criterion:
    entry = {**CORPUS["defaults"][language], **entry}
    text = {"ru": "Текст", "en": "Text"}
    own: dict[str, Any] = {"kind": "yes_no", "channels": ("in_person",), "weight": 2}
    own |= {key: value for key, value in entry.items() if key not in ("q", "also")}
    own |= {name: text | {language: entry[key]} for name, key in WORDS.items()}
    common = {"code": "COU-01", "good": text, "bad": text, "nature": "human", "stage": "welcome"}
    return Criterion.model_validate({**common, "positions": ("cashier",), **own})


WORDS = {"question": "q", "expected": "expected", "why": "why"}


def given(criterion: Criterion, document: Document, language: str) -> set[str]:
    return {advice.rule for advice in lint(criterion, document) if advice.language == language}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_advice_is_right_and_misses_little(language: str, built_in: Document) -> None:
    """Precision: of the advice given, how much was right; recall: of what deserved advice, how much got it."""
    right, false, missed = Counter[str](), Counter[str](), Counter[str]()
    for each in labelled(language):
        found = given(each.criterion, built_in, language)
        right.update(found & each.rules)
        false.update(found - each.rules)
        missed.update(each.rules - found)
    for rule in RULES:
        print(
            f"{language} {rule:16} precision {share(right, false, rule):.2f} recall {share(right, missed, rule):.2f}"
        )
    precision, recall = (right.total() / (right + others).total() for others in (false, missed))
    print(f"{language} {'all rules':16} precision {precision:.2f} recall {recall:.2f}")
    assert precision >= FLOOR
    assert recall >= FLOOR
    assert min(share(right, others, rule) for rule in RULES for others in (false, missed)) >= FLOOR


def share(right: Counter[str], others: Counter[str], rule: str) -> float:
    return right[rule] / (right[rule] + others[rule])


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_corpus_is_large_enough_and_knows_every_rule(language: str) -> None:
    labels = [each.rules for each in labelled(language)]
    assert sum(1 for rules in labels if not rules) >= 60
    assert sum(1 for rules in labels if rules) >= 60
    assert set().union(*labels) == set(RULES)


def test_the_built_in_standards_need_no_advice(built_in: Document) -> None:
    assert [(each.code, advice) for each in built_in.criteria() for advice in lint(each, built_in)] == []


def test_advice_names_its_place_in_both_languages_of_the_reader(built_in: Document) -> None:
    entry = {"q": "Оператор улыбался?", "channels": ("phone",)}
    (advice,) = (each for each in lint(criterion(entry, "ru"), built_in) if each.language == "ru")
    assert (advice.field, advice.language, advice.rule) == ("question", "ru", "not_on_channel")
    assert advice.reason.ru == "«улыбался» не увидеть или не услышать там, где об этом спрашивают: телефон."
    assert advice.reason.en == "“улыбался” cannot be seen or heard where this is asked: phone."


def test_what_is_told_in_ones_own_words_may_be_an_opinion(built_in: Document) -> None:
    entry = {"q": "Что вам понравилось и запомнилось?", "kind": "text", "weight": 0}
    assert given(criterion(entry, "ru"), built_in, "ru") == set()


def test_any_of_several_bad_deeds_may_fail_one_question(built_in: Document) -> None:
    entry = {"q": "Сотрудник при вас ел или пил?"}
    assert given(criterion(entry, "ru"), built_in, "ru") == {"two_things"}
    assert given(criterion(entry | {"fails_on": "yes"}, "ru"), built_in, "ru") == set()


def test_advice_comes_while_somebody_types(built_in: Document) -> None:
    every = list(built_in.criteria())
    began = time.process_time()
    for each in every:
        lint(each, built_in)
    assert (time.process_time() - began) / len(every) < 0.001


def test_a_text_without_end_takes_no_time(built_in: Document) -> None:
    endless = criterion({"q": "между " * 20_000 + "?", "why": "сказал-" * 20_000}, "ru")
    began = time.process_time()
    lint(endless, built_in)
    assert time.process_time() - began < 0.05


def test_the_command_tells_advice_and_refuses_nothing(folder: SmallFolder) -> None:
    folder.change_criterion(7, "Вопрос 07 задан?", "Вам понравилось?")
    folder.change_criterion(7, "Ожидание 07.", "Сказано не позже чем через минуту.")
    result = run("check", "--advice", folder.path)
    assert "COU-07 question.ru: «вам понравилось» спрашивает о мнении" in result.output
    assert "12 criteria" in result.output
    assert result.exit_code == 0
    assert "понравилось" not in run("check", folder.path).output
