"""How fast the form of a visit is in the hand, beside a plain HTML page of the same questions without a script.

Chromium at 360 × 740, its main thread slowed four times; figures are medians over interleaved rounds, and ratios are
of medians. `python -m tests.benchmarks.offline [--rounds 7] [--questions 60 300 1000] [--json FILE]`.
"""

import argparse
import json
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from app.checklists.models import ChecklistVersion
from app.clock import now
from app.db import db
from app.people import operations as people
from app.people.models import User
from app.stores.models import Store
from app.visits import operations
from app.visits.models import AUDIT
from tests.benchmarks import forms
from tests.benchmarks.photos import twelve_megapixels
from tests.browser.conftest import CHROMIUM, PHONE
from tests.browser.servers import gunicorn
from tests.sync.field import Field, make_field

PROBE = (Path(__file__).parent / "probe.js").read_text()
SLOWER = 4
TAPS = 12
FRAME = 0.016
SEEN = "() => globalThis.seen"
# The middles of the first question's first two answers, as soon as they are laid out.
TARGETS = """() => {
  const radios = document.querySelector('.question')?.querySelectorAll('input[type=radio]') ?? [];
  const boxes = [...radios].slice(0, 2).map((each) => each.closest('label').getBoundingClientRect());
  return boxes.map(({ x, y, width, height }) => [x + width / 2, y + height / 2]);
}"""
HALF = """async (answers) => {
  const fill = document.querySelector('fill-form');
  fill.draft.row.answers = answers;
  fill.draft.changed();
  await fill.draft.save();
}"""
# Taken along is what lies in the database; drawn a moment later, while nobody waits.
DRAWN = "caches.match('/visits/VISIT/form').then(Boolean)"
SAVED = """() => new Promise((known) => {
  const { draft } = document.querySelector('fill-form');
  const from = performance.now();
  draft.addEventListener('state', ({ detail }) => detail.state === 'saved' && known(performance.now() - from));
  document.querySelector('.question input[type=radio]:not(:checked)').click();
})"""
SHRUNK = """() => new Promise((known) => {
  const from = performance.now();
  const { draft } = document.querySelector('fill-form');
  const look = () => (draft.row.photos.length
    ? known([performance.now() - from, draft.row.photos[0].size]) : requestAnimationFrame(look));
  look();
})"""


class Bench:
    """Measurements by name: {(who, questions, what): [figures of each round]}."""

    def __init__(self, browser: Browser, site: str, floor: str, cookie: str, visits: dict[int, int]) -> None:
        self.browser, self.site, self.floor, self.cookie, self.visits = browser, site, floor, cookie, visits
        self.found: dict[tuple[str, int, str], list[float]] = defaultdict(list)
        self.targets: dict[str, list[list[float]]] = {}

    def round(self, questions: int) -> None:
        """Every measurement once, ours and the floor's in turn."""
        for half in (False, True):
            with self._phone(self.floor) as phone:
                page = self._page(phone)
                for visit in ("cold", "again"):
                    self._open(
                        page, f"{self.floor}/{'half' if half else 'form'}/{questions}", f"floor {visit}"
                    )
                    self._note("floor", questions, "draft" if half else visit, page)
                if not half:
                    self._in_the_hand("floor", questions, page)
        with self._phone(self.site) as phone:
            page = self._page(phone)
            self._weigh(questions, page)
            self._note("ours", questions, "cold", page)
            page.goto(f"{self.site}/visits")
            until(
                page,
                f"""document.querySelector(
                '[data-visit="{self.visits[questions]}"] [data-slot=here]')?.textContent.length > 0""",
            )
            until(page, DRAWN.replace("VISIT", str(self.visits[questions])))
            page = self._another_day(phone, page)
            self._open(page, self._form(questions), "ours again")
            self._note("ours", questions, "again", page)
            self._in_the_hand("ours", questions, page)
            self.found["ours", questions, "save"].append(page.evaluate(SAVED))
            answers = {forms.code(n): forms.answer(n) for n in range(questions) if forms.answer(n)}
            page.evaluate(HALF, answers)
            page = self._another_day(phone, page)
            self._open(page, self._form(questions), "ours again")
            self._note("ours", questions, "draft", page)
            if questions == min(self.visits):
                self._photo(questions, page)

    def _form(self, questions: int) -> str:
        return f"{self.site}/visits/{self.visits[questions]}/form"

    @contextmanager
    def _phone(self, address: str) -> Iterator[BrowserContext]:
        context = self.browser.new_context(**PHONE)
        context.add_init_script(PROBE)
        if address == self.site:
            context.add_cookies([{"name": "sid", "value": self.cookie, "url": self.site}])
        yield context
        context.close()

    def _page(self, phone: BrowserContext) -> Page:
        page = phone.new_page()
        self._cdp(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        return page

    def _another_day(self, phone: BrowserContext, page: Page) -> Page:
        """A new page on a phone where nothing is under way any more and the service worker has gone to sleep."""
        page.wait_for_timeout(1500)
        page.close()
        page = self._page(phone)
        worker = self._cdp(page)
        worker.send("ServiceWorker.enable")
        worker.send("ServiceWorker.stopAllWorkers")
        worker.detach()
        page.wait_for_timeout(300)
        return page

    def _cdp(self, page: Page) -> CDPSession:
        return page.context.new_cdp_session(page)

    def _open(self, page: Page, address: str, kind: str) -> None:
        """Open the page and tap the first two answers in turn until a tap takes effect.

        The taps are the driver's: the page has to be laid out where the finger comes down. Where that is, is known from
        the last time the same kind of page was opened; it is looked up again when nothing happens there.
        """
        finger = self._cdp(page)
        page.goto(address, wait_until="commit")
        end = time.monotonic() + 120
        for turn in count():
            assert time.monotonic() < end, f"no tap took effect on {address}"
            if not self.targets.get(kind) or turn % 40 == 39:
                self.targets[kind] = page.evaluate(TARGETS)
                continue
            x, y = self.targets[kind][turn % 2]
            finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
            finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
            time.sleep(
                FRAME
            )  # a browser serves fingers first: an endless row of taps would keep the page from starting
            if turn % 4 == 3 and page.evaluate("globalThis.seen?.tap"):
                break
        page.wait_for_timeout(700)

    def _note(self, who: str, questions: int, visit: str, page: Page) -> None:
        seen = page.evaluate(SEEN)
        painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
        what = "answered" if visit == "draft" else "question"
        self.found[who, questions, f"{visit}: first question"].append(seen[what] or seen["question"])
        self.found[who, questions, f"{visit}: first tap"].append(seen["tap"])
        after = [duration for start, duration in seen["tasks"] if start > painted]
        self.found[who, questions, f"{visit}: longest task"].append(max(after, default=0))

    def _weigh(self, questions: int, page: Page) -> None:
        """Open the form for the first time and count what came over the wire until it could be tapped."""
        sizes: dict[str, float] = defaultdict(float)
        kinds: dict[str, str] = {}
        wire = self._cdp(page)
        wire.send("Network.enable")
        wire.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
        wire.on(
            "Network.loadingFinished",
            lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
        )
        self._open(page, self._form(questions), "ours cold")
        shell = sum(size for key, size in sizes.items() if kinds.get(key) in {"Script", "Stylesheet"})
        self.found["ours", questions, "wire: JS + CSS, kB"].append(shell / 1024)
        self.found["ours", questions, "wire: everything, kB"].append(sum(sizes.values()) / 1024)

    def _in_the_hand(self, who: str, questions: int, page: Page) -> None:
        """Tap as a finger does, then look at what the page weighs."""
        page.evaluate("seen.taps.length = 0")
        labels = page.locator(".question label:has(input[type=radio])")
        for number in range(TAPS):
            label = labels.nth(number * 3)
            label.scroll_into_view_if_needed()
            page.wait_for_timeout(120)
            label.tap()
            page.wait_for_timeout(180)
        taps = sorted(page.evaluate("seen.taps"))
        assert len(taps) >= TAPS - 1, f"{who}: only {len(taps)} of {TAPS} taps were seen"
        self.found[who, questions, "tap to paint: median"].append(statistics.median(taps))
        self.found[who, questions, "tap to paint: p95"].append(taps[int(len(taps) * 0.95)])
        wire = self._cdp(page)
        wire.send("HeapProfiler.collectGarbage")
        wire.send("Performance.enable")
        metrics = {each["name"]: each["value"] for each in wire.send("Performance.getMetrics")["metrics"]}
        self.found[who, questions, "heap, MB"].append(metrics["JSHeapUsedSize"] / 1e6)
        self.found[who, questions, "elements"].append(page.evaluate("document.querySelectorAll('*').length"))

    def _photo(self, questions: int, page: Page) -> None:
        """A photo of twelve megapixels, without slow-down."""
        self._cdp(page).send("Emulation.setCPUThrottlingRate", {"rate": 1})
        file = {"name": "image.jpg", "mimeType": "image/jpeg", "buffer": twelve_megapixels()}
        page.locator(".photo-input").first.set_input_files(file)
        took, size = page.evaluate(SHRUNK)
        self.found["ours", questions, "photo of 12 MP, ms"].append(took)
        self.found["ours", questions, "photo of 12 MP, kB"].append(size / 1024)


def until(page: Page, true: str) -> None:
    """Wait until an expression holds; the page's policy forbids the usual way."""
    end = time.monotonic() + 120
    while not page.evaluate(true):
        assert time.monotonic() < end, f"never: {true}"
        time.sleep(0.05)


def prepare(field: Field, sizes: list[int]) -> tuple[dict[int, int], str]:
    """A visit for every size, and a session of the auditor: {questions: visit}, token."""
    with field.app.app_context():
        auditor = db.session.get_one(User, field.auditor)
        first = db.session.query(ChecklistVersion).first()
        visits = {}
        for size in sizes:
            checklist = forms.checklist_of(size)
            version = ChecklistVersion(
                position="cashier", channel="in_person", number=100 + size, standard=first.standard,
                content=checklist.model_dump(mode="json"), digest=checklist.digest(),
            )  # fmt: skip
            db.session.add(version)
            db.session.flush()
            store = db.session.query(Store).first()
            what = operations.Assignment(store, version, auditor, AUDIT, now() + timedelta(days=1))
            visit = operations.assign(what, by=None)
            db.session.flush()
            visits[size] = visit.id
        token = people.open_session(auditor, device="bench")
        db.session.commit()
        return visits, token


class Floor(BaseHTTPRequestHandler):
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
    for size in sizes:
        Floor.pages[f"/form/{size}"] = forms.plain_page(size)
        Floor.pages[f"/half/{size}"] = forms.plain_page(size, half_filled=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Floor)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def report(found: dict[tuple[str, int, str], list[float]], sizes: list[int]) -> Iterator[str]:
    """A table for every number of questions: our median, the floor's, and their ratio."""
    middle: Callable[[list[float]], float] = statistics.median
    for size in sizes:
        yield f"\n{size} questions{'':24}{'ours':>10}{'floor':>10}{'ratio':>8}   (medians of {len(found['ours', size, 'again: first tap'])})"
        for who, questions, what in found:
            if who != "ours" or questions != size:
                continue
            ours, base = middle(found["ours", size, what]), found.get(("floor", size, what))
            line = f"  {what:34}{ours:10.1f}"
            yield line + (f"{middle(base):10.1f}{ours / (middle(base) or 1):8.2f}" if base else "")
    smallest, largest = min(sizes), max(sizes)
    for what in ("again: first tap", "draft: first tap"):
        ratio = middle(found["ours", largest, what]) / middle(found["ours", smallest, what])
        yield f"\n{largest} questions against {smallest}, {what}: {ratio:.2f}"
    least = middle(found["floor", smallest, "tap to paint: p95"])
    for size in sizes:
        yield f"tap to paint p95 at {size}, against the floor's at {smallest}: {middle(found['ours', size, 'tap to paint: p95']) / least:.2f}"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--questions", type=int, nargs="+", default=[60, 300, 1000])
    arguments.add_argument("--json", type=Path)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        field = make_field(Path(folder))
        visits, token = prepare(field, asked.questions)
        with gunicorn(Path(folder)) as site, floor(asked.questions) as plain:
            browser = playwright.chromium.launch(**CHROMIUM)
            bench = Bench(browser, site, plain, token, visits)
            for number in range(asked.rounds):
                began = time.monotonic()
                for size in asked.questions:
                    bench.round(size)
                print(f"round {number + 1}: {time.monotonic() - began:.0f} s", file=sys.stderr)
            browser.close()
    print("\n".join(report(bench.found, asked.questions)))
    if asked.json:
        asked.json.write_text(json.dumps([[*key, values] for key, values in bench.found.items()]))


if __name__ == "__main__":
    main()
