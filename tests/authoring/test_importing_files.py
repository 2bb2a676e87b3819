"""Files of every kind given to the desk: read into offers, or refused by a sentence and nothing changed."""

import pytest
from sqlalchemy import event, update
from sqlalchemy.orm import Session

from app.authoring.importing.review import free_prefix
from app.authoring.models import WorkingCopy
from app.db import db
from tests.authoring.conftest import Desk
from tests.authoring.files import give, given, offered, take
from tests.conftest import SignIn
from tests.exchange.book import SURVEY, book
from tests.exchange.files import word


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "empty.docx", "The file is empty."),
        (b"%PDF-1.7", "rules.pdf", "Only .docx, .xlsx, .csv, .md and .txt files can be imported."),
        (b"PK\x03\x04 no archive", "rules.xlsx", "The file is damaged"),
        (b"Hello.", "hello.txt", "Nothing in the file reads like a requirement."),
        (book([SURVEY, ("rank", "a", "Order")]), "form.xlsx", "survey"),
    ],
)
def test_a_file_that_is_refused_says_why_and_changes_nothing(
    desk: Desk, content: bytes, name: str, said: str
) -> None:
    answer = give(desk, content, name)
    assert answer.status_code == 422
    assert said in answer.text
    assert "Files read for this working copy" not in desk.author.get("/authoring/imports").text


def test_a_word_document_and_a_table_are_read_too(desk: Desk) -> None:
    document = word(("Heading 1", "Doors"), "The guard must open the door for every customer.")
    assert offered(desk, given(desk, document, "rules.docx"))
    assert offered(desk, given(desk, "Position,Criterion\nCashier,Says goodbye.\n", "rules.csv"))


def test_an_xlsform_is_known_by_its_survey_and_brings_kind_options_and_both_languages(desk: Desk) -> None:
    survey = (
        ("type", "name", "label::English (en)", "label::Русский (ru)", "relevant"),
        ("select_one mood", "mood", "How was the guard?", "Каким был охранник?", ""),
        ("integer", "minutes", "How many minutes?", "Сколько минут?", "${mood} = 'cross'"),
    )
    choices = (
        ("list_name", "name", "label::English (en)", "label::Русский (ru)"),
        ("mood", "calm", "Calm", "Спокойным"),
        ("mood", "cross", "Cross", "Сердитым"),
    )
    address = given(desk, book(survey, choices), "visit.xlsx")
    take(desk, address, prefix="VIS")
    mood, minutes = (desk.part(f"criterion:VIS-{number:02}") for number in (1, 2))
    assert (mood["kind"], mood["question"]["en"], mood["question"]["ru"]) == (
        "choice",
        "How was the guard?",
        "Каким был охранник?",
    )
    assert [each["code"] for each in mood["options"]] == ["calm", "cross"]
    assert desk.part("document")["chapters"][-1]["title"] == {"ru": "Форма", "en": "Form"}
    assert minutes["enable_when"]["all"][0]["item"] == "VIS-01", "the condition follows the new code"


def test_a_condition_on_a_question_that_was_left_is_a_problem_of_the_copy(desk: Desk) -> None:
    survey = (
        ("type", "name", "label", "relevant"),
        ("select_one mood", "mood", "How was the guard?", ""),
        ("integer", "minutes", "How many minutes?", "${mood} = 'cross'"),
    )
    address = given(desk, book(survey), "visit.xlsx")
    _mood, minutes = offered(desk, address)
    take(desk, address, tick="none", take=minutes, prefix="VIS")
    assert "the condition is not whole: it needs a question, a comparison and a value" in desk.problems(
        "criterion:VIS-01"
    )


def test_a_long_chapter_is_shown_forty_criteria_at_a_time(desk: Desk) -> None:
    lines = "\n".join(f"- Продавец открывает дверь номер {at}." for at in range(95))
    address = given(desk, f"# Двери\n\n{lines}\n")
    counts = [len(offered(desk, f"{address[:-1]}{number}")) for number in (1, 2, 3)]
    assert counts == [40, 40, 15]
    assert desk.author.get(f"{address[:-1]}4").status_code == 404


def test_without_a_working_copy_there_is_nothing_to_take_in_to(sign_in: SignIn) -> None:
    assert sign_in("quality").get("/authoring/imports").status_code == 404


def test_free_letters_are_those_of_the_title_or_others() -> None:
    assert free_prefix("Двери", {"COU"}) == "DVE"
    assert free_prefix("Courtesy", {"COU"}) == "COUA"
    assert free_prefix("3", set()) == "NEW"


def test_a_copy_that_ends_while_the_file_is_read_is_told(desk: Desk) -> None:
    def somebody_ends_it(_session: Session) -> None:
        with db.engine.begin() as elsewhere:
            elsewhere.execute(update(WorkingCopy).values(open=None))

    event.listen(Session, "after_rollback", somebody_ends_it)
    try:
        answer = give(desk)
    finally:
        event.remove(Session, "after_rollback", somebody_ends_it)
    assert "There is no working copy any more" in desk.author.get(answer.headers["Location"]).text
