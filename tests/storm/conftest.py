from collections.abc import Iterator

import pytest

from tests.database.server import postgres_server
from tests.storm.crowd import Auditor, crowd
from tests.sync.serving import Served, serve

ON_FOUR = (
    "--workers",
    "4",
    "--threads",
    "4",
    "--log-level",
    "critical",
)  # of a killed worker gunicorn complains loudly


@pytest.fixture(scope="package", params=["sqlite", "postgresql"])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The field on four processes, over SQLite and over PostgreSQL."""
    under = tmp_path_factory.mktemp("storm")
    if request.param == "sqlite":
        with serve(under, f"sqlite:///{under / 'etalon.sqlite'}", ON_FOUR) as running:
            yield running
        return
    with postgres_server() as address, serve(under, address, ON_FOUR) as running:
        yield running


@pytest.fixture
def auditor(served: Served) -> Auditor:
    """Somebody with an open audit that nobody else was given."""
    return crowd(served.field, 1, 1)[0]
