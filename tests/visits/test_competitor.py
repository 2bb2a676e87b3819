"""A visit to a competitor: whom it sends where, that it names and records nobody, and who may see it."""

from typing import Any

import pytest
from flask import Flask, render_template
from flask_babel import force_locale
from sqlalchemy import select

from app.db import db
from app.reports import pdf
from app.reports.gathering import gather
from app.stores import operations as stores
from app.stores.models import Region
from app.visits.models import Visit
from tests.cast import SCENARIO, Cast
from tests.conftest import SignIn
from tests.visits.made import approved, assigned
from tests.visits.test_assign import asked, mystery, refused
from tests.visits.test_list import listed, offered


@pytest.fixture
def sigma(app: Flask, cast: Cast) -> int:
    """The store of a competitor in our north."""
    with app.app_context():
        north = db.session.scalars(select(Region).where(Region.name == "North")).one()
        store = stores.add_competitor_store(competitor="Sigma", place="Kupchino", address="-", region=north)
        db.session.commit()
        return store.id


@pytest.fixture
def done(app: Flask, cast: Cast, sigma: int) -> int:
    """An approved visit to it."""
    with app.app_context():
        visit = approved(cast, "shopper", store=sigma)
        db.session.commit()
        return visit.id


def theirs(cast: Cast, store: int, **changes: Any) -> dict[str, Any]:
    """What the quality manager types to send a shopper there."""
    return mystery(cast, kind="competitor", store_id=store, wave_id="") | changes


def test_a_shopper_is_sent_there_without_a_wave(app: Flask, cast: Cast, sign_in: SignIn, sigma: int) -> None:
    quality = sign_in("quality")
    assert quality.post("/visits/new", theirs(cast, sigma)).status_code == 302
    with app.app_context():
        visit = db.session.scalars(select(Visit).where(Visit.store_id == sigma)).one()
        assert (visit.is_covert, visit.asks_position, visit.allows_voice) == (True, False, False)
        number = visit.id
    assert "Sigma · Kupchino" in quality.get(f"/visits/{number}").text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"assessor_id": "auditor"}, "A visit to a competitor is made by a mystery shopper."),
        ({"employee_id": "employee"}, "A visit to a competitor names nobody."),
        ({"wave_id": "wave"}, "A visit to a competitor belongs to no wave"),
        ({"scenario": " "}, "A visit to a competitor needs a scenario"),
    ],
)
def test_its_rules_are_kept(
    app: Flask, cast: Cast, sign_in: SignIn, sigma: int, changed: dict[str, str], said: str
) -> None:
    known = {"auditor": cast.users["auditor"], "employee": cast.employee, "wave": cast.wave}
    changes = {name: known.get(value, value) for name, value in changed.items()}
    assert said in refused(app, sign_in, theirs(cast, sigma, **changes))


def test_it_goes_to_a_competitor_and_no_other_visit_goes_there(
    app: Flask, cast: Cast, sign_in: SignIn, sigma: int
) -> None:
    nowhere_else = "goes to a competitor’s store, and no other visit goes there."
    for wrong in (
        theirs(cast, cast.store),
        mystery(cast, store_id=sigma),
        asked(cast, store_id=sigma, employee_id=""),
    ):
        assert nowhere_else in refused(app, sign_in, wrong)


def test_the_phone_gets_the_covert_form(app: Flask, cast: Cast, sign_in: SignIn, sigma: int) -> None:
    with app.app_context():
        visit = assigned(cast, "shopper", store=sigma).id
        twin = assigned(cast, "shopper").id
        db.session.commit()
    shopper = sign_in("shopper")
    told = {each["id"]: each for each in shopper.get("/api/assignments").get_json()["assignments"]}
    assert (told[visit]["kind"], told[visit]["store"]["name"]) == ("competitor", "Sigma · Kupchino")
    assert not (told[visit]["asks_position"] or told[visit]["allows_voice"] or told[visit]["employee"])
    forms = [shopper.get(told[each]["fragment"]["url"]).data for each in (visit, twin)]
    assert forms[0] == forms[1], "it is the form of a mystery visit"
    assert 'class="cover' in shopper.get(f"/visits/{visit}/form").text
    assert "Visit to a competitor" in shopper.get("/visits").text


def test_a_region_sees_those_in_it_and_no_store_nor_hr_does(
    cast: Cast, sign_in: SignIn, sigma: int, done: int
) -> None:
    for who in ("quality", "reviewer", "regional", "shopper"):
        page = sign_in(who).get(f"/visits/{done}")
        assert page.status_code == 200, who
    for who in ("director", "other regional", "hr", "administrator", "auditor", "other shopper", "employee"):
        assert sign_in(who).get(f"/visits/{done}").status_code == 404, who
        assert done not in listed(sign_in(who), "/visits")
    regional = sign_in("regional").get(f"/visits/{done}").text
    assert SCENARIO not in regional
    assert "Zinaida Quietstep" not in regional


def test_the_list_tells_them_apart_by_kind(cast: Cast, sign_in: SignIn, sigma: int, done: int) -> None:
    for who in ("quality", "regional"):
        visitor = sign_in(who)
        assert set(listed(visitor, "/visits?kind=competitor")) == {done}
        assert done not in listed(visitor, "/visits?kind=mystery")
        assert "Sigma" not in visitor.get("/visits?kind=audit").text
    assert "kind" in offered(sign_in("hr"))
    assert "Visit to a competitor" not in sign_in("hr").get("/visits").text


def test_its_report_says_what_it_was_and_asks_nobody_to_act(app: Flask, done: int) -> None:
    with app.test_request_context(), force_locale("en"):
        report = gather(db.session.get_one(Visit, done))
        drawn = {"figure": pdf.figure, "about": pdf.about, "qr": pdf.qr}
        page = render_template("reports/visit.html", report=report, language="en", **drawn)
    assert "Visit to a competitor" in page
    assert "Sigma · Kupchino" in page
    assert "What to do" not in page


def test_the_terminal_lists_it(app: Flask, done: int) -> None:
    listed = app.test_cli_runner().invoke(args=["visits", "list", "--json"])
    assert f'"number": {done}, "store": "C01"' in listed.output
    assert '"kind": "competitor"' in listed.output
    assert app.test_cli_runner().invoke(args=["visits", "list"]).exit_code == 0
