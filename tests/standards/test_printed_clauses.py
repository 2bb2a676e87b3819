"""The address printed beside a clause: it leads to that clause in whatever version is in force, or tells that it is gone."""

from typing import Any

from flask import Flask

from app.checklists.operations import publish
from app.db import db
from app.standards.document import Document
from app.standards.queries import current_standard
from tests.conftest import SignIn


def publish_changed(app: Flask, change: Any) -> None:
    """Publish the next version; `change` is given the clauses of the first chapter as plain data."""
    with app.app_context():
        version = current_standard()
        assert version is not None
        plain = version.document.model_dump(mode="json")
        change(plain["chapters"][0]["clauses"])
        publish(Document.model_validate(plain), (), reason="next")
        db.session.commit()


def new_clause(number: int) -> dict[str, Any]:
    return {"title": text(f"Новый {number}"), "text": text(f"Совсем новый {number}"), "criteria": []}


def text(words: str) -> dict[str, str]:
    return {"ru": words, "en": words.replace("Новый", "New").replace("Совсем новый", "Quite new")}


def test_it_leads_to_the_clause_in_the_version_in_force(app: Flask, sign_in: SignIn) -> None:
    answer = sign_in("employee").get("/standards/versions/1/1.1")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/standards/1#clause-1-1"
    assert 'id="clause-1-1"' in sign_in("employee").get("/standards/1").text


def test_a_clause_that_moved_is_found_where_it_stands_now(app: Flask, sign_in: SignIn) -> None:
    publish_changed(app, lambda clauses: clauses.insert(0, new_clause(1)))
    answer = sign_in("employee").get("/standards/versions/1/1.1")
    assert answer.headers["Location"] == "/standards/1#clause-1-2"


def test_a_clause_that_is_gone_is_shown_as_it_was(app: Flask, sign_in: SignIn) -> None:
    def replace(clauses: list[dict[str, Any]]) -> None:
        clauses[:] = [new_clause(1)]

    publish_changed(app, replace)
    page = sign_in("employee").get("/standards/versions/1/1.1", headers={"Accept-Language": "en"})
    assert page.status_code == 200
    assert "This clause is no longer in force." in page.text
    assert "We greet first." in page.text


def test_a_clause_that_never_was_is_not_found(sign_in: SignIn) -> None:
    for address in (
        "/standards/versions/1/9.9",
        "/standards/versions/1/nonsense",
        "/standards/versions/7/1.1",
    ):
        assert sign_in("employee").get(address).status_code == 404
