"""Many phones at once: what the server holds is what the phones held, answers come in time, and no process swells."""

import asyncio
import statistics
from pathlib import Path

import pytest

from app.sync import doctor
from tests.storm import loop
from tests.storm.counts import count
from tests.storm.crowd import crowd
from tests.storm.devices import Device, Item, Line, item_of
from tests.storm.ledger import assert_kept_once
from tests.sync.field import picture
from tests.sync.serving import Served

DEVICES = count(short=20, full=500)
VISITS, PHOTOS = 2, 2
MOST_MEMORY = 400 * 1024 * 1024  # bytes of one process
LONGEST = 100.0  # seconds of one request: past 120 a phone gives it up


def memory(process: int) -> int:
    """Resident bytes at their highest."""
    said = Path(f"/proc/{process}/status").read_text()
    return int(next(line for line in said.splitlines() if line.startswith("VmHWM")).split()[1]) * 1024


def test_the_server_holds_what_all_phones_held(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    people = crowd(served.field, DEVICES, VISITS)
    answers = {"COU-01": {"value": "yes"}, "COU-02": {"value": 4}, "COU-06": {"value": "All was well."}}
    photos = [(f"COU-{number:02}", picture(number)) for number in range(1, PHOTOS + 1)]
    manifest = [[item_of(visit, answers, photos) for visit in person.visits] for person in people]
    devices = [Device(Line(served.port, dict(person.headers), patience=120)) for person in people]

    async def drain(device: Device, items: list[Item]) -> None:
        for item in items:
            await device.send(item)
        device.line.close()

    async def all_at_once() -> None:
        await asyncio.gather(*map(drain, devices, manifest))

    loop.run(all_at_once())
    waits = sorted(seconds for device in devices for step, seconds in device.took if step != "visit")
    p99, highest = waits[int(len(waits) * 0.99)], max(map(memory, served.workers()))
    with capsys.disabled():
        print(f"\n{DEVICES} phones × {VISITS} visits: a request took {statistics.median(waits) * 1000:.0f} ms in the middle, "
              f"{p99 * 1000:.0f} ms at p99; a process {highest / 2**20:.0f} MB at most")  # fmt: skip
    assert_kept_once(served.field.app, [item for items in manifest for item in items])
    assert p99 < LONGEST
    assert highest < MOST_MEMORY
    with served.field.app.app_context():
        assert [each.about for each in doctor.examine(deep=True)] == ["migrations"], (
            "only made without migrations"
        )
