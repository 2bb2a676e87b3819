"""The author's desk: the quality manager at a browser, a working copy begun, and a look at what it holds."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.authoring import queries
from app.authoring.content.parts import find
from app.authoring.content.problems import troubles
from app.authoring.editing.page import ADDRESSES
from app.db import db
from app.people.models import User
from app.standards.document import Document
from tests.cast import Cast
from tests.conftest import SignIn, Visitor

JSON = {"Accept": "application/json"}


@dataclass
class Desk:
    """What an author does, as the pages do it, and what came of it."""

    app: Flask
    author: Visitor
    seen: dict[str, int] = field(default_factory=dict)

    def look(self, place: str) -> int:
        """Open a page: what the author sees there is remembered by its rev."""
        with self.app.app_context():
            copy = queries.working_copy()
            assert copy is not None
            self.seen[place] = copy.rev
            return copy.rev

    def save(self, place: str, name: str, script: bool = True, **typed: Any) -> TestResponse:
        """Leave one field of a part after having looked at it; words as `ru` and `en`, else by their names."""
        data = {"field": name, "rev": self.seen.get(place) or self.look(place)}
        data |= {f"{name}-{key}" if key in {"ru", "en"} else key: value for key, value in typed.items()}
        answer = self.author.send("POST", address(place), data=data, headers=JSON if script else {})
        if answer.status_code == 200 and answer.is_json:
            self.seen[place] = answer.json["rev"]
        return answer

    def part(self, place: str) -> dict[str, Any]:
        """What stands at a place now. Raises Gone."""
        with self.app.app_context():
            copy = queries.working_copy()
            assert copy is not None
            return find(copy.content, place).value

    def codes(self, place: str) -> list[str]:
        """The codes, or keys, of what stands in a part, in order."""
        part = self.part(place)
        listed = part.get("criteria") or part.get("clauses") or part.get("chapters") or []
        return [each.get("code") or each["key"] for each in listed]

    def problems(self, place: str) -> set[str]:
        """What keeps this place from being published."""
        with self.app.app_context():
            copy = queries.working_copy()
            assert copy is not None
            return {each.message for each in troubles(copy.content, copy.ledger) if each.place == place}

    def document(self) -> Document:
        """The copy as a document. Raises NotWhole."""
        with self.app.app_context():
            copy = queries.working_copy()
            assert copy is not None
            return copy.document()

    def undo_last(self) -> TestResponse:
        """Take back the latest step that is not taken back yet."""
        with self.app.app_context():
            copy = queries.working_copy() or queries.latest_copy()
            assert copy is not None
            edits = queries.edits_of(copy)
            taken = queries.undone(edits)
            latest = next(each.id for each in edits if each.id not in taken and each.undoes_id is None)
        return self.author.post(f"/authoring/edits/{latest}/undoing")

    def history(self) -> list[tuple[str, str]]:
        """Every step as (verb, place), the first one first."""
        with self.app.app_context():
            copy = queries.latest_copy()
            assert copy is not None
            return [(each.verb, each.place) for each in reversed(queries.edits_of(copy))]


def address(place: str) -> str:
    """The page of a part."""
    sort, _colon, name = place.partition(":")
    folder = next(folder for folder, known in ADDRESSES.items() if known == sort)
    return f"/authoring/{folder}/{name or 'words'}"


@pytest.fixture
def desk(app: Flask, sign_in: SignIn) -> Desk:
    """A working copy of the first version, on the desk of the quality manager."""
    author = sign_in("quality")
    assert author.post("/authoring").status_code == 302
    return Desk(app, author)


@pytest.fixture
def colleague(desk: Desk, cast: Cast) -> Desk:
    """Another author at the same copy: the same role, another person."""
    with desk.app.app_context():
        other = db.session.get_one(User, cast.users["reviewer"])
        other.role = "quality"
        db.session.commit()
    return Desk(desk.app, Visitor(desk.app, cast.users["reviewer"]))
