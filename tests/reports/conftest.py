import contextvars
import hmac
import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale

from app import create_app
from app.db import db
from app.people import operations as people
from app.people.models import User
from app.reports.gathering import gather
from app.reports.pdf import visit_pdf
from app.visits.models import Visit
from tests.reports.sample import Chain


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The product on a database and a storage of its own; one for a file, since the standards are large."""
    place = tmp_path_factory.mktemp("etalon")
    made = create_app(
        {
            "SQLALCHEMY_DATABASE_URI": f"sqlite:///{place / 'etalon.sqlite'}",
            "STORAGE_URL": (place / "files").as_uri(),
            "QUEUE_URL": f"sqlite:///{place / 'queue.sqlite'}",
            "TESTING": True,
        }
    )
    with made.app_context():
        db.create_all()
        yield made
        db.session.remove()


@pytest.fixture(scope="module")
def chain(app: Flask) -> Chain:
    return Chain()


def written(visit: Visit, language: str = "ru") -> bytes:
    """The PDF of the visit."""
    with force_locale(language):
        report = gather(visit)
        db.session.rollback()
        return visit_pdf(report)


class Visitor:
    """Somebody signed in at a browser."""

    def __init__(self, app: Flask, user: User) -> None:
        self.client: FlaskClient = app.test_client()
        self.user = user
        token = people.open_session(user, device="test")
        db.session.commit()
        self.client.set_cookie(app.config["SIGN_IN_COOKIE"], token)
        self.token = token

    def get(self, path: str):
        return self._ask(self.client.get, path)

    def post(self, path: str, **fields: str):
        secret = self.client.application.secret_key.encode()
        token = "salt." + hmac.digest(secret, f"csrf:salt:{self.token}".encode(), "sha256").hex()
        return self._ask(self.client.post, path, data=fields | {"csrf_token": token})

    def _ask(self, method, *what, **how):
        """A request knows nothing of the test's own session and application context."""
        db.session.commit()
        return contextvars.Context().run(method, *what, **how)


@pytest.fixture
def signed_in(app: Flask):
    return lambda user: Visitor(app, user)


class Paper:
    """A PDF as its reader meets it: the words, the pages, what is inside."""

    def __init__(self, content: bytes, folder: Path) -> None:
        self.content = content
        self.path = folder / "report.pdf"
        self.path.write_bytes(content)
        self.inside = pikepdf.open(io.BytesIO(content))

    @property
    def text(self) -> str:
        done = subprocess.run(["pdftotext", "-layout", str(self.path), "-"], capture_output=True, check=True)
        return done.stdout.decode()

    @property
    def words(self) -> str:
        """The text on one line, with the hyphens of line breaks taken out."""
        done = subprocess.run(["pdftotext", "-raw", str(self.path), "-"], capture_output=True, check=True)
        return " ".join(done.stdout.decode().replace("-\n", "").split())

    @property
    def letters(self) -> str:
        """The text without any space, as long words are broken anywhere."""
        return "".join(self.words.split())


@pytest.fixture
def paper(tmp_path: Path):
    return lambda content: Paper(content, tmp_path)
