"""What a checklist asks is chosen on a page, with a reason in both languages, and every conflict is decided by somebody."""

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.authoring.selecting.choice import kept_selections, mark, selection_for
from app.checklists.derivation import derive
from app.checklists.selection import Selection
from tests.authoring.press import NEW, Press, copy_at_work
from tests.cast import Cast
from tests.conftest import SignIn

PAGE = "/standards/selections/seller/chat"
REASON = {"because-ru": "В чате иначе.", "because-en": "It is otherwise in a chat."}


@pytest.fixture
def press(app: Flask, cast: Cast, sign_in: SignIn) -> Press:
    author = sign_in("quality")
    assert author.post("/authoring").status_code == 302
    return Press(app, cast, author)


def chosen(press: Press) -> Selection | None:
    with press.app.app_context():
        return selection_for(kept_selections(copy_at_work()), "seller", "chat")


def asked(press: Press) -> dict[str, str]:
    """The English questions of the seller's chat in the working copy, by code."""
    with press.app.app_context():
        copy = copy_at_work()
        selection = selection_for(copy.selections(), "seller", "chat")
        checklist = derive(copy.document(), "seller", "chat", selection)
        return {each.id: each.text.en for each in checklist.questions()}


def save(press: Press, *, without: tuple[str, ...] = (), **typed: Any) -> TestResponse:
    """Send the page as it was shown, but for what is taken off and what is typed."""
    codes = [f"COU-{number:02}" for number in range(1, 14)]
    seen = typed.pop("seen", mark(chosen(press)))
    ask = [code for code in codes if code not in without]
    return press.author.post(PAGE, {"seen": seen, "ask": ask, **REASON, **typed})


def test_a_question_is_left_out_with_a_reason(press: Press) -> None:
    assert save(press, without=("COU-07",)).status_code == 303
    selection = chosen(press)
    assert selection is not None
    assert (selection.leave_out, selection.because.en) == (("COU-07",), "It is otherwise in a chat.")
    assert "COU-07" not in asked(press)
    assert "Left out: 1" in press.author.get("/standards/selections").get_data(as_text=True)


def test_without_a_reason_in_both_languages_nothing_is_kept(press: Press) -> None:
    before = chosen(press)
    answer = save(press, without=("COU-07",), **{"because-en": " "})
    assert answer.status_code == 422
    assert "Say in both languages why" in answer.get_data(as_text=True)
    assert chosen(press) == before


def test_a_question_is_asked_in_other_words_and_the_words_it_replaced_are_kept(press: Press) -> None:
    words = {"text-COU-08-ru": "В чате ответили?", "text-COU-08-en": "Was there an answer in the chat?"}
    save(press, **words)
    selection = chosen(press)
    assert selection is not None
    assert asked(press)["COU-08"] == "Was there an answer in the chat?"
    assert selection.was["COU-08"].en == "Was question 08 asked?"


@pytest.mark.parametrize(
    ("ru", "en", "said"),
    [("", "Only English?", "in both languages, or in none"), ("Ж" * 91, "W" * 91, "At most 90 characters")],
)
def test_words_that_no_phone_can_show_are_refused(press: Press, ru: str, en: str, said: str) -> None:
    answer = save(press, **{"text-COU-08-ru": ru, "text-COU-08-en": en})
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)


def test_a_criterion_of_another_position_is_added(press: Press) -> None:
    press.change("criterion:COU-11", positions=["cashier"])
    assert "COU-11" not in asked(press)
    assert save(press, without=("COU-11",), add="COU-11").status_code == 303
    assert asked(press)["COU-11"] == "Was question 11 asked?"
    save(press, without=("COU-11",))
    assert "COU-11" not in asked(press)


def test_a_checklist_that_asks_what_the_standards_ask_has_no_selection(press: Press) -> None:
    save(press, without=("COU-07",))
    save(press)
    assert chosen(press) is None


def test_words_of_the_standards_that_changed_since_are_a_conflict_somebody_decides(press: Press) -> None:
    ours = {"text-COU-08-ru": "В чате ответили?", "text-COU-08-en": "Answered?"}
    save(press, **ours)
    press.change("criterion:COU-08", question=NEW)
    page = press.author.get(PAGE).get_data(as_text=True)
    assert NEW["en"] in page
    assert "COU-08: the standards ask in other words" in page
    assert "1 conflict" in press.author.get("/standards/selections").get_data(as_text=True)
    assert "rewords this, and the standards ask it in other words now" in press.author.get(
        "/standards/publication"
    ).get_data(as_text=True)
    undecided = save(press, **ours)
    assert undecided.status_code == 422
    assert "Choose which words are asked here." in undecided.get_data(as_text=True)
    assert save(press, **ours, **{"settle-COU-08": "here"}).status_code == 303
    assert asked(press)["COU-08"] == "Answered?"
    assert "the standards ask in other words" not in press.author.get(PAGE).get_data(as_text=True)


def test_a_conflict_may_be_decided_for_the_standards(press: Press) -> None:
    ours = {"text-COU-08-ru": "В чате ответили?", "text-COU-08-en": "Answered?"}
    save(press, **ours)
    press.change("criterion:COU-08", question=NEW)
    save(press, **ours, **{"settle-COU-08": "standards"})
    assert asked(press)["COU-08"] == NEW["en"]


def test_what_somebody_else_chose_meanwhile_is_not_written_over(press: Press) -> None:
    seen = mark(chosen(press))
    save(press, without=("COU-07",))
    save(press, without=("COU-08",), seen=seen)
    selection = chosen(press)
    assert selection is not None
    assert selection.leave_out == ("COU-07",)


def test_choosing_lasts_over_the_next_version(press: Press) -> None:
    save(press, without=("COU-07",))
    press.ask(press.looked_at())
    assert [job.state for job in press.work()] == ["finished"]
    press.author.post("/authoring")
    selection = chosen(press)
    assert selection is not None
    assert selection.leave_out == ("COU-07",)


def test_without_a_whole_working_copy_nothing_can_be_chosen(press: Press) -> None:
    press.change("criterion:COU-12", question={"ru": "", "en": "Was it?"})
    for page in ("/standards/selections", PAGE):
        assert "The working copy is not whole yet" in press.author.get(page).get_data(as_text=True)
    assert press.author.post(PAGE, ask="COU-01").status_code == 409


def test_without_a_working_copy_nothing_can_be_chosen(sign_in: SignIn) -> None:
    author = sign_in("quality")
    for page in ("/standards/selections", PAGE):
        assert "There is no working copy" in author.get(page).get_data(as_text=True)
    assert author.post(PAGE, ask="COU-01").status_code == 409


def test_a_checklist_that_does_not_exist_is_not_found(press: Press) -> None:
    assert press.author.get("/standards/selections/cashier/chat").status_code == 404
