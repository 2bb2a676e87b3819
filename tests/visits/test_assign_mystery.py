"""Assigning a mystery visit: its wave, its days, its scenario, and that it names nobody."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from app.db import db
from app.waves.models import Wave
from tests.cast import Cast
from tests.conftest import SignIn
from tests.days import today
from tests.visits.test_assign import asked, mystery, refused


def change_wave(app: Flask, cast: Cast, **changes: Any) -> None:
    with app.app_context():
        wave = db.session.get_one(Wave, cast.wave)
        for name, value in changes.items():
            setattr(wave, name, value)
        db.session.commit()


def test_a_mystery_visit_needs_a_wave(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    page = refused(app, sign_in, mystery(cast, wave_id=""))
    assert "A mystery visit needs a wave with a purpose and a notice to staff that was acknowledged." in page


@pytest.mark.parametrize("lacking", [{"acknowledged_at": None}, {"purpose": " "}])
def test_a_wave_without_a_purpose_or_an_acknowledged_notice_is_not_offered(
    app: Flask, cast: Cast, sign_in: SignIn, lacking: dict[str, Any]
) -> None:
    assert "Spring ·" in sign_in("quality").get("/visits/new").text
    change_wave(app, cast, **lacking)
    assert "Spring ·" not in sign_in("quality").get("/visits/new").text
    assert "Wave (mystery visits need one): Not a valid choice." in refused(app, sign_in, mystery(cast))


def test_it_is_made_within_its_wave(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    first, last = today() + timedelta(days=4), today() + timedelta(days=6)
    change_wave(app, cast, starts_on=first, ends_on=last)
    for outside in (first - timedelta(days=1), last + timedelta(days=1)):
        page = refused(app, sign_in, mystery(cast, deadline=outside.isoformat()))
        assert "To be done by: The wave runs from" in page
    for inside in (first, last):
        planned = mystery(cast, deadline=inside.isoformat())
        assert sign_in("quality").post("/visits/new", planned).status_code == 302


def test_an_audit_keeps_no_step_with_a_wave(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    change_wave(app, cast, starts_on=today(), ends_on=today())
    assert sign_in("quality").post("/visits/new", asked(cast, wave_id=cast.wave)).status_code == 302


def test_a_mystery_visit_needs_a_scenario(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    page = refused(app, sign_in, mystery(cast, scenario="  "))
    assert "A mystery visit needs a scenario: what to do and say." in page


def test_a_mystery_visit_names_nobody(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    page = refused(app, sign_in, mystery(cast, employee_id=cast.employee))
    assert "A mystery visit names nobody: it assesses the position." in page


def test_an_auditor_makes_no_mystery_visit(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    page = refused(app, sign_in, mystery(cast, assessor_id=cast.users["auditor"]))
    assert "A mystery visit is made by a mystery shopper." in page
