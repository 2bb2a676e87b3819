"""Asking for a report in the browser, waiting for it, opening it; and who may not."""

import io

import pikepdf
import pytest

from app.db import db
from app.tasks import Job
from app.tasks.operations import perform
from app.visits import states


@pytest.fixture(scope="module")
def visit(chain):
    return chain.visit("mystery")


@pytest.fixture
def director(signed_in, chain):
    return signed_in(chain.director)


def ordered(visitor, visit, language="en") -> int:
    answer = visitor.post(f"/visits/{visit.id}/reports", language=language)
    assert answer.status_code == 303
    return int(answer.headers["Location"].rsplit("/", 1)[1])


def test_the_director_asks_waits_and_opens_the_file(director, visit):
    number = ordered(director, visit, "ru")
    waiting = director.get(f"/reports/{number}")
    assert b'http-equiv="refresh"' in waiting.data
    assert director.get(f"/reports/{number}/file").status_code == 404
    perform(number)
    ready = director.get(f"/reports/{number}")
    assert b'http-equiv="refresh"' not in ready.data
    assert f"/reports/{number}/file".encode() in ready.data
    got = director.get(f"/reports/{number}/file")
    assert got.mimetype == "application/pdf"
    assert got.headers["Content-Disposition"] == f"inline; filename=Etalon-visit-{visit.id}-ru.pdf"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in got.headers["Cache-Control"]
    assert len(pikepdf.open(io.BytesIO(got.data)).pages) > 3


def test_the_same_report_is_made_once_for_a_language(director, visit):
    number = ordered(director, visit)
    assert ordered(director, visit) == number
    perform(number)
    assert ordered(director, visit) == number
    assert ordered(director, visit, "ru") != number


def test_a_failed_report_says_what_to_do_and_can_be_asked_for_again(director, visit):
    number = ordered(director, visit)
    job = db.session.get_one(Job, number)
    job.failed_at, job.finished_at, job.problem = job.queued_at, None, "The paper ran out."
    db.session.commit()
    page = director.get(f"/reports/{number}").text
    assert "The paper ran out." in page
    assert f'action="/visits/{visit.id}/reports"' in page
    assert ordered(director, visit) > number


@pytest.mark.parametrize("who", ["stranger", "auditor"])
def test_whoever_may_not_see_the_visit_finds_neither_report_nor_file(signed_in, chain, director, visit, who):
    number = ordered(director, visit)
    perform(number)
    other = signed_in(getattr(chain, who))
    assert other.get(f"/reports/{number}").status_code == 404
    assert other.get(f"/reports/{number}/file").status_code == 404
    assert other.post(f"/visits/{visit.id}/reports", language="en").status_code == 404


def test_visibility_is_asked_at_each_opening(app, chain, director):
    visit = chain.visit("mystery")
    number = ordered(director, visit)
    perform(number)
    assert director.get(f"/reports/{number}/file").status_code == 200
    visit.store = chain.other
    db.session.commit()
    assert director.get(f"/reports/{number}/file").status_code == 404


def test_a_visit_without_a_score_has_no_report(signed_in, chain):
    visit = chain.assigned("mystery")
    assert visit.state == states.ASSIGNED
    assert signed_in(chain.reviewer).post(f"/visits/{visit.id}/reports", language="en").status_code == 404


def test_an_unknown_language_is_refused(director, visit):
    assert director.post(f"/visits/{visit.id}/reports", language="de").status_code == 400


def test_the_report_of_an_audit_is_no_way_around_the_kind_of_job(director, app):
    job = Job(kind="other", arguments={"visit": 1}, language="ru", key="0" * 64)
    db.session.add(job)
    db.session.commit()
    assert director.get(f"/reports/{job.id}").status_code == 404
