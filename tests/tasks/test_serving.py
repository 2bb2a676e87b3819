"""`flask serve`: the web server and the worker live and end together."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from itertools import islice
from pathlib import Path

from app import create_app, serving
from app.config import ROOT
from app.db import db
from app.serving import pauses, serve


def free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return place.getsockname()[1]


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
        until = time.monotonic() + 60
        answered = b""
        while not answered and time.monotonic() < until:
            try:
                answered = urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).read()
            except OSError:
                time.sleep(0.3)
        assert b'"ok"' in answered
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        assert len(children) == 2
    finally:
        process.send_signal(signal.SIGTERM)
        code = process.wait(40)
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


def births(tmp_path: Path) -> int:
    """How often a worker that dies at once is started beside a web server of less than six seconds."""
    born = tmp_path / "born"
    worker = ("-c", f"open({str(born)!r}, 'a').write('x'); raise SystemExit(1)")
    assert serve(("-c", "import time; time.sleep(5.8)"), worker) == 0
    return len(born.read_text())


def test_a_worker_that_dies_is_started_again_and_waits_longer_when_it_dies_again(tmp_path):
    assert births(tmp_path) == 2, "after two seconds, then not before another four"


def test_a_worker_that_had_lasted_is_started_again_after_the_first_pause(tmp_path, monkeypatch):
    monkeypatch.setattr(serving, "LASTED", 0.0)
    assert births(tmp_path) == 3


def test_the_pauses_grow_up_to_a_minute():
    assert list(islice(pauses(), 7)) == [2, 4, 8, 16, 32, 60, 60]
