"""Each kind of question: what a browser posts, the answer it gives, and the page that shows it again."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask_babel import force_locale
from werkzeug.datastructures import MultiDict

from app.checklists.models import ChecklistVersion
from app.db import db
from app.visits.form import FillForm
from app.visits.fragment import form_of, sections
from tests.cast import app_with_cast
from tests.visits.browser import problems, shown

# Each kind of question as a browser posts it, and the answer that the form promises.
ANSWERS: list[tuple[dict[str, Any], str, Any]] = [
    ({"COU-01": "value:yes"}, "COU-01", {"value": "yes"}),
    ({"COU-01": "value:no"}, "COU-01", {"value": "no"}),
    ({"COU-01": "non_answer:not_observed"}, "COU-01", {"non_answer": "not_observed"}),
    ({"COU-02": "value:4"}, "COU-02", {"value": 4}),
    ({"COU-02": "non_answer:not_applicable"}, "COU-02", {"non_answer": "not_applicable"}),
    ({"COU-03": "value:employee"}, "COU-03", {"value": "employee"}),
    ({"COU-04": "90"}, "COU-04", {"value": 90}),
    ({"COU-04": "90.5"}, "COU-04", {"value": "90.5"}),
    ({"COU-04": "0"}, "COU-04", {"value": 0}),
    ({"COU-04.non_answer": "not_observed"}, "COU-04", {"non_answer": "not_observed"}),
    ({"COU-05.found": "7", "COU-05.sought": "10"}, "COU-05", {"value": {"found": 7, "sought": 10}}),
    ({"COU-05.found": "0", "COU-05.sought": "0"}, "COU-05", {"value": {"found": 0, "sought": 0}}),
    ({"COU-07": ["bag"]}, "COU-07", {"value": ["bag"]}),
    ({"COU-07": ["bag", "card"]}, "COU-07", {"value": ["bag", "card"]}),
    ({"COU-07.none": "1"}, "COU-07", {"value": []}),
    ({"COU-07.non_answer": "not_applicable"}, "COU-07", {"non_answer": "not_applicable"}),
    ({"COU-08": "3"}, "COU-08", {"value": 3}),
    ({"COU-09": "value:0"}, "COU-09", {"value": 0}),
    ({"COU-09": "value:10"}, "COU-09", {"value": 10}),
    ({"COU-12": "2026-05-14"}, "COU-12", {"value": "2026-05-14"}),
    ({"COU-13": "15:20"}, "COU-13", {"value": "15:20"}),
    ({"COU-02.comment": "  Only a word.  "}, "COU-02", {"comment": "Only a word."}),
    ({"COU-02": "value:2", "COU-02.comment": "Cold."}, "COU-02", {"value": 2, "comment": "Cold."}),
]
# What does not fit its question, and what of it the page has to show again.
WRONG = [
    ({"COU-04": "ninety"}, 'value="ninety"'),
    ({"COU-04": "-1"}, 'value="-1"'),
    ({"COU-04": "1e999999"}, 'value="1e999999"'),
    ({"COU-08": "NaN"}, 'value="NaN"'),
    ({"COU-08": "sNaN"}, 'value="sNaN"'),
    ({"COU-08": "Infinity"}, 'value="Infinity"'),
    ({"COU-08": "1e-999999"}, 'value="1e-999999"'),
    ({"COU-05.found": "9" * 5000, "COU-05.sought": "10"}, 'value="999'),
    ({"COU-05.found": "11", "COU-05.sought": "10"}, 'value="11"'),
    ({"COU-05.found": "3"}, 'value="3"'),
    ({"COU-05.found": "a few", "COU-05.sought": "10"}, 'value="a few"'),
    ({"COU-12": "2026-02-31"}, 'value="2026-02-31"'),
    ({"COU-13": "25:00"}, 'value="25:00"'),
    ({"COU-02": "value:6"}, ""),
    ({"COU-03": "value:nobody"}, ""),
    ({"COU-07": ["bag", "boat"]}, ""),
]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], FillForm]]:
    """Gives empty forms of a checklist that asks every kind of question on an open audit."""
    app, cast = app_with_cast(tmp_path_factory.mktemp("form"))
    with app.test_request_context(), force_locale("en"):
        version = db.session.get_one(ChecklistVersion, cast.checklist)
        yield lambda: form_of(version, "audit", "en")
        db.session.remove()
        db.engine.dispose()


def posted(form: FillForm, fields: dict[str, Any]) -> FillForm:
    """The form after a browser sent these fields."""
    form.process(MultiDict(fields))
    return form


def page(form: FillForm) -> str:
    return "".join(sections(form, covert=False))


@pytest.mark.parametrize(("fields", "code", "answer"), ANSWERS)
def test_each_kind_of_question_gives_its_answer_and_shows_it_again(
    empty: Callable[[], FillForm], fields: dict[str, Any], code: str, answer: dict[str, Any]
) -> None:
    form = posted(empty(), fields)
    assert form.check({}, complete=False)
    assert form.answers() == {code: answer}
    again = empty()
    again.fill(form.answers())
    assert posted(empty(), shown(page(again))).answers() == {code: answer}


@pytest.mark.parametrize(("fields", "typed"), WRONG)
def test_an_answer_that_does_not_fit_is_told_and_stays_on_the_page(
    empty: Callable[[], FillForm], fields: dict[str, Any], typed: str
) -> None:
    form = posted(empty(), fields)
    form.answers()
    assert not form.check({}, complete=False)
    (code,) = {name.split(".")[0] for name in fields}
    assert problems(page(form)) == {code: "This answer does not fit the question."}
    assert typed in page(form)
