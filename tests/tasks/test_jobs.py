"""A job is a row first: asked for with the request, sent after its commit, done once."""

import json

import pytest
from huey.exceptions import TaskTimeout

from app.config import Misconfigured
from app.db import db
from app.storage import storage
from app.tasks import CannotBeDone, Job, enqueue, init_app
from app.tasks.queue import carrier, send
from tests.tasks.conftest import drain, waiting


def put_away(job, tell):
    tell(50)
    return storage().put_by_digest("made", job.arguments["text"].encode(), ".txt")


def asked(text="one", source="") -> Job:
    return enqueue("writing", {"text": text}, language="en", by=None, source=source)


def test_a_job_is_sent_only_after_the_commit(app):
    job = asked()
    assert waiting(app) == []
    db.session.commit()
    assert waiting(app) == [job.id]


def test_a_request_that_is_undone_asked_for_nothing(app):
    asked()
    db.session.rollback()
    db.session.commit()
    assert waiting(app) == []
    assert db.session.query(Job).count() == 0


def test_a_savepoint_inside_does_not_send_early(app):
    asked()
    with db.session.begin_nested():
        pass
    assert waiting(app) == []


def test_what_lies_in_the_queue_is_plain_json(app):
    asked()
    db.session.commit()
    (message,) = carrier().huey.storage.enqueued_items()
    assert json.loads(bytes(message))[6] == [1]


def test_a_job_is_done_and_its_result_kept(app, work):
    work("writing", put_away)
    job = asked()
    db.session.commit()
    assert job.state == "queued"
    drain(app)
    db.session.expire_all()
    assert (job.state, job.progress, job.attempts) == ("finished", 100, 1)
    assert storage().get(job.result) == b"one"


def test_the_same_request_for_the_same_source_is_one_job(app, work):
    work("writing", put_away)
    first = asked()
    assert asked() is first
    db.session.commit()
    drain(app)
    assert asked() is first
    assert asked(source="changed") is not first
    assert asked("two") is not first


def test_a_message_that_comes_twice_is_done_once(app, work):
    times = []
    work("writing", lambda job, tell: times.append(job.id) or "made/x")
    job = asked()
    db.session.commit()
    number = job.id
    send([number])
    assert drain(app) == 2
    assert times == [number]


def test_three_failures_end_in_a_sentence(app, work):
    times = []

    def break_down(job, tell):
        times.append(job.id)
        raise ZeroDivisionError

    work("writing", break_down)
    job = asked()
    db.session.commit()
    drain(app)
    db.session.expire_all()
    assert len(times) == 3
    assert job.state == "failed"
    assert job.problem == (
        f"It was tried 3 times and did not work. The administrator finds the reason in the log under job {job.id}."
    )
    assert asked() is not job, "a failed job may be asked for again"


def test_what_cannot_be_done_is_not_tried_again(app, work):
    def refuse(job, tell):
        raise CannotBeDone("The visit is no longer there.")

    work("writing", refuse)
    job = asked()
    db.session.commit()
    assert drain(app) == 1
    db.session.expire_all()
    assert (job.state, job.problem) == ("failed", "The visit is no longer there.")


@pytest.mark.parametrize("blow", [MemoryError, TaskTimeout])
def test_too_large_a_job_is_stopped_and_says_so(app, work, blow):
    def swell(job, tell):
        raise blow

    work("writing", swell)
    job = asked()
    db.session.commit()
    assert drain(app) == 1
    db.session.expire_all()
    assert job.problem == "It is too large: it took more time or memory than one job may have."


def test_a_poison_job_does_not_stop_the_next(app, work):
    def poison_or_work(job, tell):
        if job.arguments["text"] == "poison":
            db.session.execute(db.text("SELECT * FROM nowhere"))
        return put_away(job, tell)

    work("writing", poison_or_work)
    jobs = [asked("poison"), asked("good"), enqueue("unknown", {}, language="ru", by=None)]
    db.session.commit()
    drain(app)
    db.session.expire_all()
    assert [job.state for job in jobs] == ["failed", "finished", "failed"]


def test_progress_lets_other_writers_in(app, work):
    """On SQLite an open transaction keeps every writer waiting; a job at work must hold none."""
    seen = []

    def look(job, tell):
        tell(30)
        seen.append((db.session().in_transaction(), job.arguments["text"]))
        return "made/x"

    work("writing", look)
    asked()
    db.session.commit()
    drain(app)
    assert seen == [(False, "one")]


def test_an_unknown_queue_is_refused_at_the_start(app):
    app.config["QUEUE_URL"] = "amqp://localhost"
    with pytest.raises(Misconfigured, match="QUEUE_URL"):
        init_app(app)
