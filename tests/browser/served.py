"""The demo chain served as `make run` serves it: gunicorn and a worker, on a folder of their own."""

import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from app.config import ROOT

PATIENCE = 180  # seconds until the server must answer, also where ten others use the processor


@dataclass
class Served:
    """A running product: its address, its folder, the process that holds it."""

    address: str
    instance: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)


def serve(loaded: Path, instance: Path) -> Served:
    """Serve a copy of the loaded chain under `instance`."""
    instance.mkdir()
    shutil.copy(loaded / "demo.sqlite", instance / "etalon.sqlite")
    shutil.copytree(loaded / "files", instance / "files")
    port = free_port()
    own = {"INSTANCE": str(instance), "HOST": "127.0.0.1", "PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "wsgi", "serve"], cwd=ROOT, env={**os.environ, **own}
    )
    served = Served(f"http://127.0.0.1:{port}", instance, process)
    wait_for(served.address, served.process)
    return served


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers. Raises TimeoutError, or AssertionError when it ended."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urlopen(f"{address}/healthz", timeout=5) as answer:
                assert answer.status == 200
                return
        except (URLError, ConnectionError, TimeoutError):
            assert process.poll() is None, "the server ended by itself"
            time.sleep(0.2)
    raise TimeoutError(f"no answer from {address} in {PATIENCE} s")


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]
