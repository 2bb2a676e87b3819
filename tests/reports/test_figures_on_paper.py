"""Pages of figures on paper: the numbers of the page, for the people of the page."""

import io
from collections.abc import Callable
from functools import cache

import pikepdf
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.db import db
from app.insights.staff.models import Look
from app.storage import storage
from app.tasks import Job
from app.tasks.operations import perform
from tests.cast import NAMES, Cast, app_with_cast
from tests.conftest import Visitor
from tests.visits.made import approved

ASKED = {  # by what it is called here: who asks, where, with which months and filters
    "store": ("director", "/stores/{store}/reports", {}),
    "region": ("regional", "/overview/reports", {}),
    "chain": ("quality", "/overview/reports", {}),
    "person": ("hr", "/people/{employee}/sheets", {}),
    "wave": ("quality", "/waves/{wave}/reports", {}),
    "coverage": ("quality", "/training/reports", {}),
}
KINDS = [name for name in ASKED if name != "chain"]
Ask = Callable[..., TestResponse]


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, Cast]:
    """The cast, and three more audits of one person: enough for a mean."""
    app, cast = app_with_cast(tmp_path_factory.mktemp("figures"))
    with app.app_context():
        for mark in (2, 3, 4):
            approved(cast, employee=cast.employee, changes={"COU-02": {"value": mark}})
        db.session.commit()
    return app, cast


@pytest.fixture(scope="module")
def visitor(product: tuple[Flask, Cast]) -> Callable[[str], Visitor]:
    return cache(lambda who: Visitor(product[0], product[1].users[who]))


@pytest.fixture(scope="module")
def page(product, visitor) -> Callable[[str, str], str]:
    """The address of the page of a paper that was asked for and made, once in each language."""

    @cache
    def ask(name: str, language: str) -> str:
        who, address, fields = ASKED[name]
        answer = visitor(who).post(address.format(**vars(product[1])), {**fields, "language": language})
        assert answer.status_code == 303, answer.text
        with product[0].app_context():
            number = int(answer.location.rpartition("/")[2])
            perform(number)
            assert not (problem := db.session.get_one(Job, number).problem), problem
        return answer.location

    return ask


@pytest.fixture(scope="module")
def pdf(product, page) -> Callable[[str, str], bytes]:
    @cache
    def read(name: str, language: str) -> bytes:
        number = int(page(name, language).rpartition("/")[2])
        with product[0].app_context():
            return storage().get(db.session.get_one(Job, number).result or "")

    return read


@pytest.mark.parametrize("name", ["store", "person"])
def test_the_numbers_are_those_of_the_page(product, visitor, pdf, paper, name: str) -> None:
    who, address, _fields = ASKED[name]
    screen = visitor(who).get(address.format(**vars(product[1])).rpartition("/")[0]).text
    words = paper(pdf(name, "en")).words
    hero = screen.split('class="score-hero"')[1].split("</p>")[0]
    mean = hero.split('score-value">')[1].split("<")[0]
    n = hero.split("n = ")[1].split("<")[0]
    assert " ".join(mean.split()) in words
    assert f"n = {n}" in words


def test_it_begins_with_a_sentence_and_ends_with_where_the_figures_come_from(pdf, paper) -> None:
    words = paper(pdf("store", "en")).words
    assert words.index("The mean score is") < words.index("What is due")
    assert "Where the figures come from" in words
    inside = pikepdf.open(io.BytesIO(pdf("store", "en")))
    ways = [str(each.A.URI) for sheet in inside.pages for each in sheet.get("/Annots", []) if "/A" in each]
    assert ways
    assert all(way.startswith("http://localhost/stores/") for way in ways)


def test_a_wave_names_neither_staff_nor_assessors(pdf, paper) -> None:
    for language in ("ru", "en"):
        words = paper(pdf("wave", language)).words
        assert not [name for name in NAMES.values() if name in words]


def test_a_person_has_room_for_notes_and_two_signatures(pdf, paper) -> None:
    words = paper(pdf("person", "en")).words
    assert NAMES["employee"] in words
    for said in ("What the person says", "What was agreed", "Who held the talk: name, signature"):
        assert said in words
    assert NAMES["shopper"] not in words


def test_who_signed_is_told_by_name_and_what_nobody_asks_to_the_quality_manager_alone(pdf, paper) -> None:
    words = paper(pdf("coverage", "en")).words
    assert NAMES["employee"] in words
    assert "Criteria nobody asks" in words


def test_a_region_is_told_of_its_own_stores_alone(pdf, paper) -> None:
    own, whole = (paper(pdf(name, "en")).words for name in ("region", "chain"))
    assert "Krasnaya Three" not in own
    assert "Krasnaya Three" in whole


@pytest.mark.parametrize("name", KINDS)
def test_nobody_but_whoever_asked_opens_it(visitor, page, name: str) -> None:
    asker, address = ASKED[name][0], page(name, "en")
    assert visitor(asker).get(f"{address}/file").mimetype == "application/pdf"
    for who in {"director", "regional", "hr", "quality", "employee", "shopper", "reviewer"} - {asker}:
        assert visitor(who).get(address).status_code == 404, who
        assert visitor(who).get(f"{address}/file").status_code == 404, who


def test_who_opens_the_sheet_of_a_person_is_written_down(product, visitor, page) -> None:
    app, cast = product

    def looks() -> list[int]:
        with app.app_context():
            return [each.by_id for each in db.session.query(Look).filter_by(employee_id=cast.employee)]

    before = looks()
    assert visitor("hr").get(f"{page('person', 'en')}/file").status_code == 200
    assert looks() == [*before, cast.users["hr"]]
    visitor("hr").get(f"{page('store', 'en')}/file")
    assert looks() == [*before, cast.users["hr"]]
