"""A signature: the text byte for byte with its hash, kept once, never changed; and the command that looks."""

import hashlib
import json

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from app.db import db
from app.people.models import Employee
from app.training import operations
from app.training.models import Signature, SignedText
from tests.cast import NAMES, Cast
from tests.conftest import SignIn
from tests.training.made import answered, progress, signed


def test_exactly_what_was_shown_is_kept_with_its_hash(cashier: Employee) -> None:
    shown = progress(cashier, "ru").reading
    signature = signed(cashier, "ru")
    assert signature.text.content == shown.canonical()
    assert signature.text.digest == hashlib.sha256(signature.text.content).hexdigest()
    kept = json.loads(signature.text.content)
    assert kept["chapters"][0]["clauses"][0]["criteria"][0]["expected"] == "Ожидание 01."
    assert kept["language"] == signature.language == "ru"
    assert kept["statement"].startswith("Я прочитал")


def test_the_same_text_is_kept_once_whoever_signs_it(cashier: Employee, far_cashier: Employee) -> None:
    assert signed(cashier).text is signed(far_cashier).text
    assert db.session.query(SignedText).count() == 1
    assert db.session.query(Signature).count() == 2


def test_the_answers_and_every_attempt_stand_with_it(cashier: Employee) -> None:
    first = progress(cashier)
    check = first.checks[0]
    operations.answer(cashier, first, check, next(code for code, _ in check.answers if code != check.right))
    kept = {each["check"]: each["attempts"] for each in signed(cashier).answers}
    assert [each["right"] for each in kept[check.code]] == [False, True]
    assert len(kept) == len(first.checks)


def test_one_version_is_signed_once(cashier: Employee) -> None:
    ready = answered(cashier)
    operations.sign(cashier, ready, name="Marina")
    with pytest.raises(IntegrityError):
        operations.sign(cashier, ready, name="Marina")


def test_what_was_signed_is_not_changed_and_not_removed(cashier: Employee) -> None:
    signature = signed(cashier)
    db.session.commit()
    signature.name = "Somebody else"
    with pytest.raises(TypeError, match="stays as it is"):
        db.session.commit()
    db.session.rollback()
    db.session.delete(signature)
    with pytest.raises(TypeError, match="stays as it is"):
        db.session.commit()
    db.session.rollback()
    signature.text.content = b"{}"
    with pytest.raises(TypeError, match="stays as it is"):
        db.session.commit()


def test_the_command_says_that_every_text_has_its_hash_and_which_has_not(
    cashier: Employee, app: Flask
) -> None:
    digest = signed(cashier).text.digest
    db.session.commit()
    fine = app.test_cli_runner().invoke(args=["training", "verify"])
    assert (fine.exit_code, fine.output) == (
        0,
        "1 signed texts under 1 signatures: every one has its hash.\n",
    )
    db.session.execute(update(SignedText).values(content=b'{"somebody": "was here"}'))
    db.session.commit()
    changed = app.test_cli_runner().invoke(args=["training", "verify"])
    assert changed.exit_code == 1
    assert digest in changed.output


def test_the_page_shows_the_text_and_says_so_when_it_is_not_the_one_signed(
    app: Flask, cast: Cast, sign_in: SignIn
) -> None:
    with app.app_context():
        signature = signed(db.session.get_one(Employee, cast.employee))
        db.session.commit()
        address, digest = f"/training/signatures/{signature.id}", signature.text.digest
    page = sign_in("hr").get(address).text
    assert digest in page
    assert NAMES["employee"] in page
    assert "Expectation 01." in page
    with app.app_context():
        db.session.execute(update(SignedText).values(content=b"{"))
        db.session.commit()
    page = sign_in("hr").get(address).text
    assert "The text is not the one that was signed" in page
    assert "Expectation 01." not in page
