from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import storage as storages
from app.storage import Storage
from tests.storage.server import s3_server


@pytest.fixture(scope="session")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a bucket on a real S3 server, with the environment set to reach it."""
    with s3_server(tmp_path_factory.mktemp("s3")) as environment, pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        yield "s3://etalon-photos"


@pytest.fixture(params=["folder", "bucket"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A STORAGE_URL: of a folder, then of a bucket."""
    return (tmp_path / "files").as_uri() if request.param == "folder" else request.getfixturevalue("bucket")


@pytest.fixture
def storage(address: str) -> Storage:
    return opened(address)


def opened(address: str) -> Storage:
    """The storage as a start of the product opens it."""
    app = Flask("storage")
    app.config["STORAGE_URL"] = address
    storages.init_app(app)
    return app.extensions["storage"]
