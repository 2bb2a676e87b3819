"""`make bench-reports`: what a PDF costs beside WeasyPrint alone, on one core and on two, and whether a bulk grows.

Every figure is a median of at least seven runs, ratios are of runs that alternate in one process. With `--short` the
bulk is 40 reports instead of 300.
"""

import gc
import os
import resource
import statistics
import sys
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

from app.clock import today
from app.config import ROOT
from app.db import db
from app.insights.periods import written
from app.insights.selection import month_after, month_of
from app.people.models import User
from app.people.roles import QUALITY
from app.reports import pdf
from app.reports.figures import about, figure
from app.reports.gathering import gather
from app.reports.qr import qr
from app.reports.store import StoreReport
from app.reports.visit import VisitReport
from app.storage import storage
from app.stores.queries import stores
from app.visits.models import Visit
from tests.demo_folder import _app
from tests.reports.sample import Chain

RUNS, BULK, SHORT_BULK = 9, 300, 40
PAIRS = 8  # reports of one worker while two are timed
QUESTIONS, PHOTOS = 60, 6
app: Flask
report: VisitReport


def main() -> None:
    short = "--short" in sys.argv
    with tempfile.TemporaryDirectory() as folder:
        _prepare(Path(folder))
        with app.app_context():
            _beside_weasyprint()
        _on_two_cores(Path(folder))
        with app.app_context():
            _bulk(SHORT_BULK if short else BULK)


def _prepare(folder: Path) -> None:
    """One scored visit of the size that is asked for; a worker opens the one that is there."""
    global app, report
    app = _app(folder / "etalon.sqlite", folder, folder, {})
    with app.app_context(), force_locale("ru"):
        db.create_all()
        visit = db.session.get(Visit, 1) or Chain().visit("audit")
        report = _of_size(gather(visit))
        db.session.commit()
        db.engine.dispose()


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


def _alone(page: str, photos: dict[str, str]) -> bytes:
    fetcher = pdf.OwnFilesOnly(photos, storage())
    return HTML(string=page, base_url="etalon:", url_fetcher=fetcher).write_pdf(**pdf._options(report.digest))


def _beside_weasyprint() -> None:
    photos = {picture.uuid: picture.key for picture in report.pictures}
    with force_locale("ru"):
        plain = pdf._laid_out(report)
        twice = pdf._filled(plain) <= pdf.NEARLY_EMPTY
        closer = len(pdf._pages(report).pages) < len(plain.pages)
        page = render_template(
            "reports/visit.html",
            figure=figure,
            about=about,
            qr=qr,
            report=report,
            language="ru",
            closer=closer,
        )
    content = _ours()
    own, alone = [], []
    for _run in range(RUNS):
        own.append(_seconds(_ours))
        alone.append(_seconds(lambda: _alone(page, photos)))
    asked = sum(len(section.responses) for section in report.sections)
    print(
        f"visit report: {asked} questions, {len(report.pictures)} photos, {len(content) / 2**20:.2f} MiB (at most 1.5)"
    )
    ratio = statistics.median(ours / bare for ours, bare in zip(own, alone, strict=True))
    print(
        f"  {statistics.median(own):.2f} s, WeasyPrint alone {statistics.median(alone):.2f} s,"
        f" ratio {ratio:.2f} (at most 1.15)"
    )
    if twice:
        print("  it was laid out twice: the last page was nearly empty at first")


def _many(count: int) -> float:
    """The peak of memory in MiB after so many reports in a worker."""
    with app.app_context():
        for _report in range(count):
            _ours()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _on_two_cores(folder: Path) -> None:
    with ProcessPoolExecutor(
        2, mp_context=get_context("spawn"), initializer=_prepare, initargs=(folder,)
    ) as workers:
        list(workers.map(_many, [1, 1]))  # both are warm
        rates: dict[int, list[float]] = {1: [], 2: []}
        memory = [0.0]
        for _run in range(7):
            for count in (1, 2):
                begun = time.perf_counter()
                memory += workers.map(_many, [PAIRS // 4] * count)
                rates[count].append(count * (PAIRS // 4) / (time.perf_counter() - begun))
    one, two = (statistics.median(rates[count]) for count in (1, 2))
    ratio = statistics.median(b / a for a, b in zip(rates[1], rates[2], strict=True))
    print(f"  one worker {one:.2f} reports/s, two {two:.2f}, ratio {ratio:.2f} (at least 1.8)")
    print(f"  a worker takes {max(memory):.0f} MiB")


def _bulk(count: int) -> None:
    """Reports of the demo chain's stores over changing months, each laid out; memory after a sixth and at the end."""
    print(f"bulk of {count} store reports (the demo chain is loaded first)")
    db.session.remove()
    place = Path(tempfile.mkdtemp(dir=storage().folder))
    chain = _app(place / "demo.sqlite", place, place, {})
    with chain.app_context():
        db.create_all()
        chain.test_cli_runner().invoke(args=["demo", "load"], catch_exceptions=False)
        viewer, every = User(role=QUALITY), [each.id for each in stores()]
        seen: list[float] = []
        begun = time.perf_counter()
        for number in range(count):
            last = month_after(month_of(today()), -(number // len(every) % 3))
            asked = {"from": written(month_after(last, -(number % 4))), "to": written(last)}
            sheet = StoreReport(viewer, every[number % len(every)], asked).sheet(
                "ru", "https://etalon.example.com/"
            )
            db.session.rollback()
            storage().put(sheet.key, pdf.sheet_pdf(sheet))
            seen.append(_resident())
        took = time.perf_counter() - begun
        db.session.remove()
    gc.collect()
    warm = statistics.median(seen[count // 6 : count // 3])
    end = statistics.median(seen[-count // 6 :])
    print(
        f"  {count / took:.2f} reports/s on one core; memory {warm:.0f} MiB after a sixth, {end:.0f} MiB at the end"
    )


def _resident() -> float:
    """What this process holds now, in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    assert Path.cwd() == ROOT, "run it by make bench-reports"
    main()
