"""Printing from the product: who may ask for which paper, waiting for it, opening it."""

import io
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import select

from app.checklists.models import ChecklistVersion
from app.db import db
from app.tasks.operations import perform
from tests.cast import Cast, app_with_cast
from tests.conftest import Visitor
from tests.reports.printed import links

LANGUAGE = {"language": "en"}


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, Cast]:
    return app_with_cast(tmp_path_factory.mktemp("paper"))


@pytest.fixture(scope="module")
def sign_in(product):
    app, cast = product
    return lambda who: Visitor(app, cast.users[who])


@pytest.fixture(scope="module")
def cashiers(product) -> int:
    """The id of the checklist of a cashier."""
    app, _cast = product
    with app.app_context():
        return db.session.scalar(select(ChecklistVersion.id).filter_by(position="cashier"))


def made(product, answer) -> str:
    """The page of the paper that was asked for, once the worker has made it."""
    assert answer.status_code == 303, answer.status
    page = answer.headers["Location"]
    with product[0].app_context():
        perform(int(page.rsplit("/", 1)[1]))
    return page


def test_an_employee_prints_the_standards_and_the_way_back_is_where_they_came_from(product, sign_in):
    employee = sign_in("employee")
    page = made(product, employee.post("/standards/versions/1/paper", LANGUAGE))
    assert "Open the PDF" in employee.get(page).text
    got = employee.get(f"{page}/file")
    assert got.headers["Content-Disposition"] == "inline; filename=Etalon-standards-1-en.pdf"
    assert "http://localhost/standards/versions/1/1.1" in links(pikepdf.open(io.BytesIO(got.data)))


def test_the_sheet_of_a_position_says_which(product, sign_in):
    director = sign_in("director")
    page = made(product, director.post("/standards/versions/1/extracts", {**LANGUAGE, "position": "cashier"}))
    assert "Standards: Cashier" in director.get(page).text
    got = director.get(f"{page}/file")
    assert got.headers["Content-Disposition"] == "inline; filename=Etalon-standards-1-cashier-en.pdf"


def test_a_covert_form_is_for_the_quality_manager_alone(product, sign_in, cashiers):
    covert = {**LANGUAGE, "checklist": str(cashiers), "kind": "mystery"}
    page = made(product, sign_in("quality").post("/checklists/forms", covert))
    for who in ("employee", "director", "auditor", "reviewer", "hr"):
        other = sign_in(who)
        assert other.post("/checklists/forms", covert).status_code == 404
        assert other.get(page).status_code == 404
        assert other.get(f"{page}/file").status_code == 404
        assert 'value="mystery"' not in other.get("/standards/versions/1/paper").text
    page = made(product, sign_in("auditor").post("/checklists/forms", {**covert, "kind": "audit"}))
    assert sign_in("employee").get(f"{page}/file").status_code == 200


def test_a_shopper_gets_none_of_it(product, sign_in):
    page = made(product, sign_in("hr").post("/standards/versions/1/paper", LANGUAGE))
    shopper = sign_in("shopper")
    assert shopper.get(page).status_code == 404
    assert shopper.get(f"{page}/file").status_code == 404


@pytest.mark.parametrize(
    ("address", "fields", "status"),
    [
        ("/standards/versions/9/paper", LANGUAGE, 404),
        ("/standards/versions/1/paper", {"language": "de"}, 400),
        ("/standards/versions/1/extracts", {**LANGUAGE, "position": "smith"}, 400),
        ("/checklists/forms", {**LANGUAGE, "checklist": "999"}, 400),
        ("/checklists/forms", {**LANGUAGE, "checklist": "1", "kind": "competitor"}, 400),
    ],
)
def test_what_is_not_there_is_not_printed(sign_in, address: str, fields: dict[str, str], status: int):
    assert sign_in("quality").post(address, fields).status_code == status


def test_the_position_of_an_employee_is_chosen_already(sign_in):
    page = sign_in("employee").get("/standards/versions/1/paper").text
    assert '<option value="cashier" selected>' in page


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["standards"], "whole"),
        (["extract", "cashier"], "sheet"),
        (["form", "cashier", "in_person", "--kind", "mystery"], "form"),
    ],
)
def test_the_command_line_writes_the_same(product, tmp_path: Path, arguments: list[str], name: str):
    file = tmp_path / f"{name}.pdf"
    where = ["--address", "https://a.example", "--output", str(file)]
    done = product[0].test_cli_runner().invoke(args=["reports", *arguments, "--lang", "en", *where])
    assert done.exit_code == 0, done.output
    with pikepdf.open(file) as inside:
        addresses = links(inside)
    assert addresses
    assert all(address.startswith("https://a.example/") for address in addresses)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["standards"], "Say where people reach Etalon: --address https://etalon.example.com"),
        (["standards", "--version", "9", "--address", "https://a.example"], "There is no version 9."),
        (
            ["extract", "smith", "--address", "https://a.example"],
            "There is no position smith. There are: cashier, seller.",
        ),
        (["standards", "--address", "ftp://a"], "ftp://a is no address: it begins with https:// or http://."),
    ],
)
def test_what_the_command_line_cannot_do_is_one_sentence(product, tmp_path: Path, arguments, said: str):
    done = (
        product[0].test_cli_runner().invoke(args=["reports", *arguments, "--output", str(tmp_path / "a.pdf")])
    )
    assert done.exit_code == 1
    assert done.stderr == f"Error: {said}\n"
