"""A password set anew: by a link from the administrator when it was forgotten, or on one's own account page."""

import re
import subprocess
import sys

import pytest
from flask import Flask
from sqlalchemy import select

from app.clock import now
from app.config import ROOT
from app.db import db
from app.people import operations
from app.people.models import Invitation, User
from tests.cast import NAMES, Cast
from tests.conftest import SignIn as Enter
from tests.conftest import Visitor
from tests.people.test_devices import is_in
from tests.people.test_invitations import WORDS, accept
from tests.people.test_sign_in import knock
from tests.sync.field import PASSWORD

OTHER = "four blue nuts on a shelf"


def link_for(administrator: Visitor, cast: Cast, who: str = "auditor") -> str:
    """The path of a link for somebody who forgot the password."""
    answer = administrator.post(f"/users/{cast.users[who]}/link")
    assert answer.status_code == 201
    found = re.search(r"http://localhost(/invitations/[\w-]+)", answer.text)
    assert found, "the link is not on the page"
    return found.group(1)


def change(visitor: Visitor, present: str = PASSWORD, new: str = WORDS, again: str | None = None):
    return visitor.post("/account/password", present=present, password=new, again=again or new)


def test_a_forgotten_password_is_set_anew_by_a_link(app: Flask, cast: Cast, sign_in: Enter) -> None:
    phone, stranger, colleague = sign_in("auditor"), sign_in(None), sign_in("other auditor")
    link = link_for(sign_in("administrator"), cast)
    assert NAMES["auditor"] in stranger.get(link).text
    assert is_in(phone), "only the new password signs out"
    assert accept(stranger, link).headers["Location"] == "/"
    assert is_in(stranger)
    assert not is_in(phone)
    assert is_in(colleague)
    assert knock(sign_in(None), password=PASSWORD).status_code == 422
    assert knock(sign_in(None), password=WORDS).status_code == 302
    with app.app_context():
        assert db.session.get_one(User, cast.users["auditor"]).role == "auditor"
        assert len(db.session.scalars(select(User)).all()) == len(NAMES)


def test_the_link_works_once_and_a_newer_one_ends_it(cast: Cast, sign_in: Enter) -> None:
    administrator = sign_in("administrator")
    first, second = link_for(administrator, cast), link_for(administrator, cast)
    assert accept(sign_in(None), first).status_code == 404
    assert accept(sign_in(None), second).status_code == 302
    assert accept(sign_in(None), second, OTHER).status_code == 404


def test_the_link_dies_after_a_week_and_with_the_account(app: Flask, cast: Cast, sign_in: Enter) -> None:
    administrator = sign_in("administrator")
    late, closed = link_for(administrator, cast), link_for(administrator, cast, "hr")
    with app.app_context():
        of_auditor = Invitation.user_id == cast.users["auditor"]
        db.session.scalars(select(Invitation).where(of_auditor)).one().expires_at = now()
        operations.disable(db.session.get_one(User, cast.users["hr"]))
        db.session.commit()
    assert accept(sign_in(None), late).status_code == 404
    assert accept(sign_in(None), closed).status_code == 404
    answer = administrator.post(f"/users/{cast.users['hr']}/link")
    assert "The account is disabled: enable it first." in administrator.get(answer.location).text


def test_the_link_is_shown_once_and_its_person_is_not_listed_as_invited(cast: Cast, sign_in: Enter) -> None:
    administrator = sign_in("administrator")
    secret = link_for(administrator, cast).rsplit("/", 1)[1]
    page = administrator.get("/users").text
    assert secret not in page
    assert "Invited, not here yet" not in page


@pytest.mark.parametrize("who", [who for who in NAMES if who != "administrator"])
def test_nobody_but_the_administrator_makes_links(app: Flask, cast: Cast, sign_in: Enter, who: str) -> None:
    assert sign_in(who).post(f"/users/{cast.users['auditor']}/link").status_code == 404
    with app.app_context():
        assert db.session.scalar(select(Invitation)) is None


def test_i_change_my_password_and_my_other_devices_are_out(cast: Cast, sign_in: Enter) -> None:
    link = link_for(sign_in("administrator"), cast)
    lost, here, colleague = sign_in("auditor"), sign_in("auditor"), sign_in("hr")
    assert change(here).location == "/account"
    assert "your other devices are signed out" in here.get("/account").text
    assert not is_in(lost)
    assert is_in(colleague)
    assert knock(sign_in(None), password=PASSWORD).status_code == 422
    assert knock(sign_in(None), password=WORDS).status_code == 302
    assert sign_in(None).get(link).status_code == 404, "a link made before still works"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"present": "not my password"}, "Present password: This is not your present password."),
        ({"present": ""}, "Present password"),
        ({"new": "password123"}, "among the first that are guessed"),
        ({"new": "short"}, "New password"),
        ({"again": OTHER}, "The two passwords differ."),
    ],
)
def test_a_wrong_form_changes_nothing(sign_in: Enter, typed: dict[str, str], told: str) -> None:
    other, here = sign_in("auditor"), sign_in("auditor")
    answer = change(here, **typed)
    assert (answer.status_code, told in answer.text) == (422, True)
    assert WORDS not in answer.text
    assert is_in(other)
    assert knock(sign_in(None), password=PASSWORD).status_code == 302


def test_the_present_password_cannot_be_guessed_at_leisure(sign_in: Enter) -> None:
    here = sign_in("auditor")
    for _try in range(operations.MOST_FAILURES_OF_ACCOUNT):
        assert change(here, present="not my password").status_code == 422
    assert change(here).status_code == 429


def test_a_password_is_kept_by_argon2_with_its_full_costs() -> None:
    """In a process of its own: the tests themselves keep passwords by a weaker one."""
    program = "from app.people.passwords import hash_password; print(hash_password('four blue nuts'))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
