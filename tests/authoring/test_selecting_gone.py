"""A criterion that checklists leave out, add or reword is removed: what was chosen about it goes with it, and comes back with it."""

import re
from typing import Any

import pytest
from flask import Flask

from app.authoring.selecting.choice import kept_selections, selection_for
from app.checklists.selection import Selection, Selections
from tests.authoring.press import NEW, Press, copy_at_work
from tests.cast import Cast
from tests.conftest import SignIn

PAGE = "/standards/selections/seller/chat"
CODES = [f"COU-{number:02}" for number in range(1, 14)]
REASON = {"because-ru": "В чате иначе.", "because-en": "It is otherwise in a chat."}
WORDS = {"text-COU-13-ru": "В чате ответили?", "text-COU-13-en": "Was there an answer in the chat?"}


@pytest.fixture
def press(app: Flask, cast: Cast, sign_in: SignIn) -> Press:
    author = sign_in("quality")
    assert author.post("/authoring").status_code == 302
    return Press(app, cast, author)


def choose(press: Press, *, without: tuple[str, ...] = (), **typed: Any) -> None:
    ask = [code for code in CODES if code not in without]
    seen = re.search(r'name="seen" value="(\w*)"', press.author.get(PAGE).text)
    assert seen is not None
    press.author.post(PAGE, {"seen": seen[1], "ask": ask, **REASON, **typed})
    with press.app.app_context():
        assert "COU-13" in str(chosen(kept_selections(copy_at_work())))


def chosen(selections: Selections) -> Selection:
    found = selection_for(selections, "seller", "chat")
    assert found is not None
    return found


def remove(press: Press, code: str) -> None:
    assert press.author.post(f"/authoring/criteria/{code}/removal").status_code == 302


def published(press: Press) -> list[str]:
    press.ask(press.looked_at())
    return [job.state for job in press.work()]


def test_a_removed_criterion_that_a_checklist_left_out_hinders_nobody(press: Press) -> None:
    choose(press, without=("COU-13",))
    remove(press, "COU-13")
    assert published(press) == ["finished"]


def test_a_removed_criterion_that_a_checklist_reworded_hinders_nobody(press: Press) -> None:
    choose(press, **WORDS)
    remove(press, "COU-13")
    with press.app.app_context():
        selection = chosen(copy_at_work().selections())
        assert (selection.reworded, selection.was) == ({}, {})
    assert published(press) == ["finished"]


def test_a_removed_criterion_that_a_checklist_added_hinders_nobody(press: Press) -> None:
    press.change("criterion:COU-13", positions=["cashier"])
    choose(press, without=("COU-13",), add="COU-13")
    remove(press, "COU-13")
    with press.app.app_context():
        assert chosen(copy_at_work().selections()).added == ()
    assert published(press) == ["finished"]


def test_the_history_tells_what_was_chosen_in_words(press: Press) -> None:
    choose(press, without=("COU-13",))
    page = press.author.get("/authoring/history").text
    assert "Seller · Chat" in page
    assert "Left out: COU-13" in page
    assert "Picture" not in page


def test_what_hinders_publishing_names_checklists_by_their_titles(press: Press) -> None:
    choose(press, **WORDS)
    press.change("criterion:COU-13", question=NEW)
    for code in ("COU-01", "COU-02", "COU-03"):
        remove(press, code)
    for address in ("/standards/publication", "/authoring"):
        page = press.author.get(address).text
        assert "the checklist Seller · Chat rewords this" in page
        assert "Seller · Chat</a>: the checklist has 10 questions" in page
        assert "seller chat" not in page
