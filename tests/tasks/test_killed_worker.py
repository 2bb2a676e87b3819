"""A worker may be killed at any moment: its job is done again, and there is one file in the end."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from app.clock import now
from app.config import ROOT
from app.db import db
from app.storage import storage
from app.tasks import Job, enqueue, operations
from app.tasks.operations import sweep
from app.tasks.queue import carrier, send
from tests.tasks.conftest import drain, waiting

# A program that a shell started in the background has learnt to ignore an interruption; a worker has not.
VICTIM = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from app import create_app
from app.tasks import job, operations
overrides = dict(zip(("SQLALCHEMY_DATABASE_URI", "STORAGE_URL", "QUEUE_URL"), sys.argv[2:]))
app = create_app(overrides)

@job("writing")
def never_ends(job, tell):
    tell(40)
    print("at work", flush=True)
    time.sleep(60)

with app.app_context():
    operations.perform(int(sys.argv[1]))
"""


@pytest.fixture
def job(app) -> Job:
    asked = enqueue("writing", {"text": "one"}, language="en", by=None)
    db.session.commit()
    return asked


def killed_at_work(app, job: Job, blow: int) -> None:
    """A real process takes the job and gets the signal in the middle of it."""
    places = [app.config[name] for name in ("SQLALCHEMY_DATABASE_URI", "STORAGE_URL", "QUEUE_URL")]
    arguments = [sys.executable, "-c", VICTIM, str(job.id), *places]
    db.session.rollback()
    process = subprocess.Popen(
        arguments, cwd=ROOT, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    assert process.stdout.readline() == b"at work\n"
    process.send_signal(blow)
    process.wait(20)
    db.session.expire_all()


def lapse(job: Job) -> None:
    job.lease_until = now() - timedelta(seconds=1)
    db.session.commit()


def write(job, tell) -> str:
    return storage().put_by_digest("made", job.arguments["text"].encode(), ".txt")


def files(app) -> list[Path]:
    return [
        each for each in Path(app.config["STORAGE_URL"].removeprefix("file://")).rglob("*") if each.is_file()
    ]


def test_the_lease_lapses_the_sweep_sends_again_and_there_is_one_file(app, job, work):
    number = job.id
    killed_at_work(app, job, signal.SIGKILL)
    assert (job.state, job.progress) == ("started", 40)
    work("writing", write)
    drain(app)
    db.session.expire_all()
    assert job.state == "started", "while the lease runs nobody else takes it"
    assert sweep() == []
    lapse(job)
    send(sweep())
    assert waiting(app) == [number]
    drain(app)
    db.session.expire_all()
    assert (job.state, job.attempts) == ("finished", 2)
    assert len(files(app)) == 1


def test_a_worker_that_is_asked_to_stop_gives_the_job_back_without_counting(app, job, work):
    killed_at_work(app, job, signal.SIGINT)
    assert (job.state, job.attempts) == ("queued", 0)
    assert sweep() == [job.id]


def test_a_job_that_kills_its_worker_three_times_is_failed_in_words(app, job):
    job.attempts, job.started_at = 3, now()
    lapse(job)
    assert sweep() == []
    assert job.state == "failed"
    assert job.problem.startswith("It was tried 3 times")


def test_a_job_the_queue_lost_is_sent_again(app, job):
    carrier().huey.storage.flush_queue()
    assert waiting(app) == []
    lapse(job)
    send(sweep())
    assert waiting(app) == [job.id]


def test_the_late_first_worker_cannot_write_over_the_second(app, job, work):
    """Its lease ran out while it slept; meanwhile another finished the job."""

    def overtaken(mine, tell):
        operations._change(Job.id == mine.id, attempts=2, finished_at=now(), result="made/second")
        return "made/first"

    work("writing", overtaken)
    drain(app)
    db.session.expire_all()
    assert job.result == "made/second"


def test_the_worker_command_does_jobs_and_stops_at_once(app, job, tmp_path):
    """The real thing: `flask worker run` with its processes, on a job that no package knows."""
    db.session.rollback()
    places = {
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "QUEUE_URL": app.config["QUEUE_URL"],
        "STORAGE_URL": app.config["STORAGE_URL"],
        "INSTANCE": str(tmp_path),
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker", "run"]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | places, start_new_session=True)
    try:
        until = time.monotonic() + 180
        while job.state != "failed" and time.monotonic() < until:
            db.session.rollback()
            time.sleep(0.3)
        assert job.state == "failed", "an unknown kind is tried three times and given up"
    finally:
        asked = time.monotonic()
        process.terminate()
        assert process.wait(15) == 0
    assert time.monotonic() - asked < 8
