"""Both forms in the hand: what is measured of ours and of the floor, in the same way."""

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from tests.benchmarks import forms
from tests.benchmarks.photos import twelve_megapixels
from tests.browser.conftest import PHONE

PROBE = (Path(__file__).parent / "probe.js").read_text()
SLOWER = 4
TAPS = 12
P95 = "tap to paint: p95"
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
        with self._phone(self.floor) as phone:
            plain = f"{self.floor}/form/{questions}"
            page = self._page(phone)
            self._open(page, plain, "floor cold")
            self._note("floor", questions, "cold", page)
            page = self._another_day(phone, page, self.floor)
            self._open(page, plain, "floor again")
            self._note("floor", questions, "again", page)
            self._in_the_hand("floor", questions, page)
            page.goto(f"{self.floor}/half/{questions}")
            page = self._another_day(phone, page, self.floor)
            self._open(page, f"{self.floor}/half/{questions}", "floor again")
            self._note("floor", questions, "draft", page)
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
            page = self._another_day(phone, page, f"{self.site}/visits")
            self._open(page, self._form(questions), "ours again")
            self._note("ours", questions, "again", page)
            self._in_the_hand("ours", questions, page)
            self.found["ours", questions, "save"].append(page.evaluate(SAVED))
            answers = {forms.code(n): forms.answer(n) for n in range(questions) if forms.answer(n)}
            page.evaluate(HALF, answers)
            page = self._another_day(phone, page, f"{self.site}/visits")
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

    def _another_day(self, phone: BrowserContext, page: Page, home: str) -> Page:
        """A new page on the list a form is opened from, nothing under way any more and the service worker asleep.

        From the list, since whoever opens one begins there, and since a page that has shown nothing yet may give way
        to a new process of the browser: ours has to, for its `Cross-Origin-Opener-Policy`, and the floor has not.
        """
        page.wait_for_timeout(1500)
        page.close()
        page = self._page(phone)
        page.goto(home)
        page.wait_for_timeout(2500)
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
        taps = page.evaluate("seen.taps")
        assert len(taps) >= TAPS - 1, f"{who}: only {len(taps)} of {TAPS} taps were seen"
        self.found[who, questions, "tap to paint: median"] += taps
        self.found[who, questions, P95] += taps
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
