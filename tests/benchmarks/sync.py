"""How many finished visits of 250 answers the server takes in, and how long a phone waits, beside a route that does nothing.

Acknowledged submissions per second with no photo and with two (1600 px, about 250 kB each), from 1, 50 and 500 phones,
on SQLite and PostgreSQL; the last table is the same while workers are killed at random. After every round each
acknowledged visit is looked for in the database and each photo in the store. Figures are medians over rounds.
`python -m tests.benchmarks.sync [--rounds 3] [--devices 1 50 500] [--databases sqlite postgresql] [--json FILE]`.
"""

import argparse
import asyncio
import json
import os
import random
import signal
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.benchmarks.photos import floor, photo
from tests.database.server import postgres_server
from tests.storm.crowd import Auditor, checklist_of, crowd
from tests.storm.devices import Device, Item, Line, item_of
from tests.storm.ledger import troubles
from tests.sync.serving import Served, serve

QUESTIONS = 250
PHOTOS = 48
AS_RUN = ("--log-level", "critical")  # two processes as `make run` has them, silent when they are killed
PATIENCE = 120.0  # seconds, the app's own
VISITS = {0: 400, 2: 60}  # in one round, by photos; every device has at least one
NOTHING = "a route that does nothing"


@dataclass
class Found:
    """The figures of one kind of run, one of each per round."""

    rate: list[float] = field(default_factory=list)
    waits: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))  # ms of every step
    cost: list[float] = field(
        default_factory=list
    )  # ms of processor time of the web processes, for one visit
    client: list[float] = field(default_factory=list)  # share of the phones in the processor time of both
    lost: int = 0
    kills: int = 0


class Bench:
    """One database, served; runs by (devices, photos, under fire)."""

    def __init__(self, served: Served, checklist: int, photos: list[bytes]) -> None:
        self.served, self.checklist, self.photos = served, checklist, photos
        self.found: dict[tuple[int, int | str, bool], Found] = defaultdict(Found)
        self.answers = dict(_answers())

    def round(self, devices: int, photos: int, *, fire: bool = False) -> None:
        """Let so many phones send what they have, and count what came."""
        each = max(1, VISITS[photos] // devices) if devices > 1 else VISITS[photos] // 3
        people = crowd(self.served.field, devices, each, self.checklist)
        items = [[self._item(visit, photos) for visit in person.visits] for person in people]
        found = self.found[devices, photos, fire]
        with self._measured(found, devices * each):
            asyncio.run(self._send(people, items, found, fire))
        with self.served.field.app.app_context():
            wrong = troubles([item for own in items for item in own])
        print("\n".join(wrong[:5]), end="\n" if wrong else "")
        found.lost += len(wrong)

    def nothing(self, devices: int) -> None:
        """The floor: as many phones ask for what costs the server nothing but the asking."""
        found = self.found[devices, NOTHING, False]
        times = max(1, 2000 // devices)
        with self._measured(found, devices * times):
            asyncio.run(self._ask(devices, times, found))

    @contextmanager
    def _measured(self, found: Found, done: int) -> Iterator[None]:
        processes = self.served.workers()
        began, own, web = time.monotonic(), time.process_time(), sum(map(worked, processes))
        yield
        found.rate.append(done / (time.monotonic() - began))
        own, web = time.process_time() - own, sum(map(worked, processes)) - web
        found.cost.append(web / done * 1000)
        found.client.append(own / max(0.01, own + web))

    def _item(self, visit: dict[str, Any], photos: int) -> Item:
        codes = random.sample(sorted(self.answers), photos)
        return item_of(visit, self.answers, [(code, random.choice(self.photos)) for code in codes])

    async def _send(self, people: list[Auditor], items: list[list[Item]], found: Found, fire: bool) -> None:
        devices = [Device(self._line(person.headers), pause=0.5) for person in people]

        async def drain(device: Device, own: list[Item]) -> None:
            for item in own:
                await device.send(item)

        shots = asyncio.create_task(self._fire(found)) if fire else None
        await asyncio.gather(*map(drain, devices, items))
        if shots:
            shots.cancel()
        for step, seconds in (each for device in devices for each in device.took):
            found.waits[step].append(seconds * 1000)

    async def _fire(self, found: Found) -> None:
        """Kill a process every few seconds, as a machine without memory would."""
        while True:
            await asyncio.sleep(random.uniform(3, 8))
            if alive := self.served.workers():
                os.kill(random.choice(alive), signal.SIGKILL)
                found.kills += 1

    async def _ask(self, devices: int, times: int, found: Found) -> None:
        async def ask(line: Line) -> None:
            for _time in range(times):
                began = time.monotonic()
                reply = await line.ask("GET", "/healthz")
                assert reply.status == 200
                found.waits["visit"].append((time.monotonic() - began) * 1000)

        await asyncio.gather(*[ask(self._line({})) for _device in range(devices)])

    def _line(self, headers: dict[str, str]) -> Line:
        return Line(self.served.port, dict(headers), patience=PATIENCE)


def _answers() -> Iterator[tuple[str, dict[str, Any]]]:
    from tests.benchmarks import forms

    values = {"scale": 3, "choice": "two", "number": 2, "text": "All was well, and nobody had to wait."}
    for number in range(QUESTIONS):
        yield forms.code(number), {"value": values.get(forms.kind(number), "yes")}


def worked(process: int) -> float:
    """Seconds of processor time that a process has used; 0 of one that ended."""
    try:
        said = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except FileNotFoundError:
        return 0.0
    return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def field_on(database: str) -> Iterator[Served]:
    """The field on an empty database, served as `make run` serves it."""
    with tempfile.TemporaryDirectory() as folder:
        under = Path(folder)
        if database == "sqlite":
            with serve(under, f"sqlite:///{under / 'etalon.sqlite'}", AS_RUN) as served:
                yield served
            return
        with postgres_server() as address, serve(under, address, AS_RUN) as served:
            yield served


def report(database: str, bench: Bench) -> Iterator[str]:
    """One line for each kind of run."""
    yield f"\n{database:34}{'visits/s':>10}{'CPU ms':>8}{'answers p50':>13}{'p99':>7}{'photo p50':>11}{'p99':>7}{'visit p50':>11}{'p99':>8}{'load':>6}{'lost':>6}"
    for (devices, photos, fire), found in bench.found.items():
        what = photos if isinstance(photos, str) else f"{photos or 'no'} photos"
        name = f"{devices} × {what}{', kill -9' if fire else ''}"
        line = f"  {name:32}{statistics.median(found.rate):10.1f}"
        line += f"{'':8}" if fire else f"{statistics.median(found.cost):8.1f}"
        for step, width in (("answers", 13), ("photo", 11), ("visit", 11)):
            line += "".join(_told(found.waits.get(step), width))
        line += f"{'':6}" if fire else f"{statistics.median(found.client):6.0%}"
        yield line if photos == NOTHING else f"{line}{found.lost:6}"
    shots = sum(found.kills for found in bench.found.values())
    if shots:
        yield f"  workers killed: {shots}"


def _told(waits: list[float] | None, width: int) -> Iterator[str]:
    if not waits:
        yield f"{'':{width}}{'':7}"
        return
    ordered = sorted(waits)
    yield f"{statistics.median(ordered):{width}.0f}{ordered[int(len(ordered) * 0.99)]:7.0f}"


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--devices", type=int, nargs="+", default=[1, 50, 500])
    arguments.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    arguments.add_argument("--photos", type=int, nargs="+", default=[0, 2])
    arguments.add_argument("--json", type=Path)
    asked = arguments.parse_args()
    photos = [photo(number) for number in range(PHOTOS)]
    alone, cost = floor(photos, at_once=os.cpu_count() or 1)
    size = statistics.median(len(each) for each in photos) / 1000
    print(
        f"Re-encoding photos of {size:.0f} kB and nothing else, on {os.cpu_count()} processors: {alone:.1f}/s, "
        f"{cost:.1f} ms of CPU each: at best {alone / 2:.1f} visits/s with two photos."
    )
    print(
        "CPU: processor time of the web processes for one visit; on two idle processors 2000 / CPU visits/s are the most."
        " load: the share of the phones in the processor time of both. lost: not in database or store."
    )
    kept = {}
    for database in asked.databases:
        with field_on(database) as served:
            bench = Bench(served, checklist_of(served.field, QUESTIONS), photos)
            for _round in range(asked.rounds):
                for devices in asked.devices:
                    bench.nothing(devices)
                    for number in asked.photos:
                        bench.round(devices, number)
                if len(asked.devices) > 1:
                    bench.round(asked.devices[1], max(asked.photos), fire=True)
            print("\n".join(report(database, bench)), flush=True)
            kept[database] = [[*key, vars(found)] for key, found in bench.found.items()]
    if asked.json:
        asked.json.write_text(json.dumps(kept))


if __name__ == "__main__":
    main()
