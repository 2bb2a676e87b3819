"""The notes a shopper made in the shop: read by whoever reviews the visit, by nobody in the company's stores or HR."""

import json

import pytest
from flask import Flask

from app.db import db
from app.people.models import User
from app.reports.gathering import gather
from app.reviews import operations as reviews
from app.visits.models import Visit
from app.visits.payload import Unreadable, read_payload
from tests.architecture.matrix import lines, things
from tests.cast import Cast
from tests.conftest import SignIn
from tests.visits.made import assigned, filled, sent

NOTES = "The man in the blue scarf never looked up."
UNREAD = (
    "director",
    "regional",
    "hr",
    "employee",
    "auditor",
    "other shopper",
    "other director",
    "administrator",
)
PAGES = [line for line in lines() if line.method == "GET" and not line.public]


@pytest.fixture
def visit(app: Flask, cast: Cast) -> int:
    """An approved mystery visit with notes."""
    with app.app_context():
        made = assigned(cast, "shopper")
        sent(made, notes=NOTES)
        reviews.approve(made, by=db.session.get_one(User, cast.users["reviewer"]))
        db.session.commit()
        return made.id


def test_the_reviewer_reads_them_beside_the_result(visit: int, sign_in: SignIn) -> None:
    page = sign_in("reviewer").get(f"/reviews/{visit}").text
    assert page.index('id="result"') < page.index(NOTES) < page.index('id="responses"')


@pytest.mark.parametrize("who", UNREAD)
def test_no_page_of_anybody_else_shows_them(
    app: Flask, cast: Cast, visit: int, sign_in: SignIn, who: str
) -> None:
    known = {**things(app, cast), "approved_mystery": visit, "approved_audit": visit}
    visitor = sign_in(who)
    addresses = [line.address(known) for line in PAGES if who in line.who] + [
        f"/visits/{visit}",
        f"/reviews/{visit}",
    ]
    told = [address for address in addresses if NOTES.encode() in visitor.get(address).data]
    assert told == []
    if who == "director":
        assert visitor.get(f"/visits/{visit}").status_code == 200, "the visit itself is theirs to read"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_report_does_not_tell_them(app: Flask, visit: int, language: str) -> None:
    with app.test_request_context(headers={"Accept-Language": language}):
        report = gather(db.session.get_one(Visit, visit))
    assert NOTES not in repr(report)


def test_a_submission_without_notes_has_no_place_for_them(cast: Cast, sign_in: SignIn) -> None:
    assert 'id="notes"' not in sign_in("reviewer").get(f"/reviews/{cast.approved_mystery}").text


def test_what_is_written_there_is_shown_as_it_was_written(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    with app.app_context():
        made = assigned(cast, "shopper")
        sent(made, notes="<b>loud</b>")
        db.session.commit()
        number = made.id
    assert "&lt;b&gt;loud&lt;/b&gt;" in sign_in("reviewer").get(f"/reviews/{number}").text


def test_more_than_twenty_thousand_characters_are_not_notes(app: Flask, cast: Cast) -> None:
    with app.app_context():
        made = assigned(cast, "shopper")
        body = filled(made, {}, {}, made.deadline) | {"photos": []}
    longest = "я" * 20_000
    assert read_payload(json.dumps({**body, "notes": longest}).encode()).notes == longest
    with pytest.raises(Unreadable, match="notes"):
        read_payload(json.dumps({**body, "notes": longest + "я"}).encode())
