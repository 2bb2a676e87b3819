"""Signing in the store: the director is out, the PIN lets one person in to the signing, and to nothing else."""

from datetime import timedelta

import pytest
from flask import Flask

from app.clock import now
from app.db import db
from app.people.models import Employee
from app.training import operations, pins
from app.training.models import Signature, StoreTablet
from tests.cast import NAMES, Cast
from tests.conftest import SignIn, Visitor
from tests.training.conftest import PIN
from tests.training.made import answered
from tests.training.test_steps import text_of

MARINA = NAMES["employee"]


def sit_down(tablet: Visitor, cast: Cast) -> None:
    assert tablet.post(f"/tablet/people/{cast.employee}", pin=PIN).headers["Location"] == "/tablet/reading"


def test_opening_it_signs_the_director_out_on_this_device(cast: Cast, sign_in: SignIn) -> None:
    director = sign_in("director")
    director.client.set_cookie("sid", director.secret)
    assert director.get("/stores").status_code == 200
    assert director.post("/training/tablet").headers["Location"] == "/tablet"
    page = director.get("/tablet")
    assert page.status_code == 200
    assert MARINA in page.text
    assert NAMES["director"] not in page.text
    for address in ("/stores", "/training", "/account", f"/training/people/{cast.employee}"):
        assert "/sign-in" in director.get(address).headers["Location"], f"{address} is still open"
    director.client.set_cookie("sid", director.secret)
    assert "/sign-in" in director.get("/stores").headers["Location"], "the old cookie opens nothing"


def test_without_the_cookie_of_a_tablet_it_shows_nobody(cast: Cast, sign_in: SignIn) -> None:
    for visitor in (sign_in(None), sign_in("employee"), sign_in("other director")):
        for address in ("/tablet", f"/tablet/people/{cast.employee}", "/tablet/reading"):
            page = visitor.get(address)
            assert page.status_code == 410
            assert MARINA not in page.text.replace(f'menu-name">{MARINA}', "").replace(f'who">{MARINA}', "")


def test_whoever_is_signed_in_beside_it_lends_the_tablet_nothing(tablet: Visitor, sign_in: SignIn) -> None:
    tablet.client.set_cookie("sid", sign_in("director").secret)
    assert tablet.get("/tablet").status_code == 410


def test_a_person_of_the_store_signs_with_a_pin_and_gets_up(app: Flask, cast: Cast, tablet: Visitor) -> None:
    sit_down(tablet, cast)
    with app.app_context():
        answered(db.session.get_one(Employee, cast.employee))
        db.session.commit()
    text = text_of(tablet, "/tablet/reading/signature")
    done = tablet.post("/tablet/reading/signature", text=text, agreed="y", name="Tillman")
    assert done.headers["Location"] == "/tablet"
    assert "Everybody has signed" in tablet.get("/tablet").text
    assert tablet.get("/tablet/reading").headers["Location"] == "/tablet", "the next one needs a PIN"
    with app.app_context():
        kept = db.session.query(Signature).one()
        assert (kept.how, kept.tablet_id is not None) == ("store_tablet", True)


def test_a_wrong_pin_lets_nobody_in_and_after_five_not_even_the_right_one(
    cast: Cast, tablet: Visitor
) -> None:
    address = f"/tablet/people/{cast.employee}"
    for _time in range(5):
        assert tablet.post(address, pin="0000").status_code == 422
    late = tablet.post(address, pin=PIN)
    assert late.status_code == 422
    assert "Too many wrong PINs" in late.text
    assert tablet.get("/tablet/reading").headers["Location"] == "/tablet"


def test_people_of_other_stores_are_not_on_it(cast: Cast, tablet: Visitor) -> None:
    assert NAMES["other employee"] not in tablet.get("/tablet").text
    assert tablet.get(f"/tablet/people/{cast.far_employee}").status_code == 404
    assert tablet.post(f"/tablet/people/{cast.far_employee}/code", pin=PIN).status_code == 404


def test_a_code_of_the_director_sets_a_pin_once(
    app: Flask, cast: Cast, tablet: Visitor, sign_in: SignIn
) -> None:
    with app.app_context():
        db.session.delete(pins.queries.pin_of(db.session.get_one(Employee, cast.employee)))
        db.session.commit()
    address = f"/tablet/people/{cast.employee}"
    assert tablet.get(address).headers["Location"] == f"{address}/code"
    page = sign_in("director").post(f"/training/people/{cast.employee}/codes").text
    code = page.partition("<output>")[2].partition("</output>")[0].replace("&nbsp;", " ")
    own = {"code": code, "pin": "86420", "again": "86420"}
    assert tablet.post(f"{address}/code", {**own, "code": "wrong"}).status_code == 422
    assert tablet.post(f"{address}/code", own).headers["Location"] == "/tablet/reading"
    tablet.post("/tablet/leaving")
    assert tablet.post(f"{address}/code", own).status_code == 422, "it works once"
    assert tablet.post(address, pin="86420").headers["Location"] == "/tablet/reading"


@pytest.mark.parametrize("pin", ["123", "1234567", "12a4", "1111", "1234", "654321"])
def test_a_pin_is_four_to_six_figures_that_are_not_guessed_first(sign_in: SignIn, pin: str) -> None:
    assert sign_in("employee").post("/reading/pin", pin=pin, again=pin).status_code == 422


def test_an_employee_sets_the_own_pin_on_the_own_phone(cast: Cast, tablet: Visitor, sign_in: SignIn) -> None:
    assert sign_in("employee").post("/reading/pin", pin="97531", again="97530").status_code == 422
    sign_in("employee").post("/reading/pin", pin="97531", again="97531")
    assert (
        tablet.post(f"/tablet/people/{cast.employee}", pin="97531").headers["Location"] == "/tablet/reading"
    )


def test_who_sat_idle_types_the_pin_again_and_lost_nothing(app: Flask, cast: Cast, tablet: Visitor) -> None:
    sit_down(tablet, cast)
    chapter = "/tablet/reading/chapters/1"
    tablet.post(chapter, text=text_of(tablet, chapter))
    with app.app_context():
        db.session.query(StoreTablet).one().seen_at = now() - operations.TABLET_IDLE - timedelta(seconds=1)
        db.session.commit()
    assert tablet.get("/tablet/reading").headers["Location"] == "/tablet"
    sit_down(tablet, cast)
    assert 'href="/tablet/reading/checks/1"' in tablet.get("/tablet/reading").text


@pytest.mark.parametrize("end", ["closed", "old", "director gone"])
def test_it_ends(app: Flask, tablet: Visitor, end: str) -> None:
    sent = tablet.client.get_cookie("tablet", path="/tablet")
    with app.app_context():
        here = db.session.query(StoreTablet).one()
        if end == "old":
            here.opened_at = now() - operations.TABLET_LASTS - timedelta(seconds=1)
        if end == "director gone":
            here.opened_by.disabled_at = now()
        db.session.commit()
    if end == "closed":
        assert tablet.post("/tablet/closing").headers["Location"] == "/sign-in"
        tablet.client.set_cookie("tablet", sent.value, path="/tablet")
    assert tablet.get("/tablet").status_code == 410
