"""Processes of the server are killed while phones send: what was acknowledged is there once, whole, as it was taken."""

import asyncio
import os
import random
import signal

from tests.storm import loop
from tests.storm.counts import count
from tests.storm.crowd import crowd
from tests.storm.devices import Device, Item, Line, item_of
from tests.storm.ledger import assert_kept_once
from tests.sync.field import picture
from tests.sync.serving import Served

KILLS = count(short=3, full=30)  # on either database
PHONES = 6
PAUSE = (0.2, 1.2)  # seconds between kills


async def kill_again_and_again(served: Served, over: asyncio.Event) -> None:
    killed = 0
    while killed < KILLS:
        await asyncio.sleep(random.uniform(*PAUSE))
        if workers := served.workers():
            os.kill(random.choice(workers), signal.SIGKILL)
            killed += 1
    over.set()


def test_a_killed_server_loses_nothing_that_it_acknowledged(served: Served) -> None:
    people = crowd(served.field, PHONES, 400)
    over, acknowledged, devices = asyncio.Event(), [], []

    async def send_until_over(number: int) -> None:
        """One visit after the other, the last one after the last kill."""
        device = Device(Line(served.port, dict(people[number].headers)))
        devices.append(device)
        for turn, visit in enumerate(people[number].visits):
            last = over.is_set()
            photos = [(f"COU-{n:02}", picture(number * 100 + turn * 2 + n)) for n in (1, 10)]
            item: Item = item_of(visit, {"COU-02": {"value": 4}}, photos)
            await device.send(item)
            acknowledged.append(item)
            if last:
                break
        device.line.close()

    async def storm() -> None:
        async with asyncio.timeout(60 + 10 * KILLS):
            await asyncio.gather(kill_again_and_again(served, over), *map(send_until_over, range(PHONES)))

    loop.run(storm())
    assert len(acknowledged) > PHONES
    assert_kept_once(served.field.app, acknowledged)
