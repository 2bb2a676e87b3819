"""`flask worker run`: the processes that do the slow work."""

import logging
import os
from datetime import timedelta

from flask.cli import AppGroup

from app.db import db, needs_tables
from app.tasks.operations import sweep
from app.tasks.queue import carrier, send

STOPPING = timedelta(seconds=5)  # what a job at work gets when the worker is told to stop
MOST_WORKERS = 2

commands = AppGroup("worker", help="Slow work: reports and imports.")


@commands.command("run")
@needs_tables
def run_worker() -> None:
    """Do slow work until stopped: one process per CPU, at most two."""
    import weasyprint  # noqa: F401  (seconds to import: once here, not in every forked process)

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    for talkative in ("fontTools", "weasyprint", "huey"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
    huey = carrier().huey
    send(sweep())
    db.session.remove()
    db.engine.dispose()  # no connection of ours may live on in two processes
    huey.create_consumer(
        workers=min(os.cpu_count() or 1, MOST_WORKERS),
        worker_type="process",
        max_delay=1,
        health_check_interval=2,
        graceful_signal="TERM",
        shutdown_timeout=STOPPING.total_seconds(),
    ).run()
