"""A phone that dies, or whose database does not open."""

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

# Before any page: the database of a user ends in an error, the others open.
CLOSED = """
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (name, ...version) {
    if (!name.startsWith('etalon-u')) return open.call(this, name, ...version);
    const asked = new EventTarget();
    asked.error = new DOMException('Internal error opening backing store', 'UnknownError');
    Object.setPrototypeOf(asked, IDBOpenDBRequest.prototype);
    const listen = EventTarget.prototype.addEventListener;
    const target = new EventTarget();
    asked.addEventListener = (...what) => listen.apply(target, what);
    asked.removeEventListener = () => {};
    Object.defineProperty(asked, 'error', { value: new DOMException('broken', 'UnknownError') });
    setTimeout(() => target.dispatchEvent(new Event('error')));
    return asked;
  };
  IDBFactory.prototype.deleteDatabase = () => { globalThis.deleted = true; throw new Error('never'); };
"""


def kill(profile: Path) -> None:
    """Kill every process of the browser that keeps its data in this folder, at once and without a word."""
    found = subprocess.run(
        ["pgrep", "-f", f"user-data-dir={profile}"], capture_output=True, text=True, check=True
    )
    for process in found.stdout.split():
        with suppress(ProcessLookupError):
            os.kill(int(process), signal.SIGKILL)
