"""Check questions: three to five, the same at every look, one right answer, wrong ones from other criteria."""

import json

import pytest

from app.people.models import Employee
from app.standards.document import Document
from app.training import operations
from app.training.checks import Check, checks_of
from app.training.reading import Edition, Reading, reading_of
from tests.standards.small_folder import SmallFolder
from tests.training.made import progress

CHAPTERS = ("COU", "APP", "SPA")


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The small document three times over: each chapter with its own codes and words."""
    content = SmallFolder(tmp_path_factory.mktemp("checks")).read().document.model_dump_json()
    chapters = [
        json.loads(content.replace("COU", prefix).replace("courtesy", prefix.lower()))["chapters"][0]
        for prefix in CHAPTERS
    ]
    for prefix, chapter in zip(CHAPTERS, chapters, strict=True):
        for criterion in chapter["clauses"][0]["criteria"]:
            for name in ("expected", "good", "bad"):
                criterion[name] = {each: f"{prefix} {words}" for each, words in criterion[name].items()}
    return Document.model_validate(json.loads(content) | {"chapters": chapters})


def reading(document: Document, position: str, *only: str) -> Reading:
    mine = [each.code for each in document.criteria() if position in each.positions]
    return reading_of(Edition(1, document), only or mine, position, "ru")


def every_check(document: Document) -> list[Check]:
    whole = reading(document, "cashier")
    return [check for person in range(12) for check in checks_of(whole, whole, f"{person}")]


def test_three_to_five_are_asked_and_one_of_a_single_criterion(document: Document) -> None:
    whole = reading(document, "cashier")
    first = [each.code for each in whole.criteria()]
    asked = [len(checks_of(reading(document, "cashier", *first[:n]), whole, "7")) for n in (1, 3, 12, 13, 31)]
    assert asked == [1, 3, 3, 4, 5]


def test_one_person_is_always_asked_the_same_and_another_something_else(document: Document) -> None:
    whole = reading(document, "cashier")
    assert checks_of(whole, whole, "7") == checks_of(whole, whole, "7")
    assert checks_of(whole, whole, "7") != checks_of(whole, whole, "8")


def test_every_answer_is_told_apart_and_exactly_one_is_right(document: Document) -> None:
    checks = every_check(document)
    assert len(checks) == 12 * 5
    for check in checks:
        texts = [text for _code, text in check.answers]
        assert len(set(texts)) == len(texts) == 3, check.code
        assert [code for code, _text in check.answers].count(check.right) == 1
        shown = dict(check.answers)[check.right]
        assert shown == (check.about.good if check.kind == "example" else check.about.expected)


def test_the_right_answer_does_not_always_stand_in_the_same_place(document: Document) -> None:
    places = {[code for code, _ in each.answers].index(each.right) for each in every_check(document)}
    assert places == {0, 1, 2}


def test_what_a_clause_expects_is_told_from_what_other_chapters_expect(document: Document) -> None:
    asked = [check for check in every_check(document) if check.kind == "expected"]
    assert asked
    for check in asked:
        own = check.clause.number.partition(".")[0]
        wrong = [code.rpartition("-")[0] for code, _text in check.answers if code != check.right]
        assert all(document.clause_of(code).number.partition(".")[0] != own for code in wrong)


def test_a_wrong_answer_is_recorded_and_may_be_made_good(cashier: Employee) -> None:
    now = progress(cashier)
    check = now.checks[0]
    wrong = next(code for code, _text in check.answers if code != check.right)
    assert not operations.answer(cashier, now, check, wrong)
    assert not progress(cashier).is_answered(check)
    assert operations.answer(cashier, progress(cashier), check, check.right)
    assert [each.right for each in progress(cashier).attempts_at(check)] == [False, True]
    assert operations.answer(cashier, progress(cashier), check, wrong), "it is answered already"
    assert len(progress(cashier).attempts_at(check)) == 2
