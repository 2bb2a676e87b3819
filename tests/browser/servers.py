"""The web server as `make run` runs it, on a scratch field: several processes, one database."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.config import ROOT
from tests.browser.served import free_port, wait_for

SECRET = "a secret of nobody, only for tests, long"


@contextmanager
def gunicorn(under: Path, *, workers: int = 2, database: str = "") -> Iterator[str]:
    """Serve the field that `make_field` made under a folder; gives the address."""
    port = free_port()
    own = {
        "INSTANCE": str(under),
        "SECRET_KEY": SECRET,
        "DATABASE_URL": database or f"sqlite:///{under / 'field.sqlite'}",
        "STORAGE_URL": (under / "files").as_uri(),
        "QUEUE_URL": f"sqlite:///{under / 'queue.sqlite'}",
    }
    arguments = ("-m", "gunicorn", "wsgi:app", "--preload", "--worker-class", "gthread", "--threads", "8")
    more = ("--workers", str(workers), "--no-control-socket", "--log-level", "warning")
    process = subprocess.Popen(
        [sys.executable, *arguments, *more, "--bind", f"127.0.0.1:{port}"],
        cwd=ROOT,
        env={**os.environ, **own},
    )
    try:
        wait_for(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)
