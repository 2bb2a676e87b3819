"""`make bench-reports`: what a PDF costs beside WeasyPrint alone, on one core and on two, and whether a bulk grows.

Every figure is a median of at least seven runs; ratios are of runs that take turns in one process. REPORTS=20 makes the
bulk that small instead of 300 stores, for a trial.
"""

import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from flask import Flask, render_template
from flask_babel import force_locale
from weasyprint import HTML

from app.db import db
from app.people.models import User
from app.people.roles import QUALITY
from app.reports import bulk, pdf
from app.reports.figures import about, figure
from app.reports.gathering import gather
from app.reports.visit import VisitReport
from app.storage import storage
from app.visits.models import Visit
from tests.demo_folder import _app
from tests.reports.sample import Chain

RUNS, BULK = 9, 300
VISITS = 40  # of a store over two years: some in every quarter
QUESTIONS, PHOTOS = 60, 6
AT_ONCE = 4  # reports that each worker makes while two are compared with one
ADDED = 20_000_000  # numbers: what two cores of this machine are to one, whatever they do
ADDRESS = "https://etalon.example.com/"
app: Flask
report: VisitReport


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _on_two_cores(folder)
        _apart(folder, _beside_weasyprint)
        _apart(folder, _load, folder, int(os.environ.get("REPORTS", BULK)))
        _apart(folder, _in_bulk, folder)


def _apart(folder: Path, work: Callable[..., None], *given: object) -> None:
    """Do something in a process of its own."""
    with _workers(1, folder) as worker:
        worker.submit(work, *given).result()


def _workers(count: int, folder: Path) -> ProcessPoolExecutor:
    """Processes that begin empty, as the worker's own do: nothing of another measurement lies in their memory."""
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_open, initargs=(folder,))


def _open(folder: Path) -> None:
    """The product with one scored visit of the size that is asked for; whoever comes second finds it there."""
    global app, report
    app = _app(folder / "etalon.sqlite", folder, folder, {})
    with app.app_context(), force_locale("ru"):
        db.create_all()
        visit = db.session.get(Visit, 1) or Chain().visit("audit")
        report = _of_size(gather(visit))
        db.session.commit()


def _of_size(whole: VisitReport) -> VisitReport:
    """Sixty questions with six photos: sections are asked again until there are enough."""
    sections, left, photos = [], QUESTIONS, PHOTOS
    for turn, section in enumerate(whole.sections * QUESTIONS):
        responses = []
        for each in section.responses[:left]:
            kept = each.pictures[:photos]
            photos -= len(kept)
            responses.append(replace(each, id=f"{each.id}-{turn}", pictures=kept))
        left -= len(responses)
        if responses:
            sections.append(replace(section, id=f"{section.id}-{turn}", responses=tuple(responses)))
    return replace(whole, sections=tuple(sections), reasons=())


def _ours() -> bytes:
    with force_locale("ru"):
        return pdf.visit_pdf(report)


def _beside_weasyprint() -> None:
    """Paired runs of the product and of WeasyPrint alone on the same HTML, in CPU time: others at work do not count."""
    photos = {picture.uuid: picture.key for picture in report.pictures}
    with app.app_context():
        with force_locale("ru"):
            tools = {"figure": figure, "about": about}
            page = render_template("reports/visit.html", **tools, report=report, language="ru")

        def alone() -> object:
            html = HTML(string=page, url_fetcher=pdf.OwnFilesOnly(photos, storage()))
            return html.write_pdf(pdf_variant="pdf/ua-1", **pdf.PRINT)

        size = len(_ours()) / 2**20
        alone()
        pairs = [(_seconds(_ours), _seconds(alone)) for _run in range(RUNS)]
    own, bare = (statistics.median(each) for each in zip(*pairs, strict=True))
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    asked = sum(len(section.responses) for section in report.sections)
    print(f"visit report, {asked} questions, {len(report.pictures)} photos: {size:.2f} MiB (at most 1.5)")
    print(
        f"  {own:.2f} s, WeasyPrint alone {bare:.2f} s: ratio {ratio:.2f} (at most 1.15), median of {RUNS} pairs"
    )


def _make(count: int) -> float:
    """Make so many reports; gives the most memory that this worker ever took, in MiB."""
    with app.app_context():
        for _report in range(count):
            _ours()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _add_up(count: int) -> int:
    return sum(number * number for number in range(count))


def _on_two_cores(folder: Path) -> None:
    with _workers(2, folder) as workers:
        workers.submit(_make, 1).result()  # it puts the visit there; the other finds it
        list(workers.map(_make, [2, 2]))  # both are warm
        rates: dict[int, list[float]] = {1: [], 2: []}
        bare: dict[int, list[float]] = {1: [], 2: []}
        memory = [0.0]
        for _run in range(RUNS):
            for count in (1, 2):
                begun = time.perf_counter()
                memory += workers.map(_make, [AT_ONCE] * count)
                rates[count].append(count * AT_ONCE / (time.perf_counter() - begun))
                begun = time.perf_counter()
                list(workers.map(_add_up, [ADDED] * count))
                bare[count].append(count / (time.perf_counter() - begun))
    one, two = (statistics.median(rates[count]) for count in (1, 2))
    ratio, machine = (
        statistics.median(b / a for a, b in zip(each[1], each[2], strict=True)) for each in (rates, bare)
    )
    print(
        f"one worker {one:.2f} reports/s, two {two:.2f}: ratio {ratio:.2f} (at least 1.8), median of {RUNS} pairs"
        f"\n  two processes of this machine that only add up numbers: ratio {machine:.2f}"
        f"\n  a worker takes {max(memory):.0f} MiB"
    )


def _load(folder: Path, stores: int) -> None:
    """A chain of so many stores."""
    with _chain(folder).app_context():
        db.create_all()
        asked = ["demo", "load", "--stores", str(stores), "--visits", str(VISITS * stores)]
        _chain(folder).test_cli_runner().invoke(args=asked, catch_exceptions=False)


def _chain(folder: Path) -> Flask:
    return _app(folder / "chain.sqlite", folder, folder, {})


def _in_bulk(folder: Path) -> None:
    """The reports of all stores of a chain, one after another as the worker makes them; its memory after each."""
    seen: list[float] = []
    with _chain(folder).app_context():
        whole = bulk.drawn_up(User(role=QUALITY), {}, "ru", base=ADDRESS)
        begun = time.perf_counter()
        for each in whole.reports:
            each.key, each.problem = bulk.attempt(each, User(role=QUALITY))
            assert each.key, each.problem
            seen.append(_resident())
        took = time.perf_counter() - begun
    tenth = max(1, len(seen) // 10)
    told = ", ".join(
        f"{statistics.median(seen[first : first + tenth]):.0f}" for first in range(0, len(seen), tenth)
    )
    grown = statistics.median(seen[-tenth:]) - statistics.median(seen[tenth : 2 * tenth])
    print(f"bulk of {len(seen)} store reports: {len(seen) / took:.2f} reports/s on one core")
    print(f"  memory of each tenth: {told} MiB; {grown:+.0f} MiB from the second to the last")


def _resident() -> float:
    """What this process holds now, in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
