"""Who may hear a voice note, that a browser can only play it, and that no page takes it for a photo."""

import subprocess

import pytest
from flask import Flask
from flask_babel import force_locale

from app.db import db
from app.insights.pages.queries import latest_photo
from app.reports.gathering import gather
from app.reports.pdf import visit_pdf
from app.reviews.pair import Pair
from app.visits.models import Visit
from app.visits.result import VisitResult
from tests.cast import NAMES, Cast
from tests.conftest import SignIn
from tests.sync.voice import WEBM
from tests.visits.spoken import QUESTION, spoken_visit

HEAR_THE_AUDIT = {"quality", "reviewer", "auditor", "director", "regional", "hr", "employee"}
HEAR_THE_SHOPPER = {"quality", "reviewer", "shopper"}  # a voice would tell everybody else who was there


@pytest.mark.parametrize("who", list(NAMES))
def test_it_is_heard_by_whoever_may_know_who_speaks(
    app: Flask, cast: Cast, sign_in: SignIn, who: str
) -> None:
    with app.app_context():
        (_audit, open_note), (_mystery, covert_note) = spoken_visit(cast), spoken_visit(cast, "shopper")
    visitor = sign_in(who)
    expected = {open_note: who in HEAR_THE_AUDIT, covert_note: who in HEAR_THE_SHOPPER}
    found = {note: visitor.get(f"/visits/voices/{note}").status_code for note in expected}
    assert found == {note: 200 if may else 404 for note, may in expected.items()}


def test_a_stranger_is_asked_to_sign_in_and_another_site_gets_nothing(
    app: Flask, cast: Cast, sign_in: SignIn
) -> None:
    with app.app_context():
        path = f"/visits/voices/{spoken_visit(cast)[1]}"
    assert sign_in(None).get(path).location.startswith("/sign-in")
    assert sign_in("reviewer").get(path, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 404


def test_it_is_played_as_it_was_recorded_and_is_only_ever_sound(
    app: Flask, cast: Cast, sign_in: SignIn
) -> None:
    with app.app_context():
        _visit, note = spoken_visit(cast)
    reviewer = sign_in("reviewer")
    answer = reviewer.get(f"/visits/voices/{note}")
    assert (answer.mimetype, answer.data) == ("audio/webm", WEBM)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    part = reviewer.get(
        f"/visits/voices/{note}", headers={"Range": "bytes=0-3"}
    )  # Safari plays nothing without
    assert (part.status_code, part.data) == (206, WEBM[:4])
    assert reviewer.get(f"/visits/photos/{note}").status_code == 404


def test_the_reviewer_hears_it_on_the_page(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    with app.app_context():
        visit, note = spoken_visit(cast)
        number = visit.id
    page = sign_in("reviewer").get(f"/reviews/{number}")
    assert f'src="/visits/voices/{note}"' in page.text and "Voice note, 0:42" in page.text
    assert "media-src 'self'" in page.headers["Content-Security-Policy"]


def test_a_director_reads_that_the_shopper_spoke_and_hears_nothing(
    app: Flask, cast: Cast, sign_in: SignIn
) -> None:
    with app.app_context():
        visit, note = spoken_visit(cast, "shopper")
        number = visit.id
    page = sign_in("director").get(f"/visits/{number}").text
    assert "Voice note, 0:42" in page and "reviewer and the quality manager alone" in page
    assert note not in page


def test_it_is_no_photo_of_the_result_of_the_pair_of_insights(app: Flask, cast: Cast) -> None:
    with app.test_request_context():
        visit, note = spoken_visit(cast)
        response = next(each for each in VisitResult(visit, "en").responses if each.question.id == QUESTION)
        assert note in {each.uuid for each in response.voices}
        assert note not in {each.uuid for each in response.photos}
        [said] = [each.said[0] for each in Pair(visit, "en").comparisons if each.question.id == QUESTION]
        assert [each.uuid for each in said.voices] == [note] and len(said.photos) == len(response.photos)
        shown = latest_photo(QUESTION, [visit.id])
        assert shown is None or shown.uuid != note


def test_the_paper_says_that_it_can_be_heard(app: Flask, cast: Cast) -> None:
    with app.test_request_context(), force_locale("en"):
        report = gather(spoken_visit(cast)[0])
        db.session.rollback()
        paper = visit_pdf(report)
    words = subprocess.run(["pdftotext", "-", "-"], input=paper, capture_output=True, check=True).stdout
    assert "Voice note, 0:42, can be heard in Etalon" in " ".join(words.decode().split())


@pytest.mark.parametrize("allowed", [True, False])
def test_only_a_form_that_may_record_may_ask_for_the_microphone(
    app: Flask, cast: Cast, sign_in: SignIn, open_mystery: int, allowed: bool
) -> None:
    with app.app_context():
        wave = db.session.get_one(Visit, open_mystery).wave
        assert wave
        wave.allows_voice = allowed
        db.session.commit()
    shopper = sign_in("shopper")
    form, visits = shopper.get(f"/visits/{open_mystery}/form"), shopper.get("/visits")
    assert ("microphone=(self)" in form.headers["Permissions-Policy"]) is allowed
    assert ("data-voice" in form.text) is allowed
    assert "microphone=()" in visits.headers["Permissions-Policy"]
