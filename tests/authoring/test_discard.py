"""Discarding: only after a word was typed, and nothing that was written is lost by it."""

from app.authoring import operations, queries
from app.db import db
from app.standards.queries import current_standard
from tests.authoring.conftest import Desk

PART = "criterion:COU-01"


def test_the_word_has_to_be_typed(desk: Desk) -> None:
    assert desk.author.post("/authoring/discarding", word="yes").status_code == 422
    assert desk.part(PART)
    assert desk.author.post("/authoring/discarding", word="Discard").status_code == 302
    assert "Begin a working copy" in desk.author.get("/authoring").text


def test_a_discarded_copy_is_brought_back_as_it_was(desk: Desk) -> None:
    desk.save(PART, "why", ru="Мой довод.", en="My reason.")
    desk.author.post("/authoring/discarding", word="discard")
    assert desk.author.get("/authoring/criteria/COU-01").status_code == 404
    desk.undo_last()
    assert desk.part(PART)["why"]["en"] == "My reason."


def test_beside_a_newer_copy_it_stays_where_it_is_and_is_kept(desk: Desk) -> None:
    desk.save(PART, "why", ru="Мой довод.", en="My reason.")
    desk.author.post("/authoring/discarding", word="discard")
    with desk.app.app_context():
        old = queries.latest_copy()
        assert old is not None
        discarding = queries.edits_of(old)[0].id
    desk.author.post("/authoring")
    answer = desk.author.post(f"/authoring/edits/{discarding}/undoing")
    assert "something newer was begun or published" in desk.author.get(answer.headers["Location"]).text
    with desk.app.app_context():
        kept = queries.edit(discarding)
        assert kept is not None
        assert "My reason." in str(kept.copy.content)


def test_a_copy_that_was_published_is_at_its_end(desk: Desk) -> None:
    with desk.app.app_context():
        copy, version = queries.working_copy(), current_standard()
        assert copy and version
        operations.end(copy, version, by=None)
        db.session.commit()
        ended = queries.edits_of(copy)[0].id
    assert desk.author.get("/authoring/criteria/COU-01").status_code == 404
    desk.author.post(f"/authoring/edits/{ended}/undoing")
    with desk.app.app_context():
        assert queries.working_copy() is None


def test_who_saves_too_late_is_told_where_the_copy_went(desk: Desk, colleague: Desk) -> None:
    colleague.look(PART)
    desk.author.post("/authoring/discarding", word="discard")
    late = colleague.save(PART, "why", script=False, ru="Поздно.", en="Too late.")
    assert "There is no working copy any more" in colleague.author.get(late.headers["Location"]).text
    assert colleague.save(PART, "why", ru="Поздно.", en="Too late.").status_code == 404, (
        "the script tells it itself"
    )
