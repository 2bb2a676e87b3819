"""What the worker does by itself once a night."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from app.tasks import operations
from app.tasks.queue import carrier
from tests.cast import Cast, app_with_cast
from tests.sync.test_orphans import Orphans

HALF_PAST_MIDNIGHT = datetime(2026, 5, 14, 0, 30, tzinfo=UTC)


def done_at(app: Flask, moment: datetime) -> list[str]:
    """Do what the worker's clock asks for at this minute; gives the names."""
    with app.app_context():
        huey = carrier().huey
        due = [task for task in huey.read_periodic(moment.replace(tzinfo=None)) if task.name != "sweep"]
        for task in due:
            huey.execute(task)
        return [task.name for task in due]


@pytest.fixture
def swept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, Cast]:
    return app_with_cast(tmp_path_factory.mktemp("night"))


def test_files_that_no_row_names_are_swept_once_a_night(swept: tuple[Flask, Cast]) -> None:
    app, _cast = swept
    orphans = Orphans(app)
    assert done_at(app, HALF_PAST_MIDNIGHT.replace(hour=12)) == []
    assert orphans.left(app) == {orphans.old, orphans.copy, orphans.young}
    assert done_at(app, HALF_PAST_MIDNIGHT) == ["nightly"]
    assert orphans.left(app) == {orphans.young}


def test_what_breaks_keeps_nothing_else_from_being_done(
    swept: tuple[Flask, Cast], monkeypatch: pytest.MonkeyPatch
) -> None:
    app, _cast = swept
    orphans = Orphans(app)

    def breaks() -> None:
        raise RuntimeError("tonight of all nights")

    monkeypatch.setattr(operations, "NIGHTLY", [breaks, *operations.NIGHTLY])
    done_at(app, HALF_PAST_MIDNIGHT)
    assert orphans.left(app) == {orphans.young}
