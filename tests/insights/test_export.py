"""Tables and answers to take along: types, what Excel does with them, and whose names are not in them."""

import csv
import io
import re
from datetime import date
from fractions import Fraction

import pytest
from flask import Flask
from openpyxl import load_workbook

from app.db import db
from app.insights import export
from app.insights.tables import Column, Row, Table
from app.stores.models import Store
from tests.cast import NAMES, Cast
from tests.conftest import SignIn, Visitor
from tests.insights.conftest import Rated
from tests.insights.page import links

NASTY = '=HYPERLINK("http://evil.example","Click")'


@pytest.fixture
def nasty(app: Flask, cast: Cast) -> None:
    """A store whose name is a formula."""
    with app.app_context():
        db.session.get_one(Store, cast.second_store).name = NASTY
        db.session.commit()


def sheet(visitor: Visitor, address: str, name: int = 0) -> list[tuple[object, ...]]:
    book = load_workbook(io.BytesIO(visitor.get(address).data))
    page = book.worksheets[name]
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref
    return list(page.iter_rows(values_only=True))


def lines(visitor: Visitor, address: str, delimiter: str = ",") -> list[list[str]]:
    text = visitor.get(address).data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def test_a_workbook_has_numbers_as_numbers_and_texts_never_as_formulas(
    nasty: None, cast: Cast, sign_in: SignIn, rated: Rated
) -> None:
    rated("60 70 81", store=cast.second_store)
    rows = sheet(sign_in("regional"), "/stores?table=stores&format=xlsx")
    assert rows[0][:6] == ("Store", "Mean, %", "Low", "High", "Visits", "Critical failures")
    assert rows[1][0] == NASTY
    assert rows[1][1:6] == (70.3333, 44.24, 96.4266, 3, 0)
    assert sheet(sign_in("regional"), "/stores?table=stores&format=xlsx", 1)[1][:1] == ("Period",)


def test_a_text_file_guards_formulas_and_speaks_the_readers_excel(
    nasty: None, cast: Cast, sign_in: SignIn, rated: Rated
) -> None:
    rated("60 70 81", store=cast.second_store)
    regional = sign_in("regional")
    assert regional.get("/stores?table=stores&format=csv").data.startswith(b"\xef\xbb\xbf")
    assert lines(regional, "/stores?table=stores&format=csv")[1][:2] == [f"'{NASTY}", "70.3333"]
    regional.post("/language", language="ru")
    assert lines(regional, "/stores?table=stores&format=csv", ";")[1][:2] == [f"'{NASTY}", "70,3333"]


@pytest.mark.parametrize("begin", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_no_text_is_taken_for_a_formula(app: Flask, begin: str) -> None:
    table = Table("t", "T", [Column("A"), Column("B", "count")], [Row((begin, -5))])
    with app.test_request_context(headers={"Accept-Language": "en"}):
        row = list(csv.reader(io.StringIO(export.text(table).decode("utf-8-sig"), newline="")))[1]
    assert row[0].startswith("'")
    assert row[1] == "-5"


def test_a_cell_of_a_workbook_is_of_the_kind_of_its_column(app: Flask) -> None:
    columns = [Column("Day", "day"), Column("Mean", "percent"), Column("Visits", "visits"), Column("Said")]
    table = Table("t", "T", columns, [Row((date(2026, 5, 14), Fraction(211, 3), 3, "+7 900"))])
    with app.test_request_context(headers={"Accept-Language": "ru"}):
        page = load_workbook(io.BytesIO(export.workbook([table], []))).worksheets[0]
    day, mean, visits, said = next(page.iter_rows(min_row=2))
    assert (day.is_date, day.value.date(), day.number_format) == (True, date(2026, 5, 14), "yyyy-mm-dd")
    assert (mean.data_type, mean.value, mean.number_format) == ("n", 70.3333, "0.0")
    assert (visits.data_type, visits.value) == ("n", 3)
    assert (said.data_type, said.value) == ("s", "+7 900")
    assert (page.freeze_panes, page.auto_filter.ref) == ("B2", "A1:D2")


def test_every_table_of_every_page_can_be_taken_along(cast: Cast, sign_in: SignIn, rated: Rated) -> None:
    rated("60 70 80", store=cast.second_store)
    quality = sign_in("quality")
    pages = [
        "/stores",
        f"/stores/{cast.second_store}",
        "/overview",
        "/criteria/COU-02",
        "/people",
        "/assessors",
    ]
    pages += [f"/people/{cast.employee}", "/figure", "/answers", f"/assessors/{cast.users['auditor']}"]
    for page in pages:
        html = quality.get(page).text
        named = set(re.findall(r'id="table-(\w+)"', html))
        assert named, page
        files = [link for link in links(html, page) if "format=" in link]
        assert {re.search(r"table=(\w+)", link)[1] for link in files} >= named  # type: ignore[index]
        for link in files:
            assert quality.get(link).status_code == 200, link
    assert quality.get("/stores?table=nonsense&format=csv").status_code == 404
    assert quality.get("/stores?table=stores&format=pdf").status_code == 404


def test_the_long_format_has_a_row_for_every_question_and_a_dictionary(
    cast: Cast, sign_in: SignIn, rated: Rated
) -> None:
    made = rated("1", store=cast.second_store, changes={"COU-01": {"value": "no"}, "COU-02": {"value": 3}})[0]
    titles, *rows = lines(sign_in("quality"), "/answers?table=answers&format=csv")
    answers = [dict(zip(titles, row, strict=True)) for row in rows]
    own = {row["criterion"]: row for row in answers if row["visit"] == str(made)}
    assert (own["COU-01"]["response"], own["COU-01"]["x"], own["COU-01"]["critical"]) == ("No", "0.0", "1")
    assert (own["COU-02"]["response"], own["COU-02"]["x"]) == ("3 of 5", "0.5")
    assert {row["store_code"] for row in own.values()} == {"S2"}
    assert len({row["visit"] for row in answers}) == 4
    book = load_workbook(io.BytesIO(sign_in("quality").get("/answers?table=answers&format=xlsx").data))
    first, dictionary = book.worksheets
    assert first.max_row == len(rows) + 1
    assert [row[0] for row in dictionary.iter_rows(min_row=2, values_only=True)] == titles


def test_a_covert_visit_names_nobody_and_a_store_sees_only_itself(cast: Cast, sign_in: SignIn) -> None:
    for who in ("quality", "hr", "regional", "director"):
        text = sign_in(who).get("/answers?table=answers&format=csv").text
        assert NAMES["shopper"] not in text
        rows = lines(sign_in(who), "/answers?table=answers&format=csv")
        answers = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
        assert {row["employee"] for row in answers if row["kind"] == "mystery"} == {""}
        assert ("Krasnaya Three" in text) is (who in ("quality", "hr"))
    for who in ("shopper", "auditor", "employee", "reviewer", "administrator"):
        assert sign_in(who).get("/answers?table=answers&format=csv").status_code == 404
