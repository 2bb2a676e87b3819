"""What is expected, one tap away on an open audit: why, a good and a bad example, the clause, a picture; covert never."""

import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.checklists import operations
from app.checklists.models import ChecklistVersion
from app.db import db
from app.standards.pictures import FOLDER
from app.visits import fragment
from tests.standards.small_folder import SmallFolder

SHELF = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 1h4"/></svg>'
PICTURE = '        picture: {file: shelf.svg, alt: {ru: "Ровная полка", en: "A level shelf"}}\n        kind: scale\n'


@pytest.fixture
def html(app: Flask, tmp_path: Path):
    """Gives the HTML of the form for a kind of visit, its second question with a picture."""
    folder = SmallFolder(tmp_path / "pictured")
    folder.change_criterion(2, "        kind: scale\n", PICTURE)
    (folder.path / FOLDER).mkdir()
    folder.write(f"{FOLDER}/shelf.svg", SHELF)
    with app.app_context():
        db.create_all()
        standards = folder.read()
        operations.publish(standards.document, standards.selections, reason="pictures")
        db.session.commit()

    def made(kind: str) -> str:
        with app.test_request_context():
            latest = select(ChecklistVersion).order_by(ChecklistVersion.id.desc())
            version = db.session.scalars(latest.where(ChecklistVersion.position == "cashier")).first()
            body = fragment.fragment(version, kind, "en").body
        return "".join(section["html"] for section in json.loads(body)["sections"])

    return made


def test_an_open_audit_tells_why_shows_examples_and_the_picture(html) -> None:
    audit = html("audit")
    for words in ("Reason 02.", "Good 02.", "Bad 02.", "Clause 1.1", 'alt="A level shelf"'):
        assert words in audit
    assert audit.count("data:image/svg+xml;base64,") == 1


def test_a_covert_form_has_neither_picture_nor_examples(html) -> None:
    covert = html("mystery")
    assert "Was question 02 asked?" in covert
    for words in ("data:image", "A level shelf", "Reason", "Good 0", "Bad 0", "<img"):
        assert words not in covert
