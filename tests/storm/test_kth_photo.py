"""Photo k of n does not get through, for every k: nothing is sealed early, and only what is missing is sent again."""

import pytest

from app.visits import intake, queries
from app.visits.payload import read_payload
from tests.storm import loop
from tests.storm.crowd import Auditor
from tests.storm.devices import Device, Item, Line, Photo, Reply, item_of
from tests.storm.ledger import assert_kept_once
from tests.sync.field import picture
from tests.sync.serving import Served

PHOTOS = 8


class Unlucky(Device):
    """A phone whose k-th photo of every attempt comes to nothing, as often as it is told."""

    def fail(self, k: int, times: int) -> None:
        self.k, self.times, self.sent = k, times, []

    async def send_photo(self, item: Item, photo: Photo) -> Reply:
        if photo is item.photos[self.k] and self.times:
            self.times -= 1
            return Reply()
        self.sent.append(photo.id)
        return await super().send_photo(item, photo)


def arrived(served: Served, item: Item) -> tuple[int, bool]:
    """How many photos the server has, and whether it signed for the whole."""
    with served.field.app.app_context():
        found = queries.submission_by_uuid(item.id)
        assert found
        missing = intake.missing_photos(found, read_payload(found.body))
        return PHOTOS - len(missing), found.sealed_at is not None


@pytest.mark.parametrize("k", range(PHOTOS))
def test_the_kth_photo_holds_up_the_seal_and_nothing_else(served: Served, auditor: Auditor, k: int) -> None:
    codes = [f"COU-{number:02}" for number in range(1, PHOTOS + 1)]
    item = item_of(auditor.visits[0], {}, [(code, picture(10 * k + n)) for n, code in enumerate(codes)])

    async def go() -> None:
        phone = Unlucky(Line(served.port, dict(auditor.headers)))
        phone.fail(k, times=1)
        assert await phone._attempt(item) is None
        assert arrived(served, item) == (k, False)
        assert (await phone.announce(item)).json["missing"] == [photo.id for photo in item.photos[k:]]
        await phone.send(item)
        assert phone.sent == [photo.id for photo in item.photos], "each photo was sent once"
        phone.line.close()

    loop.run(go())
    assert arrived(served, item) == (PHOTOS, True)
    assert_kept_once(served.field.app, [item])
