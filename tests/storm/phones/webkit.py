"""Debian's WebKit driven by the WebDriver protocol itself: the nearest thing to Safari that can be had here."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from tests.browser.served import free_port

PATIENCE = 60  # seconds
BROWSER = "/usr/lib/{}/webkit2gtk-4.1/MiniBrowser"


class WebKit:
    """One private window."""

    def __init__(self, address: str, session: str) -> None:
        self.at = f"{address}/session/{session}"

    def go(self, address: str) -> None:
        _ask(f"{self.at}/url", {"url": address})

    def run(self, script: str, *given: Any) -> Any:
        """Run an async script: the body of a function of `given` that may await; gives what it returns."""
        body = (
            "const done = arguments[arguments.length - 1]; const given = [...arguments].slice(0, -1);"
            "(async () => {" + script + "})().then(done, (error) => done({ failed: String(error) }));"
        )
        said = _ask(f"{self.at}/execute/async", {"script": body, "args": list(given)})["value"]
        assert not (isinstance(said, dict) and "failed" in said), said
        return said

    def until(self, condition: str) -> None:
        """Wait until an expression is true on the page."""
        end = time.monotonic() + PATIENCE
        while not self.run(f"return Boolean({condition})"):
            assert time.monotonic() < end, f"{condition}: {self.run('return document.body.innerText')}"
            time.sleep(0.3)


def _ask(address: str, body: dict[str, Any] | None = None, method: str = "POST") -> dict[str, Any]:
    content = None if body is None else json.dumps(body).encode()
    asked = Request(address, content, {"Content-Type": "application/json"}, method=method)
    with urlopen(asked, timeout=2 * PATIENCE) as answer:
        return json.load(answer)


@contextmanager
def webkit() -> Iterator[WebKit]:
    """A window of WebKitGTK on a screen that nobody sees."""
    machine = os.uname().machine + "-linux-gnu"
    assert Path(BROWSER.format(machine)).exists(), "make storm installs it"
    port = free_port()
    driver = subprocess.Popen(
        [shutil.which("xvfb-run") or "xvfb-run", "-a", "WebKitWebDriver", f"--port={port}"],
        start_new_session=True,
    )
    try:
        yield _window(f"http://127.0.0.1:{port}", BROWSER.format(machine))
    finally:
        os.killpg(driver.pid, 15)
        driver.wait(30)


def _window(address: str, browser: str) -> WebKit:
    options = {"binary": browser, "args": ["--automation"]}
    wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
    end = time.monotonic() + PATIENCE
    while True:
        try:
            _ask(f"{address}/status", method="GET")
            break
        except (URLError, ConnectionError):
            assert time.monotonic() < end, "the driver of WebKit did not start"
            time.sleep(0.2)
    session = _ask(f"{address}/session", wanted)["value"]["sessionId"]
    own = WebKit(address, session)
    _ask(f"{own.at}/timeouts", {"script": PATIENCE * 1_000})
    return own
