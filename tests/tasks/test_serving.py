"""`flask serve`: the web server and the worker live and end together."""

import os
import signal
import subprocess
import sys
from itertools import islice, pairwise
from pathlib import Path

import pytest

from app import create_app, serving
from app.config import ROOT
from app.db import db
from app.serving import pauses, serve
from tests.browser.served import free_port, wait_for


def test_it_answers_and_ends_on_sigterm_with_both_processes(tmp_path):
    port = free_port()
    environment = os.environ | {"PORT": str(port), "INSTANCE": str(tmp_path / "instance")}
    environment["DATABASE_URL"] = f"sqlite:///{tmp_path / 'etalon.sqlite'}"
    made = create_app({"SQLALCHEMY_DATABASE_URI": environment["DATABASE_URL"]})
    with made.app_context():
        db.create_all()
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "serve"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        wait_for(f"http://127.0.0.1:{port}", process)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        assert len(children) == 2
    finally:
        process.send_signal(signal.SIGTERM)
        code = process.wait(60)
    assert code == 0
    assert not [each for each in children if Path(f"/proc/{each}").exists()]


def test_the_exit_code_is_the_web_servers_and_the_worker_ends_with_it(tmp_path):
    told = tmp_path / "worker"
    worker = (
        "-c",
        f"import pathlib, os, time; pathlib.Path({str(told)!r}).write_text(str(os.getpid())); time.sleep(60)",
    )
    web = (  # it ends once the worker is there, however long that takes
        f"import pathlib, time\ntold = pathlib.Path({str(told)!r})\n"
        "while not (told.exists() and told.read_text()): time.sleep(0.05)\nraise SystemExit(3)"
    )
    assert serve(("-c", web), worker) == 3
    assert not Path(f"/proc/{told.read_text()}").exists()


@pytest.fixture
def lives(tmp_path, monkeypatch, caplog):
    """The pauses before the second and the third life of a worker that dies at once, as said and as they were."""
    monkeypatch.setattr(serving, "FIRST_PAUSE", 0.5)
    born = tmp_path / "born"
    worker = f"import time; open({str(born)!r}, 'a').write(f'{{time.monotonic()}}\\n'); raise SystemExit(1)"
    web = (  # it ends once the worker was born three times
        f"import pathlib, time\nborn = pathlib.Path({str(born)!r})\n"
        "while not (born.exists() and born.read_text().count('\\n') == 3): time.sleep(0.05)"
    )

    def lead():
        assert serve(("-c", web), ("-c", worker)) == 0
        moments = [float(line) for line in born.read_text().split()]
        said = [record.args[1] for record in caplog.records if record.name == "app.serving"]
        return said[:2], [later - earlier for earlier, later in pairwise(moments)]

    return lead


def test_a_worker_that_dies_is_started_again_and_waits_longer_when_it_dies_again(lives):
    said, waited = lives()
    assert said == [0.5, 1.0]
    assert waited[0] >= 0.5
    assert waited[1] >= 1.0


def test_a_worker_that_had_lasted_is_started_again_after_the_first_pause(lives, monkeypatch):
    monkeypatch.setattr(serving, "LASTED", 0.0)
    said, _waited = lives()
    assert said == [0.5, 0.5]


def test_the_pauses_grow_up_to_a_minute():
    assert list(islice(pauses(), 7)) == [2, 4, 8, 16, 32, 60, 60]
