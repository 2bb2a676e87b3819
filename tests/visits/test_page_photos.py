"""Photos of a page without JavaScript: made anew while nobody waits for the database, and opened large again."""

import re
from threading import Thread

from flask import Flask

from app.db import db
from app.storage import Storage, storage
from app.visits.models import Visit
from tests.cast import Cast
from tests.conftest import SignIn
from tests.sync.field import picture
from tests.visits.conftest import FillPage
from tests.visits.made import sent
from tests.visits.test_fill_page import photo


class Watching(Storage):
    """The storage, which notes whether the database was kept waiting meanwhile."""

    def __init__(self, watched: Storage) -> None:
        super().__init__(watched.store, watched.folder)
        self.waited: list[bool] = []

    def put(self, key: str, content: bytes) -> None:
        self.waited.append(db.session().in_transaction())
        super().put(key, content)


def test_no_transaction_is_open_while_photos_are_made_anew(fill_page: FillPage) -> None:
    with fill_page.app.app_context():
        watching = Watching(storage())
    fill_page.app.extensions["storage"] = watching
    answer = fill_page.save({"COU-01": "value:yes", "COU-01.photos": [photo(), photo(content=picture(3))]})
    assert answer.status_code == 302 and fill_page.photos() == ["COU-01", "COU-01"]
    assert watching.waited == [False, False]


def test_what_was_decided_meanwhile_is_not_changed(fill_page: FillPage, sign_in: SignIn, cast: Cast) -> None:
    quality, address = sign_in("quality"), f"/visits/{cast.open_audit}/cancellation"

    class Deciding(Storage):
        """Somebody cancels the visit while its photo is being stored."""

        def put(self, key: str, content: bytes) -> None:
            super().put(key, content)
            said = Thread(target=quality.post, args=(address, {"note": "The shop burnt down."}))
            said.start()
            said.join()

    with fill_page.app.app_context():
        deciding = Deciding(storage().store, storage().folder)
    fill_page.app.extensions["storage"] = deciding
    assert fill_page.save({"COU-01": "value:yes", "COU-01.photos": [photo()]}).status_code == 404
    assert fill_page.photos() == [] and fill_page.draft() == {}


def test_kept_photos_open_large_and_a_signature_is_called_one(
    fill_page: FillPage, app: Flask, cast: Cast, sign_in: SignIn
) -> None:
    fill_page.save({"COU-01.photos": [photo()]})
    assert re.search(r'<a href="(/visits/photos/[^"]+)"><img src="\1"', fill_page.open())
    with app.app_context():
        visit = db.session.get_one(Visit, cast.open_audit)
        sent(visit)
        db.session.commit()
    page = sign_in("reviewer").get(f"/reviews/{cast.open_audit}").text
    alts = re.findall(r'<a href="/visits/photos/[^"]+"><img [^>]*alt="([^"]+)"', page)
    assert "Signature to: Was question 11 asked?" in alts
    assert "Photo to: Was question 10 asked?" in alts
