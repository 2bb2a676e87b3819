"""On the own phone: chapters, checks and the signature in their order, nothing lost, nothing skipped."""

import re

from flask import Flask

from app.db import db
from app.people.models import Employee
from app.training import operations
from app.training.models import Signature
from tests.cast import NAMES, Cast
from tests.conftest import SignIn, Visitor
from tests.training.made import answered, progress, published_again

TEXT = re.compile(r'name="text"[^>]*value="([0-9a-f]{64})"')


def text_of(visitor: Visitor, address: str) -> str:
    found = TEXT.search(visitor.get(address).text)
    assert found, f"{address} shows no text to agree to"
    return found[1]


def steps(app: Flask, cast: Cast) -> list[tuple[str, str]]:
    """Of each check of the cashier, its code and the right answer."""
    with app.app_context():
        employee = db.session.get_one(Employee, cast.employee)
        return [(check.code, check.right) for check in progress(employee).checks]


def test_the_whole_way_from_the_first_page_to_the_signature(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    marina = sign_in("employee")
    assert marina.get("/").headers["Location"] == "/reading"
    chapter = "/reading/chapters/1"
    page = marina.get(chapter).text
    for word in ("Expectation 01.", "Reason 01.", "Good 01.", "Bad 01."):
        assert word in page
    answer = marina.post(chapter, text=text_of(marina, chapter))
    for number, (code, right) in enumerate(steps(app, cast), 1):
        assert answer.headers["Location"] == f"/reading/checks/{number}"
        answer = marina.post(f"/reading/checks/{number}", asked=code, chosen=right)
    assert answer.headers["Location"] == "/reading/signature"
    text = text_of(marina, "/reading/signature")
    done = marina.post("/reading/signature", text=text, agreed="y", name=" Marina Tillman ")
    assert done.headers["Location"] == "/reading"
    assert "Nothing is left to sign" in marina.get("/reading").text
    assert marina.get("/").headers["Location"] == "/visits"
    with app.app_context():
        kept = db.session.query(Signature).one()
        assert (kept.name, kept.how, kept.language) == ("Marina Tillman", "own_phone", "en")
        assert kept.text.digest == text


def test_a_wrong_answer_shows_the_clause_again_and_lets_try_again(
    app: Flask, cast: Cast, sign_in: SignIn
) -> None:
    marina, chapter = sign_in("employee"), "/reading/chapters/1"
    marina.post(chapter, text=text_of(marina, chapter))
    code, right = steps(app, cast)[0]
    assert "We greet first." not in marina.get("/reading/checks/1").text
    wrong = right.replace("-good", "-bad")
    answer = marina.post("/reading/checks/1", asked=code, chosen=wrong)
    page = marina.get(answer.headers["Location"]).text
    assert "Not this one" in page
    assert "We greet first." in page
    assert (
        marina.post("/reading/checks/1", asked=code, chosen=right).headers["Location"] == "/reading/checks/2"
    )


def test_no_step_is_skipped(sign_in: SignIn) -> None:
    marina = sign_in("employee")
    for address in ("/reading/checks/1", "/reading/signature", "/reading/chapters/99"):
        assert marina.get(address).headers["Location"] == "/reading"
    assert marina.get("/reading/chapters/0").status_code == 404


def test_without_an_answer_nothing_is_recorded(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    marina, chapter = sign_in("employee"), "/reading/chapters/1"
    marina.post(chapter, text=text_of(marina, chapter))
    assert marina.post("/reading/checks/1", asked=steps(app, cast)[0][0]).status_code == 422
    made_up = marina.post("/reading/checks/1", asked=steps(app, cast)[0][0], chosen="COU-99-good")
    assert made_up.status_code == 422
    with app.app_context():
        assert not progress(db.session.get_one(Employee, cast.employee)).attempts


def test_nobody_signs_by_another_name_or_without_agreeing(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    with app.app_context():
        answered(db.session.get_one(Employee, cast.employee))
        db.session.commit()
    marina = sign_in("employee")
    text = text_of(marina, "/reading/signature")
    other = marina.post("/reading/signature", text=text, agreed="y", name="Olga Elsewhere")
    assert other.status_code == 422
    assert f"You are known here as {NAMES['employee']}" in other.text
    assert marina.post("/reading/signature", text=text, name="Marina").status_code == 422
    with app.app_context():
        assert db.session.query(Signature).count() == 0


def test_what_was_changed_meanwhile_is_read_before_it_is_signed(
    app: Flask, cast: Cast, sign_in: SignIn
) -> None:
    with app.app_context():
        answered(db.session.get_one(Employee, cast.employee))
        db.session.commit()
    marina = sign_in("employee")
    text = text_of(marina, "/reading/signature")
    with app.app_context():
        published_again(COU_01="Something else.")
        db.session.commit()
    late = marina.post("/reading/signature", text=text, agreed="y", name="Marina Tillman")
    assert late.headers["Location"] == "/reading"
    with app.app_context():
        assert db.session.query(Signature).count() == 0


def test_only_the_text_that_was_shown_is_signed(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    with app.app_context():
        employee = db.session.get_one(Employee, cast.employee)
        answered(employee, "ru")
        shown = progress(employee, "ru").reading.digest()
        answered(employee, "en")
        db.session.commit()
    marina = sign_in("employee")
    other = marina.post("/reading/signature", text=shown, agreed="y", name="Marina Tillman")
    assert other.headers["Location"] == "/reading"
    with app.app_context():
        assert db.session.query(Signature).count() == 0


def test_one_goes_on_where_one_stopped_on_another_phone(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    chapter = "/reading/chapters/1"
    phone = sign_in("employee")
    phone.post(chapter, text=text_of(phone, chapter))
    code, right = steps(app, cast)[0]
    phone.post("/reading/checks/1", asked=code, chosen=right)
    assert 'href="/reading/checks/2"' in sign_in("employee").get("/reading").text


def test_who_left_reads_nothing(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    with app.app_context():
        employee = db.session.get_one(Employee, cast.employee)
        employee.left_on = employee.hired_on
        db.session.commit()
    assert sign_in("employee").get("/reading").status_code == 404
    assert sign_in("employee").get("/").headers["Location"] == "/visits", "the first page asks for nothing"


def test_a_second_tap_signs_nothing_more(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    with app.app_context():
        employee = db.session.get_one(Employee, cast.employee)
        operations.sign(employee, answered(employee), name="Marina Tillman")
        db.session.commit()
    again = sign_in("employee").post("/reading/signature", text="0" * 64, agreed="y", name="Marina Tillman")
    assert again.headers["Location"] == "/reading"
