"""A phone that dies."""

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path


def kill(profile: Path) -> None:
    """Kill every process of the browser that keeps its data in this folder, at once and without a word."""
    found = subprocess.run(
        ["pgrep", "-f", f"user-data-dir={profile}"], capture_output=True, text=True, check=True
    )
    for process in found.stdout.split():
        with suppress(ProcessLookupError):
            os.kill(int(process), signal.SIGKILL)
