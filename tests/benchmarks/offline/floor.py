"""The floor: the same questions as plain static pages without a script, and a list of links that leads to them."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.benchmarks.forms import A_SECTION, answer, code, kind, text

STYLE = """body{font:17px/1.4 sans-serif;margin:0;padding:8px}fieldset{border:1px solid #999;border-radius:8px;
margin:0 0 12px;padding:12px}legend{font-size:19px}label{display:inline-block;min-height:48px;min-width:48px;
padding:8px}textarea,input[type=number]{width:100%;min-height:48px;box-sizing:border-box}"""


class Server(BaseHTTPRequestHandler):
    """The plain pages, compressed and cacheable."""

    protocol_version = "HTTP/1.1"
    pages: dict[str, bytes] = {}

    def do_GET(self) -> None:
        page = self.pages.get(self.path)
        self.send_response(200 if page else 404)
        for name, value in {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Encoding": "gzip",
            "Content-Length": str(len(page or b"")),
            "Cache-Control": "max-age=3600",
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(page or b"")

    def log_message(self, *_said: Any) -> None:
        pass


@contextmanager
def floor(sizes: list[int]) -> Iterator[str]:
    """Serve `/` (the list), `/form/N` and `/half/N`; gives the address."""
    Server.pages["/"] = page("Visits", (f"<p><a href='/form/{size}'>{size}</a>" for size in sizes))
    for size in sizes:
        Server.pages[f"/form/{size}"] = page("Benchmark", form(size))
        Server.pages[f"/half/{size}"] = page("Benchmark", form(size, half_filled=True))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def page(title: str, parts: Iterator[str]) -> bytes:
    """A page of its own style, compressed."""
    head = (
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
    )
    whole = [head, f"<title>Floor</title><style>{STYLE}</style><h1>{title}</h1>", *parts, "</html>"]
    return gzip.compress("".join(whole).encode())


def form(questions: int, *, half_filled: bool = False) -> Iterator[str]:
    yield "<form>"
    for number in range(questions):
        if number % A_SECTION == 0:
            yield f"<h2>Part {number // A_SECTION + 1}</h2>"
        given = (answer(number) or {}).get("value") if half_filled else None
        yield f"<fieldset class=question><legend>{escape(text(number))}</legend>{_control(number, given)}"
        yield f"<details><summary>Comment or photo</summary><textarea name='{code(number)}.comment'></textarea>"
        yield f"<input type=file name='{code(number)}.photos' accept=image/jpeg multiple></details></fieldset>"
    yield "<button>Save</button></form>"


def _control(number: int, given: Any) -> str:
    values = {
        "yes_no": ["yes", "no", "not applicable", "not seen"],
        "scale": [1, 2, 3, 4, 5, "not applicable", "not seen"],
        "choice": ["one", "two", "three", "not applicable", "not seen"],
    }.get(kind(number))
    name = code(number)
    if values is None and kind(number) == "text":
        return f"<textarea name='{name}'>{given or ''}</textarea>"
    if values is None:
        return f"<input type=number name='{name}' value='{given or ''}'>"
    mark = {value: " checked" if value == given else "" for value in values}
    return "".join(
        f"<label><input type=radio name='{name}' value='{value}'{mark[value]}>{value}</label>"
        for value in values
    )
