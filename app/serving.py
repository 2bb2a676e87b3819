"""One command that runs the product on one machine: the web server and the worker, watched over together."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from types import FrameType

import click

from app.config import ROOT

log = logging.getLogger(__name__)

LOOK_EVERY = 0.2  # seconds
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 60.0  # seconds before a worker that died is started again
LASTED = 60.0  # seconds: a worker that lived so long was well, and its death is taken for the first
STOPPING = 25.0  # seconds: gunicorn's own grace and a little more

GUNICORN = (
    *("-m", "gunicorn", "wsgi:app", "--preload"),  # the program is read once, and lies in memory once
    *("--worker-class", "gthread", "--workers", "2", "--threads", "8"),
    *("--graceful-timeout", "20", "--no-control-socket", "--log-level", "warning"),
)
WORKER = ("-m", "flask", "--app", "wsgi", "worker", "run")


@click.command("serve")
def commands() -> None:
    """Run the web server and the worker until stopped; HOST and PORT say where (127.0.0.1:8000)."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    address = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
    click.echo(f"Etalon is on http://{address} (Ctrl-C stops it)")
    raise SystemExit(serve((*GUNICORN, "--bind", address), WORKER))


def serve(web_arguments: tuple[str, ...], worker_arguments: tuple[str, ...]) -> int:
    """Keep both Python processes running until the web server ends; gives its exit code.

    SIGTERM and SIGINT are passed on. A worker that dies is started again; its unfinished jobs are swept up.
    """
    web, worker = _start(web_arguments), Kept(worker_arguments)
    stopping = False

    def pass_on(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True
        for process in (web, worker.process):
            if process.poll() is None:
                process.terminate()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, pass_on)
    while web.poll() is None:
        if not stopping:
            worker.look_after()
        time.sleep(LOOK_EVERY)
    _end(worker.process)
    return web.returncode


class Kept:
    """The worker's process and its next lives: each pause before one is longer, until a life has lasted."""

    def __init__(self, arguments: tuple[str, ...]) -> None:
        self.arguments = arguments
        self.pauses = pauses()
        self.next_at: float | None = None
        self._begin()

    def look_after(self) -> None:
        """If it has died, start it again once its pause is over."""
        code, at = self.process.poll(), time.monotonic()
        if code is None:
            return
        if self.next_at is None:
            if at - self.born_at >= LASTED:
                self.pauses = pauses()
            pause = next(self.pauses)
            log.error("the worker ended with code %d and is started again in %d seconds", code, pause)
            self.next_at = at + pause
        elif at >= self.next_at:
            self._begin()

    def _begin(self) -> None:
        self.process, self.born_at, self.next_at = _start(self.arguments), time.monotonic(), None


def pauses() -> Iterator[float]:
    """Seconds to wait before each new start: every time twice as long, up to the longest."""
    pause = FIRST_PAUSE
    while True:
        yield pause
        pause = min(2 * pause, LONGEST_PAUSE)


def _start(arguments: tuple[str, ...]) -> subprocess.Popen[bytes]:
    """A process of our own, in a session of its own: only we tell it to stop, not the terminal's Ctrl-C."""
    return subprocess.Popen([sys.executable, *arguments], cwd=ROOT, start_new_session=True)  # noqa: S603


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(STOPPING)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
