"""What to do when a criterion fails: written once, read in the standards and beside what was found."""

from flask import Flask

from app.authoring import queries
from app.checklists import operations
from app.checklists.checklist import Checklist
from app.checklists.queries import current_checklists
from app.db import db
from app.standards.document import Document
from tests.authoring.conftest import Desk
from tests.cast import Cast
from tests.conftest import SignIn

PART = "criterion:COU-02"
DO = {"ru": "Неделю здороваться вслух.", "en": "Greet aloud for a week."}


def publish(desk: Desk) -> None:
    with desk.app.app_context():
        copy = queries.working_copy()
        assert copy is not None
        operations.publish(copy.document(), copy.selections(), reason="With a playbook.")
        db.session.commit()


def test_staff_read_it_in_the_standards_once_it_is_published(desk: Desk, sign_in: SignIn) -> None:
    desk.save(PART, "playbook", **DO)
    assert desk.problems(PART) == set()
    publish(desk)
    page = sign_in("director").get("/standards/1").text
    assert "What to do when it fails" in page
    assert DO["en"] in page


def test_it_stands_beside_what_cost_points(desk: Desk, sign_in: SignIn, cast: Cast) -> None:
    """The visits of the cast keep their version; a checklist of the new one carries the words to every finding."""
    desk.save(PART, "playbook", **DO)
    publish(desk)
    page = sign_in("director").get(f"/visits/{cast.approved_audit}").text
    assert "Why, and what to do" in page
    assert DO["en"] not in page, "a visit goes on speaking of the version it was made on"
    with desk.app.app_context():
        question = current_checklists()[0].checklist.question("COU-02")
        assert question.playbook is not None and question.playbook.en == DO["en"]
        page = desk.app.jinja_env.get_template("standards/guidance.html")
        with desk.app.test_request_context(headers={"Accept-Language": "en"}):
            assert DO["en"] in page.module.finding_guidance(question)  # type: ignore[attr-defined]


def test_what_was_published_without_one_keeps_its_digest(app: Flask) -> None:
    with app.app_context():
        for version in current_checklists():
            stored = Checklist.model_validate(version.content)
            assert stored.digest() == version.digest
            assert "playbook" not in str(version.content)
        plain = version.standard.content
        assert Document.model_validate(plain).model_dump(mode="json") == plain
