"""A working copy on its way to be published: what its author does and sees, and what the worker makes of it."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.authoring import operations, queries
from app.authoring.content.parts import find
from app.authoring.models import WorkingCopy
from app.authoring.publishing.operations import PUBLICATION
from app.authoring.publishing.outlook import Outlook, outlook
from app.db import db
from app.people.models import User
from app.standards.models import StandardVersion
from app.standards.queries import current_standard
from app.tasks import Job
from app.tasks.operations import perform
from tests.cast import Cast
from tests.conftest import Visitor

NEW = {"ru": "Новый вопрос задан?", "en": "Was the new question asked?"}


def copy_at_work() -> WorkingCopy:
    """The open working copy, which there is."""
    copy = queries.working_copy()
    assert copy is not None
    return copy


def in_force() -> StandardVersion:
    """The version in force, which there is."""
    standard = current_standard()
    assert standard is not None
    return standard


@dataclass
class Press:
    """Whoever publishes, at a browser."""

    app: Flask
    cast: Cast
    author: Visitor

    def change(self, place: str, **fields: Any) -> None:
        """Give a part of the copy these fields."""
        with self.app.app_context():
            copy, by = copy_at_work(), db.session.get_one(User, self.cast.users["quality"])
            operations.change(copy, find(copy.content, place), fields, rev=copy.rev, by=by)
            db.session.commit()

    def outlook(self) -> Outlook:
        """What publishing would bring about."""
        return outlook(copy_at_work())

    def looked_at(self) -> dict[str, str]:
        """What the form says about what was looked at."""
        with self.app.app_context():
            copy = copy_at_work()
            return {"version": str(in_force().number), "copy": str(copy.id), "rev": str(copy.rev)}

    def ask(
        self, looked_at: dict[str, str], reason: str = "Clearer", who: Visitor | None = None
    ) -> TestResponse:
        """Press the button."""
        return (who or self.author).post("/standards/publication", looked_at, reason=reason)

    def work(self) -> list[Job]:
        """The worker does what waits; gives every publication that was asked for."""
        with self.app.app_context():
            jobs = select(Job).where(Job.kind == PUBLICATION).order_by(Job.id)
            for number in [job.id for job in db.session.scalars(jobs)]:
                perform(number)
            found = list(db.session.scalars(jobs))
            db.session.expunge_all()
            return found
