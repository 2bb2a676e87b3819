"""Beginning a working copy: of the version in force, once, and nothing that staff read changes by it."""

from flask import Flask
from sqlalchemy import event, insert
from sqlalchemy.orm import Session

from app.authoring import queries
from app.authoring.models import WorkingCopy
from app.checklists import operations
from app.db import db
from app.standards.queries import current_standard
from tests.authoring.conftest import Desk
from tests.conftest import SignIn


def test_before_anything_is_begun_the_page_offers_to_begin(sign_in: SignIn) -> None:
    page = sign_in("quality").get("/authoring").text
    assert "Begin a working copy" in page
    assert "version 1" in page


def test_an_untouched_copy_is_the_published_document_as_its_next_version(desk: Desk) -> None:
    with desk.app.app_context():
        published, copy = current_standard(), queries.working_copy()
        assert published and copy
        same = {"version", "published_on"}
        before, after = published.document.model_dump(mode="json"), copy.document().model_dump(mode="json")
        assert {key: before[key] for key in before.keys() - same} == {
            key: after[key] for key in after.keys() - same
        }
        assert after["version"] == 2
        assert [each.because.en for each in copy.selections()] == ["A name is written in a chat."]


def test_beginning_twice_leaves_the_copy_that_is_there(desk: Desk) -> None:
    desk.save("criterion:COU-01", "why", ru="Потому.", en="Because.")
    assert desk.author.post("/authoring").headers["Location"] == "/authoring"
    assert desk.part("criterion:COU-01")["why"] == {"ru": "Потому.", "en": "Because."}


def test_staff_go_on_reading_the_version_in_force(desk: Desk, sign_in: SignIn) -> None:
    desk.save("criterion:COU-01", "why", ru="Совсем иначе.", en="Quite otherwise.")
    assert "Quite otherwise" not in sign_in("auditor").get("/standards/1").text


def test_a_version_published_elsewhere_meanwhile_is_told(desk: Desk, app: Flask) -> None:
    with app.app_context():
        base = current_standard()
        assert base is not None
        operations.publish(base.document, (), reason="from files")
        db.session.commit()
    assert "A newer version was published meanwhile" in desk.author.get("/authoring").text


def test_only_one_copy_can_be_open(desk: Desk) -> None:
    with desk.app.app_context():
        assert db.session.query(WorkingCopy).filter_by(open=True).count() == 1


def test_who_begins_in_the_same_moment_as_somebody_else_finds_the_other_copy(
    app: Flask, sign_in: SignIn
) -> None:
    author = sign_in("quality")

    def somebody_else(session: Session, *_rest: object) -> None:
        if any(isinstance(each, WorkingCopy) for each in session.new):
            other = {"base_id": 1, "open": True, "content": {}, "ledger": [], "rev": 0}
            session.execute(insert(WorkingCopy), [other])

    event.listen(Session, "before_flush", somebody_else)
    try:
        answer = author.post("/authoring")
    finally:
        event.remove(Session, "before_flush", somebody_else)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/authoring")
