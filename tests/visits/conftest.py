from typing import Any

import pytest
from flask import Flask

from app.db import db
from app.visits import queries
from app.visits.models import Visit
from tests.cast import Cast
from tests.conftest import SignIn, Visitor
from tests.visits.made import assigned


class FillPage:
    """The auditor before the fill form of the open audit, in a browser without JavaScript."""

    def __init__(self, app: Flask, visitor: Visitor, visit: int) -> None:
        self.app, self.visitor, self.visit = app, visitor, visit
        self.path = f"/visits/{visit}/form"

    def open(self) -> str:
        return self.visitor.get(self.path).text

    def save(self, fields: dict[str, Any]):
        return self.visitor.post(self.path, {**fields, "save": "1"})

    def send(self, fields: dict[str, Any]):
        return self.visitor.post(self.path, {**fields, "submit": "1"})

    def draft(self) -> dict[str, Any]:
        """The answers that are kept."""
        with self.app.app_context():
            draft = db.session.get_one(Visit, self.visit).draft
            return draft.answers if draft else {}

    def photos(self) -> list[str]:
        """The questions of the photos that are kept and not sent yet."""
        with self.app.app_context():
            return [photo.question for photo in queries.loose_evidence(db.session.get_one(Visit, self.visit))]


@pytest.fixture
def fill_page(app: Flask, cast: Cast, sign_in: SignIn) -> FillPage:
    return FillPage(app, sign_in("auditor"), cast.open_audit)


@pytest.fixture
def open_mystery(app: Flask, cast: Cast) -> int:
    """A mystery visit that the shopper still has to make."""
    with app.app_context():
        visit = assigned(cast, "shopper")
        db.session.commit()
        return visit.id
