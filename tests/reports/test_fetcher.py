"""A report opens nothing but its own photos, style and fonts."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from weasyprint import HTML

from app.reports.pdf import OwnFilesOnly, Refused
from app.storage import storage


@pytest.fixture
def fetcher(app):
    storage().put("photos/own.jpg", b"own")
    storage().put("photos/foreign.jpg", b"foreign")
    return OwnFilesOnly({"11111111-1111-4111-8111-111111111111": "photos/own.jpg"}, storage())


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "http://127.0.0.1/",
        "https://example.com/",
        "ftp://example.com/",
        "data:text/plain,x",
        "photo:photos/foreign.jpg",
        "photo:22222222-2222-4222-8222-222222222222",
        "static:../app/config.py",
        "static:/etc/passwd",
        "static:css/../../wsgi.py",
        "static:vendor/idb.js",
        "etalon:anything",
        "passwd",
    ],
)
def test_every_other_address_is_refused(fetcher, address):
    with pytest.raises(Refused):
        fetcher(address)


def test_its_own_photo_and_style_are_given(fetcher):
    assert fetcher("photo:11111111-1111-4111-8111-111111111111").read() == b"own"
    assert b"@page" in fetcher("static:css/report/paper.css").read()


def test_a_document_that_asks_for_the_network_reaches_nobody(fetcher):
    visitors = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self):
            visitors.append(self.path)
            self.send_error(404)

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    here = f"http://127.0.0.1:{server.server_port}"
    hostile = f"<link rel=stylesheet href={here}/a><link rel=attachment href={here}/b><img src={here}/c><style>@import url({here}/d);p{{background:url({here}/e)}}</style><p>x<object data={here}/f></object><svg><image href={here}/g /></svg>"
    try:
        HTML(string=hostile, url_fetcher=fetcher).write_pdf()
    finally:
        server.shutdown()
    assert visitors == []
