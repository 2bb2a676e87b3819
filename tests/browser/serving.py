"""A server in the test's own process: its pages and the test look at one database."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from werkzeug.serving import BaseWSGIServer, make_server


def start(app: Any) -> tuple[BaseWSGIServer, str]:
    """Serve an app until somebody says `shutdown`; gives the server and its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}"


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """Serve an app for as long as the block lasts; gives its address."""
    server, address = start(app)
    try:
        yield address
    finally:
        server.shutdown()
