"""A field whose server can be changed behind its address, and phones that are ready for work without network."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext
from werkzeug.serving import make_server

from tests.browser.conftest import OpenPhone, Site, chromium, lasting_phone, open_phone, playwright
from tests.storm.counts import STORM
from tests.storm.phones.door import Door
from tests.storm.phones.work import enter
from tests.sync.field import Field, make_field

__all__ = ["chromium", "lasting_phone", "open_phone", "playwright"]
collect_ignore = [] if STORM else ["test_webkit.py"]  # needs Debian's WebKit, which `make storm` installs


@pytest.fixture
def field(tmp_path: Path) -> Field:
    return make_field(tmp_path)


@pytest.fixture
def door(field: Field) -> Door:
    return Door(field)


@pytest.fixture
def site(field: Field, door: Door) -> Iterator[Site]:
    server = make_server("127.0.0.1", 0, door, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(field, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    thread.join()


@pytest.fixture
def phone(site: Site, open_phone: OpenPhone) -> BrowserContext:
    """A phone whose owner is signed in and has the visits with them."""
    context = open_phone()
    enter(site, context).close()
    return context
