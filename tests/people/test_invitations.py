"""An invitation: a link that works once, for a week, and makes exactly the user it was written for."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from app.clock import now
from app.db import db
from app.people.models import Invitation, User
from tests.cast import Cast
from tests.conftest import SignIn as Enter
from tests.conftest import Visitor

WORDS = "seven green bolts in a jar"


PLACELESS = {"store_id": "", "region_id": "", "employee_id": ""}


def invite(administrator: Visitor, role: str = "hr", **place: int) -> str:
    """Invite Nina; gives the path of her link."""
    whole = {"email": "Nina@Example.com", "name": "Nina Newcomer", "role": role, **PLACELESS, **place}
    answer = administrator.post("/invitations", whole)
    assert answer.status_code == 201
    found = re.search(r"http://localhost(/invitations/[\w-]+)", answer.text)
    assert found, "the link is not on the page"
    return found.group(1)


def nina(app: Flask) -> User | None:
    with app.app_context():
        return db.session.scalar(select(User).where(User.email == "nina@example.com"))


def accept(visitor: Visitor, link: str, password: str = WORDS, **more: str):
    return visitor.post(link, password=password, again=more.pop("again", password), **more)


def test_the_invited_person_chooses_a_password_and_is_in(app: Flask, sign_in: Enter) -> None:
    link, visitor = invite(sign_in("administrator")), sign_in(None)
    assert "Nina Newcomer" in visitor.get(link).text
    assert accept(visitor, link).headers["Location"] == "/"
    assert visitor.get("/waves").status_code == 200
    assert (nina(app).role, nina(app).name) == ("hr", "Nina Newcomer")
    assert sign_in(None).post("/sign-in", email="nina@example.com", password=WORDS).status_code == 302


def test_the_link_works_once(app: Flask, sign_in: Enter) -> None:
    link = invite(sign_in("administrator"))
    accept(sign_in(None), link)
    assert sign_in(None).get(link).status_code == 404
    assert accept(sign_in(None), link, password="another pass phrase").status_code == 404


def test_two_links_for_one_person_make_one_user(app: Flask, sign_in: Enter) -> None:
    administrator = sign_in("administrator")
    first, second = invite(administrator), invite(administrator)
    accept(sign_in(None), first)
    assert accept(sign_in(None), second).status_code == 404


def test_after_a_week_the_link_is_dead(app: Flask, sign_in: Enter) -> None:
    link = invite(sign_in("administrator"))
    with app.app_context():
        db.session.scalars(select(Invitation)).one().expires_at = now()
        db.session.commit()
    assert accept(sign_in(None), link).status_code == 404
    assert nina(app) is None


def test_the_link_itself_is_not_kept(app: Flask, sign_in: Enter) -> None:
    administrator = sign_in("administrator")
    secret = invite(administrator).rsplit("/", 1)[1]
    with app.app_context():
        assert secret not in str(vars(db.session.scalars(select(Invitation)).one()))
    assert secret not in administrator.get("/users").text


@pytest.mark.parametrize(
    ("password", "again"),
    [
        ("nine char", None),
        ("password123", None),
        ("ПарольПароль", None),
        ("aaaaaaaaaaaa", None),
        (WORDS, WORDS + "!"),
        ("x" * 201, None),
    ],
)
def test_a_password_anybody_would_guess_is_refused(
    app: Flask, sign_in: Enter, password: str, again: str | None
) -> None:
    link, visitor = invite(sign_in("administrator")), sign_in(None)
    answer = accept(visitor, link, password, again=again or password)
    assert answer.status_code == 422
    assert password not in answer.text
    assert nina(app) is None
    assert accept(visitor, link).status_code == 302


@pytest.mark.parametrize(
    ("role", "place"), [("director", "store_id"), ("regional", "region_id"), ("employee", "employee_id")]
)
def test_a_role_that_needs_a_place_is_not_given_without_it(
    app: Flask, sign_in: Enter, role: str, place: str
) -> None:
    whole = {"email": "nina@example.com", "name": "Nina", "role": role, **PLACELESS}
    answer = sign_in("administrator").post("/invitations", whole)
    assert answer.status_code == 422
    assert re.findall(r'id="(\w+)-errors"', answer.text) == [place], "the error stands at another field"
    with app.app_context():
        assert db.session.scalar(select(Invitation)) is None


def test_a_director_gets_the_store_and_nothing_beside(app: Flask, cast: Cast, sign_in: Enter) -> None:
    place = {"store_id": cast.store, "region_id": 1, "employee_id": cast.employee}
    accept(sign_in(None), invite(sign_in("administrator"), "director", **place))
    assert (nina(app).store_id, nina(app).region_id, nina(app).employee_id) == (cast.store, None, None)


def test_nobody_promotes_himself_while_accepting(app: Flask, sign_in: Enter) -> None:
    link = invite(sign_in("administrator"))
    accept(sign_in(None), link, role="administrator", store_id="1", email="root@example.com")
    assert (nina(app).role, nina(app).store_id) == ("hr", None)


@pytest.mark.parametrize(
    "field", [{"role": "emperor"}, {"email": "not an address"}, {"email": "auditor@example.com"}]
)
def test_an_invitation_for_nobody_is_not_written(app: Flask, sign_in: Enter, field: dict[str, str]) -> None:
    whole = {"email": "nina@example.com", "name": "Nina", "role": "hr", **PLACELESS}
    administrator = sign_in("administrator")
    assert administrator.post("/invitations", {**whole, **field}).status_code == 422
    assert administrator.post("/invitations", whole).status_code == 201


def test_somebody_signed_in_can_accept_an_invitation_too(app: Flask, sign_in: Enter) -> None:
    administrator = sign_in("administrator")
    link = invite(administrator)
    token = re.search(r'name="csrf_token" value="([\w.]+)"', administrator.get(link).text).group(1)
    own = {"Sec-Fetch-Site": "same-origin"}
    fields = {"password": WORDS, "again": WORDS, "csrf_token": token}
    assert administrator.client.post(link, data=fields, headers=own).status_code == 302
