"""Files that no row names, and rows without their file: the first are swept after a day, the second never."""

import os
import time
import uuid

from flask import Flask

from app.db import db
from app.storage import storage
from app.sync import doctor
from app.visits.models import Evidence, Submission, Visit
from tests.sync.doctored import sentences, told


class Orphans:
    """Files that no row names: one of yesterday and one of just now."""

    def __init__(self, app: Flask) -> None:
        with app.app_context():
            self.old, self.copy, self.young = (
                storage().put_by_digest(folder, uuid.uuid4().bytes, ".jpg")
                for folder in ("photos", "drafts", "photos")
            )
            folder = storage().folder
            assert folder
            for key in (self.old, self.copy):
                os.utime(folder / key, (time.time() - 90_000,) * 2)

    def left(self, app: Flask) -> set[str]:
        with app.app_context():
            there = {kept.key for name in doctor.FOLDERS for kept in storage().list(name)}
        return there & {self.old, self.copy, self.young}


def test_files_without_a_row_are_named_and_harm_nothing(app: Flask) -> None:
    orphans = Orphans(app)
    said = sentences(app, about="orphans")
    assert len(said) == 2
    assert all(any(key in each for each in said) for key in (orphans.old, orphans.copy))
    assert orphans.left(app) == {orphans.old, orphans.copy, orphans.young}


def test_a_sweep_takes_what_no_row_has_named_for_a_day_and_nothing_else(app: Flask) -> None:
    orphans = Orphans(app)
    with app.app_context():
        rows = {row.key for row in db.session.query(Evidence)}
        folder = storage().folder
        assert folder
        for key in rows:
            os.utime(folder / key, (time.time() - 90_000,) * 2)
    assert len(sentences(app, "--sweep", about="swept")) == 2
    assert orphans.left(app) == {orphans.young}
    assert told(app, "--deep") == (0, [])


def test_a_photo_sent_again_is_no_orphan_of_yesterday(app: Flask) -> None:
    """Between the file and its row a sweep may come: what is old must be young again."""
    content = uuid.uuid4().bytes
    with app.app_context():
        folder = storage().folder
        key = storage().put_by_digest("photos", content, ".jpg")
        assert folder
        os.utime(folder / key, (time.time() - 90_000,) * 2)
        storage().put_by_digest("photos", content, ".jpg")
        assert doctor.sweep() == []
        assert storage().get(key) == content


def test_a_row_without_its_file_is_never_taken_away(app: Flask, evidence) -> None:
    row, file = evidence
    file.unlink()
    told(app, "--sweep")
    with app.app_context():
        assert db.session.get(Evidence, row.id)
        assert len(db.session.query(Submission).all()) == 4
        assert db.session.query(Visit).count() == 5
