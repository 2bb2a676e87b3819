"""`flask doctor`: each thing that can be damaged is damaged here, and is named."""

import json
import uuid
from datetime import timedelta
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
from flask import Flask

from app.clock import now
from app.db import db
from app.sync import doctor
from app.tasks import Job
from app.visits import intake
from tests.cast import Cast
from tests.sync.doctored import changed, sentences, told
from tests.visits.made import assigned, filled


def test_what_is_whole_is_called_so(app: Flask) -> None:
    assert told(app, "--deep") == (0, [])
    assert "agree" in app.test_cli_runner().invoke(args=["doctor"]).output


def test_a_photo_that_is_gone(app: Flask, evidence) -> None:
    row, file = evidence
    file.unlink()
    said = sentences(app, about="photos")
    assert any(f"photo {row.uuid} of visit {row.visit_id} is not in the store" in each for each in said)


def test_an_empty_photo(app: Flask, evidence) -> None:
    _row, file = evidence
    file.write_bytes(b"")
    assert "is empty in the store" in sentences(app, about="photos")[0]


def test_a_photo_that_was_cut(app: Flask, evidence) -> None:
    row, file = evidence
    file.write_bytes(file.read_bytes()[:-1])
    assert f"has {row.size - 1} bytes in the store instead of {row.size}" in sentences(app, about="photos")[0]


def test_a_flipped_bit_in_a_photo_is_found_by_reading_it(app: Flask, evidence) -> None:
    _row, file = evidence
    content = bytearray(file.read_bytes())
    content[100] ^= 1
    file.write_bytes(content)
    assert told(app) == (0, [])
    assert "is damaged in the store" in sentences(app, "--deep", about="photos")[0]


def test_answers_that_were_changed_after_the_receipt(app: Flask) -> None:
    changed(app, "UPDATE submission SET body = CAST(body || ' ' AS BLOB) WHERE id = 1")
    (said,) = sentences(app, about="submissions")
    assert said.startswith("Submission № 1 of visit 2 is not what was received")


def test_answers_that_cannot_be_read(app: Flask) -> None:
    sum = "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356"
    changed(app, f"UPDATE submission SET body = CAST('{{}}\n' AS BLOB), digest = '{sum}' WHERE id = 1")
    (said,) = sentences(app, about="submissions")
    assert said.startswith("Submission № 1 of visit 2 cannot be read: format")


def test_a_receipt_without_its_photo(app: Flask, evidence) -> None:
    row, _file = evidence
    changed(app, "UPDATE evidence SET submission_id = NULL WHERE id = 1")
    said = sentences(app, about="submissions")
    assert said == [f"Submission № 1 of visit 2 has a receipt, but its photo {row.uuid} is not here."]


def test_a_photo_with_another_digest_than_announced(app: Flask, evidence) -> None:
    row, _file = evidence
    changed(app, "UPDATE evidence SET digest = 'f' WHERE id = 1")
    assert f"other bytes of photo {row.uuid}" in sentences(app, about="submissions")[0]


def test_a_receipt_without_a_score(app: Flask) -> None:
    changed(app, "DELETE FROM scorecard WHERE submission_id = 1")
    assert sentences(app, about="submissions") == ["Submission № 1 of visit 2 has a receipt and no score."]


def test_a_receipt_for_another_id(app: Flask) -> None:
    changed(app, "UPDATE submission SET uuid = ? WHERE id = 1", str(uuid.uuid4()))
    assert "has a receipt for another id" in sentences(app, about="submissions")[0]


def test_what_was_announced_long_ago_and_never_came(app: Flask, cast: Cast) -> None:
    with app.app_context():
        visit = assigned(cast)
        body = json.dumps(filled(visit, {}, {}, now())).encode()
        intake.announce(body, by=visit.assessor, at=now() - timedelta(hours=20))
        db.session.commit()
    assert told(app) == (0, [])
    changed(app, "UPDATE submission SET announced_at = '2026-05-14 10:30:00' WHERE sealed_at IS NULL")
    (said,) = sentences(app, about="submissions")
    assert said.endswith("is arriving: 0/3 photos since 2026-05-14 10:30 UTC.")


def test_a_row_that_speaks_of_nothing(app: Flask) -> None:
    changed(app, "DELETE FROM region WHERE name = 'South'")
    assert any(
        "of the table store speaks of a row of region" in each for each in sentences(app, about="database")
    )


def test_a_damaged_database_file(app: Flask) -> None:
    path = Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))
    with app.app_context():
        db.engine.dispose()
    with sqlite.connect(path) as raw:
        root = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_visit_store_id'").fetchone()[
            0
        ]
        size = raw.execute("PRAGMA page_size").fetchone()[0]
    raw.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    code, found = told(app)
    assert code == 1
    assert "database" in {each["about"] for each in found}


def test_a_database_of_another_version(app: Flask) -> None:
    changed(app, "UPDATE alembic_version SET version_num = 'long ago'")
    assert "The database is at migration long ago" in sentences(app, about="migrations")[0]


def test_slow_work_that_lies(app: Flask) -> None:
    with app.app_context():
        db.session.add(
            Job(kind="report", arguments={}, language="en", key="k", queued_at=now() - timedelta(hours=2))
        )
        db.session.commit()
    assert "(report) has waited since" in sentences(app, about="jobs")[0]


def test_a_disk_that_is_nearly_full(app: Flask) -> None:
    app.config["MIN_FREE_BYTES"] = 2**60
    assert "photos wait on the phones" in sentences(app, about="space")[0]


def test_a_clock_that_was_set_back(app: Flask) -> None:
    changed(app, "UPDATE evidence SET received_at = '2099-01-01 00:00:00' WHERE id = 1")
    assert "The server's clock is behind" in sentences(app, about="clock")[0]


def test_while_it_looks_others_can_write(app: Flask, evidence) -> None:
    _row, file = evidence
    file.unlink()
    with app.app_context():
        findings = doctor.examine(deep=True)
        next(findings)
        changed(app, "UPDATE store SET name = 'Written meanwhile'")
        findings.close()
