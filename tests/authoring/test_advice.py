"""Advice beside the fields of a criterion: told with its reason, live with every save, and never in anybody's way."""

import re
from typing import Any

from tests.authoring.conftest import Desk, address
from tests.authoring.typed import form_of

PART = "criterion:COU-04"  # a yes-or-no question
TWO = {"ru": "С вами поздоровались и предложили помощь?", "en": "Did they greet you and did they offer help?"}


def advice(answer: Any) -> dict[str, list[str]]:
    return answer.json["advice"]


def on_page(desk: Desk, name: str) -> str:
    """What the page says beside a field, as advice."""
    page = desk.author.get(address(PART)).text
    found = re.search(rf'<ul class="authoring-advice" id="f-{name}-advice"[^>]*>(.*?)</ul>', page, re.DOTALL)
    assert found is not None
    return found[1]


def test_a_save_answers_with_advice_on_the_field_and_its_reason(desk: Desk) -> None:
    found = advice(desk.save(PART, "question", **TWO))["question"]
    assert any(each.startswith("Advice on the English words: Two things are asked at once") for each in found)
    assert any(each.startswith("Advice on the Russian words: Two things") for each in found)


def test_advice_goes_when_the_words_are_mended(desk: Desk) -> None:
    desk.save(PART, "question", **TWO)
    mended = desk.save(PART, "question", ru="Вам предложили помощь?", en="Did they offer help?")
    assert "question" not in advice(mended)


def test_advice_stands_on_the_page_when_it_opens_and_without_a_script_after_saving(desk: Desk) -> None:
    typed = form_of(desk, PART)
    typed.setlist("question-en", [TWO["en"]])
    assert desk.author.post(address(PART), typed.to_dict(flat=False)).status_code == 302
    assert "Two things are asked at once" in on_page(desk, "question")
    assert on_page(desk, "weight") == ""


def test_advice_is_no_problem_of_the_copy(desk: Desk) -> None:
    answer = desk.save(PART, "question", **TWO)
    assert answer.json["problems"] == {}
    assert desk.problems(PART) == set()
    assert desk.document().criterion("COU-04").question.en == TWO["en"]


def test_a_criterion_that_cannot_be_published_yet_is_advised_all_the_same(desk: Desk) -> None:
    desk.save(PART, "weight", weight="heavy")
    desk.save(PART, "positions")
    found = advice(desk.save(PART, "question", ru="", en=TWO["en"]))["question"]
    assert all(each.startswith("Advice on the English words") for each in found), (
        "nothing is said of no words"
    )


def test_a_chapter_gets_no_advice(desk: Desk) -> None:
    assert advice(desk.save("chapter:courtesy", "title", ru="Вежливость", en="Courtesy and so on")) == {}
