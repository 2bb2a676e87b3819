"""Filling a visit in a browser without JavaScript: what is posted, what is kept, what is sent."""

import io
from typing import Any

from flask import Flask

from app.db import db
from app.visits.models import Visit
from tests.cast import Cast
from tests.conftest import SignIn
from tests.sync.field import picture
from tests.visits.browser import problems, shown
from tests.visits.conftest import FillPage

COMPLETE = {
    "COU-01": "value:yes",
    "COU-02": "value:5",
    "COU-03": "value:employee",
    "COU-04": "45",
    "COU-05.found": "10",
    "COU-05.sought": "10",
    "COU-07": ["bag", "card"],
    "COU-08": "1",
    "COU-09": "value:9",
}
PHOTOGRAPHED = ("COU-01", "COU-10", "COU-11")


def photo(name: str = "shelf.jpg", content: bytes | None = None) -> tuple[io.BytesIO, str]:
    return io.BytesIO(picture() if content is None else content), name


def complete() -> dict[str, Any]:
    return COMPLETE | {f"{code}.photos": photo() for code in PHOTOGRAPHED}


def test_answers_of_every_kind_are_kept_and_shown_again(fill_page: FillPage) -> None:
    assert fill_page.save(COMPLETE | {"COU-02.comment": "In a hurry.", "COU-13": "15:20"}).status_code == 302
    kept = fill_page.draft()
    assert kept["COU-02"] == {"value": 5, "comment": "In a hurry."}
    assert fill_page.save(shown(fill_page.open())).status_code == 302
    assert fill_page.draft() == kept, "what the page shows is not what was kept"


def test_what_does_not_fit_is_told_and_the_rest_is_kept(fill_page: FillPage) -> None:
    answer = fill_page.save(COMPLETE | {"COU-04": "ninety"})
    assert answer.status_code == 422
    assert problems(answer.text) == {"COU-04": "This answer does not fit the question."}
    assert shown(answer.text)["COU-04"] == "ninety"
    assert set(fill_page.draft()) == {name.split(".")[0] for name in COMPLETE} - {"COU-04"}


def test_an_answer_and_a_reason_for_none_are_refused_in_one_sentence_and_both_stay(
    fill_page: FillPage,
) -> None:
    both = {"COU-04": "90", "COU-04.non_answer": "not_observed", "COU-04.comment": "The clock stopped."}
    answer = fill_page.save(both)
    assert answer.status_code == 422
    sentence = "There is an answer and also a reason why there is none. Keep one of them."
    assert problems(answer.text) == {"COU-04": sentence}
    left = shown(answer.text)
    assert {name: left[name] for name in both} == both


def test_a_draft_waits_on_any_device(fill_page: FillPage, cast: Cast, sign_in: SignIn) -> None:
    fill_page.save({"COU-02": "value:3", "COU-02.comment": "In a hurry."})
    elsewhere = shown(sign_in("auditor").get(fill_page.path).text)
    assert (elsewhere["COU-02"], elsewhere["COU-02.comment"]) == ("value:3", "In a hurry.")
    with fill_page.app.app_context():
        assert db.session.get_one(Visit, cast.open_audit).state == "started"


def test_sending_it_incomplete_lists_what_is_missing_and_keeps_the_rest(fill_page: FillPage) -> None:
    answer = fill_page.send({"COU-02": "value:5", "COU-01": "value:yes"})
    assert answer.status_code == 422
    missing = problems(answer.text)
    assert {code for code, said in missing.items() if said == "There is no answer yet."} == {
        "COU-03",
        "COU-04",
        "COU-05",
        "COU-07",
        "COU-08",
        "COU-09",
    }
    assert {code for code, said in missing.items() if said == "A photo is needed here."} == set(PHOTOGRAPHED)
    for code in missing:
        assert f'<a href="#q-{code}">' in answer.text
    assert fill_page.draft() == {"COU-01": {"value": "yes"}, "COU-02": {"value": 5}}


def test_what_could_not_be_seen_needs_no_photo(fill_page: FillPage) -> None:
    fields = complete() | {"COU-01": "non_answer:not_observed"}
    del fields["COU-01.photos"]
    assert fill_page.send(fields).status_code == 302


def test_a_complete_visit_is_sent_against_a_receipt(fill_page: FillPage, app: Flask) -> None:
    fill_page.save({"COU-06": "not asked on an audit", "COU-10.photos": photo("kept before.jpg")})
    fields = complete()
    del fields["COU-10.photos"]
    answer = fill_page.send(fields)
    assert answer.status_code == 302
    page = fill_page.visitor.get(answer.location).text
    with app.app_context():
        visit = db.session.get_one(Visit, fill_page.visit)
        submission = visit.submission
        assert submission is not None
        assert f"Sent. Receipt № {submission.id}." in page
        assert (visit.state, visit.draft) == ("submitted", None)
        assert sorted(each.question for each in submission.evidence) == sorted(PHOTOGRAPHED)
        assert submission.scorecard is not None
        assert (submission.scorecard.verdict, submission.scorecard.score) == ("passed", 100)
    assert fill_page.photos() == []


def test_what_was_sent_is_not_filled_again(fill_page: FillPage) -> None:
    fill_page.send(complete())
    assert fill_page.visitor.get(fill_page.path).location == f"/visits/{fill_page.visit}"
    assert fill_page.send(complete() | {"COU-02": "value:1"}).location == f"/visits/{fill_page.visit}"
    with fill_page.app.app_context():
        assert len(db.session.get_one(Visit, fill_page.visit).submissions) == 1


def test_a_file_that_is_no_photo_is_named_and_the_rest_is_kept(fill_page: FillPage) -> None:
    files = [photo("shelf.jpg"), photo("shopping list.txt", b"bolts, nuts"), photo("till.jpg", picture(3))]
    answer = fill_page.save({"COU-01": "value:yes", "COU-01.photos": files})
    assert answer.status_code == 422
    assert "“shopping list.txt” is not a photo we can read; the rest was kept." in answer.text
    assert answer.text.count("is not a photo we can read") == 1
    assert fill_page.photos() == ["COU-01", "COU-01"]
    assert fill_page.draft() == {"COU-01": {"value": "yes"}}
    assert 'id="kept-photos"' in fill_page.open()


def test_a_file_that_is_no_photo_holds_the_visit_back(fill_page: FillPage) -> None:
    wrong = complete() | {"COU-02.photos": photo("notes.pdf", b"%PDF-1.7")}
    assert fill_page.send(wrong).status_code == 422
    with fill_page.app.app_context():
        assert db.session.get_one(Visit, fill_page.visit).submissions == []


def test_on_a_full_disk_the_answers_are_kept_and_the_page_says_that_photos_were_not(
    fill_page: FillPage,
) -> None:
    fill_page.app.config["MIN_FREE_BYTES"] = 2**60
    answer = fill_page.send(complete())
    assert answer.status_code == 422
    sentence = "The server has no space for photos: they were not kept, the answers were. Try again later."
    assert answer.text.count(sentence) == 1
    assert fill_page.draft()["COU-02"] == {"value": 5}
    assert fill_page.photos() == []
    fill_page.app.config["MIN_FREE_BYTES"] = 0
    assert fill_page.send(complete()).status_code == 302
