"""A form of another programme comes in as proposals: what it says is taken, what it does not say is assumed and named."""

from decimal import Decimal

import pytest

from app.exchange.xlsform.form import Form, Proposed
from app.exchange.xlsform.reading import read_xlsform
from tests.exchange.book import CHOICES, SURVEY, book
from tests.exchange.test_xlsform_round import FOREIGN


def question(form: Form, name: str) -> Proposed:
    return next(each for each in form.questions() if each.name == name)


@pytest.fixture(scope="module")
def form() -> Form:
    settings = (("form_title", "form_id", "default_language"), ("A visit", "visit", "English (en)"))
    return read_xlsform(book(FOREIGN, settings=settings))


def test_groups_are_sections_and_what_stands_outside_is_one_too(form: Form) -> None:
    assert [(each.name, each.stage, each.title.en, len(each.questions)) for each in form.sections] == [
        ("Arrival", "arrival", "On arrival", 3),
        ("", "main", "A visit", 5),
    ]
    assert (form.form_id, form.position) == ("visit", None)


def test_a_type_says_the_kind(form: Form) -> None:
    assert {each.name: each.kind for each in form.questions()} == {
        "mood": "choice",
        "bag": "yes_no",
        "minutes": "number",
        "moods": "choices",
        "metres": "number",
        "five": "scale",
        "words": "text",
        "COU-77": "photo",
    }
    assert question(form, "minutes").whole
    assert not question(form, "metres").whole


def test_what_is_scored_weighs_one_until_the_author_says_otherwise(form: Form) -> None:
    mood = question(form, "mood")
    assert (mood.weight, mood.critical, mood.nature, mood.visits) == (1, False, "human", ("mystery", "audit"))
    assert [(each.code, each.points) for each in mood.options or ()] == [("calm", 1), ("cross", 1)]
    assert {"points", "weight", "nature", "stage"} <= set(mood.assumed)
    assert question(form, "words").weight == 0
    assert question(form, "minutes").bands is not None
    assert "bands" in question(form, "minutes").assumed


def test_one_language_stands_for_both_and_the_other_is_named_as_missing(form: Form) -> None:
    mood = question(form, "mood")
    assert (mood.question.en, mood.question.ru) == ("How was the guard?",) * 2
    assert {"question.ru", "expected.ru"} <= set(mood.assumed)


def test_a_hint_says_what_is_expected(form: Form) -> None:
    expected = question(form, "mood").expected
    assert expected is not None
    assert expected.en == "Look at the face"


def test_whether_it_must_be_answered_is_taken(form: Form) -> None:
    assert [each.name for each in form.questions() if each.required] == ["mood", "bag"]


def test_a_name_like_a_code_is_the_code_and_others_get_one_to_be_replaced(form: Form) -> None:
    assert question(form, "COU-77").code == "COU-77"
    assert question(form, "mood").code == "NEW-01"
    assert len({each.code for each in form.questions()}) == 8


def test_the_ends_of_a_scale_keep_their_words(form: Form) -> None:
    five = question(form, "five")
    assert (five.min, five.max) == (1, 3)
    assert five.labels is not None
    assert (five.labels.low.en, five.labels.high.en) == ("Badly", "Well")


def test_not_applicable_alone_is_an_option_that_leaves_the_question_out() -> None:
    choices = (*CHOICES, ("mood", "not_applicable", "Does not apply"))
    found = next(read_xlsform(book((SURVEY, ("select_one mood", "q", "How?")), choices)).questions())
    last = (found.options or ())[-1]
    assert (last.code, last.excluded, found.non_answers) == ("not_applicable", True, False)


def test_both_non_answers_are_no_options() -> None:
    both = tuple(("mood", name, name) for name in ("not_applicable", "not_observed"))
    found = next(
        read_xlsform(book((SURVEY, ("select_one mood", "q", "How?")), (*CHOICES, *both))).questions()
    )
    assert ([each.code for each in found.options or ()], found.non_answers) == (["calm", "cross"], True)


def test_languages_are_told_by_their_headings_or_by_their_letters() -> None:
    headings = ("type", "name", "label::Русский (ru)", "label::English (en)")
    named = next(read_xlsform(book((headings, ("text", "q", "Слово", "A word")))).questions())
    assert (named.question.ru, named.question.en, "question.ru" in named.assumed) == (
        "Слово",
        "A word",
        False,
    )
    bare = next(read_xlsform(book((SURVEY, ("text", "q", "Слово")))).questions())
    assert "question.en" in bare.assumed


def test_our_own_columns_are_read_from_a_form_made_by_hand() -> None:
    headings = (*SURVEY, "etalon::weight", "etalon::points", "etalon::critical", "etalon::dimensions")
    row = ("select_one mood", "q", "How?", 2.5, "calm: 1; cross: 0 excluded", "yes", "rater: empathy")
    found = next(read_xlsform(book((headings, row))).questions())
    assert (found.weight, found.critical, found.dimensions) == (Decimal("2.5"), True, {"rater": "empathy"})
    assert [(each.points, each.excluded) for each in found.options or ()] == [(1, False), (0, True)]
