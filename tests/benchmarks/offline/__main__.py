"""How fast the form of a visit is in the hand, beside a plain HTML page of the same questions without a script.

Chromium at 360 × 740, its main thread slowed four times; figures are medians over interleaved rounds, of taps over all
taps of all rounds, and ratios are of these figures. “Again” and “draft” are opened from the list, the service worker
asleep.
`python -m tests.benchmarks.offline [--rounds 7] [--questions 60 300 1000] [--json FILE]`.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import sync_playwright

from app.checklists.models import ChecklistVersion
from app.clock import now
from app.db import db
from app.people import operations as people
from app.people.models import User
from app.stores.models import Store
from app.visits import operations
from app.visits.models import AUDIT
from tests.benchmarks import forms
from tests.benchmarks.offline.floor import floor
from tests.benchmarks.offline.hand import P95, Bench
from tests.browser.conftest import CHROMIUM
from tests.browser.servers import gunicorn
from tests.sync.field import Field, make_field


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


def report(found: dict[tuple[str, int, str], list[float]], sizes: list[int]) -> Iterator[str]:
    """A table for every number of questions: our figure, the floor's, and their ratio."""

    def figure(who: str, questions: int, what: str) -> float:
        return (p95 if what == P95 else statistics.median)(found[who, questions, what])

    for size in sizes:
        rounds = len(found["ours", size, "again: first tap"])
        yield f"\n{size} questions{'':24}{'ours':>10}{'floor':>10}{'ratio':>8}   (medians of {rounds}, of taps all)"
        for who, questions, what in found:
            if who != "ours" or questions != size:
                continue
            ours, base = figure("ours", size, what), ("floor", size, what) in found
            line = f"  {what:34}{ours:10.1f}"
            plain = figure("floor", size, what) if base else 0.0
            yield line + (f"{plain:10.1f}{ours / (plain or 1):8.2f}" if base else "")
    smallest, largest = min(sizes), max(sizes)
    for what in ("again: first tap", "draft: first tap"):
        ratio = figure("ours", largest, what) / figure("ours", smallest, what)
        yield f"\n{largest} questions against {smallest}, {what}: {ratio:.2f}"
    for size in sizes:
        ratio = figure("ours", size, P95) / figure("floor", smallest, P95)
        yield f"{P95} at {size}, against the floor's at {smallest}: {ratio:.2f}"


def p95(figures: list[float]) -> float:
    """What 19 of 20 do not exceed."""
    return sorted(figures)[min(len(figures) - 1, int(0.95 * len(figures)))]


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
