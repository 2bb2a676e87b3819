"""Coverage: signed so many of so many, to the last person as one would count by hand; each sees the own scope."""

import re
from datetime import date, timedelta

import pytest
from flask import Flask

from app.clock import day_of, now
from app.db import db
from app.people.models import Employee, User
from app.standards.queries import current_standard
from app.training import operations, queries
from app.training.forms import PeopleFilter
from app.training.pages import CoveragePage, PeoplePage
from app.training.syllabus import DONE, OPEN, OVERDUE, PRESSING, USUAL, Syllabus
from tests.cast import NAMES, Cast
from tests.conftest import SignIn
from tests.days import today
from tests.training.made import published_again, signed

DUE = re.compile(r"\d+ pe\w+ ha\w+ to read and sign")


def staff(store: int, signing: int, *, not_signing: int, position: str = "cashier") -> None:
    """So many people of a store who sign, and so many who do not."""
    for number in range(signing + not_signing):
        name = f"{position} {store} {number}"
        employee = Employee(name=name, position=position, store_id=store, hired_on=date(2024, 1, 9))
        db.session.add(employee)
        db.session.flush()
        if number < signing:
            signed(employee)
    db.session.commit()


def viewer(cast: Cast, who: str) -> User:
    return db.session.get_one(User, cast.users[who])


def test_the_page_agrees_with_a_count_by_hand(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    with app.app_context():
        staff(cast.store, 3, not_signing=1)
        staff(cast.store, 1, not_signing=2, position="seller")
        staff(cast.far_store, 2, not_signing=0)
    # By hand, with the three people of the cast: 4 of 8 in the first store, 0 of 1, 2 of 3: 6 of 12.
    page = re.sub(r"\s+", " ", sign_in("hr").get("/training").text)
    assert "<strong>6 of 12</strong>" in page
    figures = re.findall(r'>([^<]+)</a></th> <td class="number" data-label="Signed">([^<]+)<', page)
    assert dict(figures) == {
        "Nevsky One": "4 of 8",
        "Sadovaya Two": "0 of 1",
        "Krasnaya Three": "2 of 3",
        "Cashier": "5 of 8",
        "Seller": "1 of 4",
    }


def test_a_director_counts_the_own_store_and_a_regional_manager_the_own_region(
    within: Flask, cast: Cast
) -> None:
    staff(cast.store, 2, not_signing=0)
    staff(cast.far_store, 1, not_signing=4)
    counted = {
        who: (CoveragePage(viewer(cast, who)).whole.signed, CoveragePage(viewer(cast, who)).whole.must)
        for who in ("director", "other director", "regional", "other regional", "hr", "quality")
    }
    assert counted == {
        "director": (2, 3),
        "other director": (1, 6),
        "regional": (2, 4),
        "other regional": (1, 6),
        "hr": (3, 10),
        "quality": (3, 10),
    }


def test_the_list_of_a_director_names_nobody_else(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in("director").get(f"/training/people?store={cast.far_store}").text
    assert NAMES["other employee"] not in page
    assert NAMES["employee"] in sign_in("director").get("/training/people").text


def test_who_left_is_not_yet_there_or_of_a_position_nothing_is_asked_of_is_not_counted(
    within: Flask, cast: Cast
) -> None:
    for more in ({"left_on": today()}, {"hired_on": today() + timedelta(days=1)}, {"position": "pilot"}):
        own = {
            "name": "X",
            "position": "cashier",
            "store_id": cast.store,
            "hired_on": date(2024, 1, 9),
            **more,
        }
        db.session.add(Employee(**own))
    db.session.commit()
    assert CoveragePage(viewer(cast, "director")).whole.must == 1


def test_the_overdue_stand_first(within: Flask, cast: Cast) -> None:
    current = current_standard()
    operations.set_deadline(current, today() - timedelta(days=1), by=viewer(cast, "quality"))
    newcomer = Employee(name="A newcomer", position="cashier", store_id=cast.store, hired_on=today())
    db.session.add(newcomer)
    signed(db.session.get_one(Employee, cast.far_employee))
    db.session.commit()
    page = PeoplePage(viewer(cast, "hr"), PeopleFilter(), 1)
    states = [each.state(today()) for each in page.shown]
    assert states == [OVERDUE, OVERDUE, OPEN, DONE]
    assert [row.overdue for row in CoveragePage(viewer(cast, "hr")).by_store] == [1, 1, 0]


def syllabus(*, said: dict[int, date] | None = None) -> Syllabus:
    return Syllabus(queries.syllabus().versions, said or {})


def test_there_are_fourteen_days_from_the_publication_or_as_was_said(cashier: Employee) -> None:
    version = current_standard()
    assert syllabus().standing(cashier, None).due_on == day_of(version.published_at) + USUAL
    assert syllabus(said={1: date(2030, 1, 1)}).standing(cashier, None).due_on == date(2030, 1, 1)


def test_a_newcomer_has_fourteen_days_from_the_first_day(cashier: Employee) -> None:
    cashier.hired_on = today()
    overdue = syllabus(said={1: today() - timedelta(days=30)}).standing(cashier, None)
    assert overdue.due_on == today() + USUAL


def test_a_later_version_gives_no_more_time_for_an_earlier_one(cashier: Employee) -> None:
    published_again(COU_03="Another.")
    said = {1: today() - timedelta(days=2), 2: today() + timedelta(days=20)}
    assert syllabus(said=said).standing(cashier, None).state(today()) == OVERDUE
    signed(cashier)
    published_again(COU_04="Another.", at=now())
    assert syllabus(said=said).standing(cashier, queries.signed_by(cashier)).due_on == today() + USUAL


@pytest.mark.parametrize(("days", "state"), [(-1, OVERDUE), (0, PRESSING), (3, PRESSING), (4, OPEN)])
def test_the_day_itself_is_still_in_time(cashier: Employee, days: int, state: str) -> None:
    said = {1: today() + timedelta(days=days)}
    assert syllabus(said=said).standing(cashier, None).state(today()) == state


def test_the_quality_manager_says_until_when_and_the_last_word_counts(cast: Cast, sign_in: SignIn) -> None:
    quality = sign_in("quality")
    assert quality.post("/training/deadline", due_on="2001-01-01").status_code == 422
    for day in ("2040-01-02", "2040-03-04"):
        assert quality.post("/training/deadline", due_on=day).status_code == 302
    assert "4 Mar 2040" in sign_in("director").get("/training").text


def test_employee_and_director_are_reminded_on_their_first_pages(
    app: Flask, cast: Cast, sign_in: SignIn
) -> None:
    assert 'href="/reading">Read and sign the standards' in sign_in("employee").get("/visits").text
    assert DUE.findall(sign_in("director").get("/stores").text) == ["1 person has to read and sign"]
    with app.app_context():
        signed(db.session.get_one(Employee, cast.employee))
        db.session.commit()
    assert "Read and sign the standards" not in sign_in("employee").get("/visits").text
    assert DUE.findall(sign_in("director").get("/stores").text) == []


def test_a_director_is_told_what_is_due_also_before_the_first_visit(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in("director").get("/stores?from=2001-01&to=2001-02").text
    assert "No approved visits in this period" in page
    assert DUE.findall(page) == ["1 person has to read and sign"]
