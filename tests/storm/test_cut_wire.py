"""A wire cut before, within and after every step: one whole submission each, and one receipt however often it is asked for."""

import random
from collections.abc import Iterator

from tests.storm import loop
from tests.storm.counts import count
from tests.storm.crowd import crowd
from tests.storm.devices import Device, Item, Line, item_of
from tests.storm.ledger import assert_kept_once
from tests.storm.wire import WAYS, Cut, wire
from tests.sync.field import picture
from tests.sync.serving import Served

RUNS = count(short=12, full=500)
STEPS = 5  # ping, answers, three photos


def cuts(run: int, chance: random.Random) -> Iterator[Cut]:
    """Each way at each step in 25 runs, each of them twice in ten; and later more of them, anywhere."""
    yield Cut((run + run // len(WAYS)) % STEPS, WAYS[run % len(WAYS)])
    for request in range(STEPS, 4 * STEPS):
        if chance.random() < 0.3:
            yield Cut(request, chance.choice(WAYS))


def finished(visit: dict, run: int) -> Item:
    photos = [(f"COU-{number:02}", picture(run * 3 + number)) for number in (1, 10, 11)]
    return item_of(visit, {"COU-01": {"value": "yes"}, "COU-02": {"value": 4}}, photos)


async def sent_over_a_bad_wire(served: Served, headers: dict, item: Item, run: int) -> dict:
    chance = random.Random(run)
    async with wire(served.port, cuts(run, chance), chance) as (port, laid):
        device = Device(Line(port, dict(headers), keep=False, patience=5), pause=0.01)
        receipt = await device.send(item)
        assert laid.cut, "nothing was cut"
        assert device.attempts > 1, "a cut went unnoticed"
        return receipt


async def asked_again(served: Served, headers: dict, item: Item) -> list[dict]:
    """The receipts that the same bytes get when they come once more, each by itself."""
    device = Device(Line(served.port, dict(headers)))
    await device.ping()
    replies = [await device.announce(item), *[await device.send_photo(item, photo) for photo in item.photos]]
    again = await device.line.ask("GET", f"/api/submissions/{item.id}")
    device.line.close()
    assert {reply.status for reply in replies} == {200}
    return [reply.json["receipt"] for reply in [*replies, again]]


def test_a_cut_wire_neither_loses_nor_doubles_a_visit(served: Served) -> None:
    auditor = crowd(served.field, 1, RUNS)[0]
    items = [finished(visit, run) for run, visit in enumerate(auditor.visits)]

    async def storm() -> None:
        for run, item in enumerate(items):
            receipt = await sent_over_a_bad_wire(served, auditor.headers, item, run)
            assert await asked_again(served, auditor.headers, item) == [receipt] * (len(item.photos) + 2), run

    loop.run(storm())
    assert_kept_once(served.field.app, items)
