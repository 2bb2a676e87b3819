"""What each reader sees of an approved visit, and the name that no store ever sees."""

import re
from collections import Counter, deque
from collections.abc import Callable
from functools import cache

import pytest
from flask import Flask

from app.db import db
from app.people.models import User
from app.visits.models import Visit
from tests.cast import COMMENT, NAMES, SCENARIO, Cast, app_with_cast
from tests.conftest import SignIn, Visitor
from tests.visits.made import assigned, sent

ADDRESS = re.compile(r'(?:href|src|action|data-[a-z]+)="(/[^"#]*)')
PagesOf = Callable[[str], dict[str, bytes]]
MOST_PAGES = 300
ALIKE = 5  # addresses of one page that differ in what is asked after the question mark


def crawled(visitor: Visitor) -> dict[str, bytes]:
    """Every page that links lead to from the first one, with its whole answer: headers and bytes."""
    found: dict[str, bytes] = {}
    waiting = deque(["/"])
    alike: Counter[str] = Counter()
    while waiting:
        path = waiting.popleft().replace("&amp;", "&")
        page = path.partition("?")[0]
        if path in found or path.startswith("/static/") or alike[page] == ALIKE:
            continue
        alike[page] += 1
        assert len(found) < MOST_PAGES, "the crawl does not end"
        answer = visitor.get(path)
        found[path] = str(answer.headers).encode() + answer.data
        waiting.extend([answer.location] if answer.location else [])
        if answer.mimetype == "text/html":
            waiting.extend(ADDRESS.findall(answer.text))
    return found


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, Cast]:
    """One product for all crawls, which change nothing."""
    return app_with_cast(tmp_path_factory.mktemp("crawled"))


@pytest.fixture(scope="module")
def pages_of(chain: tuple[Flask, Cast]) -> PagesOf:
    """Every page somebody of the cast can come to by links."""
    app, cast = chain
    return cache(lambda who: crawled(Visitor(app, cast.users[who])))


def names_found(pages: dict[str, bytes], *words: str) -> set[str]:
    return {path for path, content in pages.items() for word in words if word.encode() in content}


@pytest.mark.parametrize("who", ["director", "regional", "hr"])
def test_the_shoppers_name_is_on_no_page_of_a_store_or_of_hr(
    chain: tuple[Flask, Cast], pages_of: PagesOf, who: str
) -> None:
    _, cast = chain
    pages = pages_of(who)
    assert f"/visits/{cast.approved_mystery}" in pages, "the crawl did not come to the mystery visit"
    assert f"/visits/photos/{cast.covert_photo}" in pages
    assert names_found(pages, NAMES["shopper"], "Zinaida", "Quietstep", "shopper@example.com") == set()


def test_the_shoppers_name_is_on_no_page_of_an_employee(chain: tuple[Flask, Cast], pages_of: PagesOf) -> None:
    _, cast = chain
    pages = pages_of("employee")
    assert f"/visits/{cast.approved_audit}" in pages
    assert f"/visits/{cast.approved_mystery}" not in pages
    assert names_found(pages, NAMES["shopper"], "Zinaida", "Quietstep", SCENARIO) == set()


@pytest.mark.parametrize("who", ["reviewer", "quality"])
def test_who_plans_and_reviews_knows_the_shopper(
    chain: tuple[Flask, Cast], pages_of: PagesOf, who: str
) -> None:
    """The same crawl finds the name where it belongs: it would find it elsewhere too."""
    _, cast = chain
    pages = pages_of(who)
    assert f"/visits/{cast.approved_mystery}" in names_found(pages, NAMES["shopper"])


@pytest.mark.parametrize("who", ["director", "regional"])
def test_a_store_learns_of_no_visit_before_it_is_approved(
    chain: tuple[Flask, Cast], pages_of: PagesOf, who: str
) -> None:
    app, cast = chain
    visitor = Visitor(app, cast.users[who])
    assert visitor.get(f"/visits/{cast.submitted_audit}").status_code == 404
    assert visitor.get(f"/visits/{cast.open_audit}").status_code == 404
    pages = pages_of(who)
    assert not {path for path in pages if path.startswith((f"/visits/{cast.submitted_audit}", "/reviews"))}


def test_a_director_reads_the_verdict_its_reasons_and_the_sum(
    app: Flask, cast: Cast, sign_in: SignIn
) -> None:
    page = sign_in("director").get(f"/visits/{cast.approved_mystery}").text
    assert "Passed" in page
    assert "95.8" in page  # a scale at 4 of 5 loses 3/4 of 18: 100 × 17.25 / 18
    assert COMMENT in page
    assert "Expectation 02." in page
    assert "The arithmetic, line by line" in page
    assert "(4 − 1) / (5 − 1)" in page
    assert SCENARIO not in page
    assert "History" not in page


def test_a_director_sees_who_made_an_open_audit_and_of_whom(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in("director").get(f"/visits/{cast.approved_audit}").text
    assert NAMES["auditor"] in page
    assert NAMES["employee"] in page


def test_an_employee_reads_the_own_result_and_nobody_elses(cast: Cast, sign_in: SignIn) -> None:
    employee = sign_in("employee")
    assert "Passed" in employee.get(f"/visits/{cast.approved_audit}").text
    for other in (cast.approved_mystery, cast.far_audit, cast.submitted_audit):
        assert employee.get(f"/visits/{other}").status_code == 404


def test_a_shopper_learns_neither_what_was_expected_nor_how_it_was_counted(
    cast: Cast, sign_in: SignIn
) -> None:
    page = sign_in("shopper").get(f"/visits/{cast.approved_mystery}").text
    assert SCENARIO in page
    assert COMMENT in page
    for secret in ("Expectation", "Clause", "arithmetic", "PDF"):
        assert secret not in page


def test_a_critical_failure_is_the_verdict_whatever_the_score(
    app: Flask, cast: Cast, sign_in: SignIn
) -> None:
    with app.app_context():
        visit = assigned(cast)
        sent(visit, changes={"COU-01": {"value": "no", "comment": "Nobody looked up."}})
        number = visit.id
        db.session.commit()
    page = sign_in("reviewer").get(f"/visits/{number}").text
    assert "verdict-failed" in page
    assert "Critical and failed: Was question 01 asked?" in page
    worst = page[page.index('id="worst"') : page.index('id="responses"')]
    assert "Was question 01 asked?" in worst
    assert "Nobody looked up." in worst


def test_a_number_reads_right_whether_it_is_one_or_more(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    with app.app_context():
        visit = assigned(cast)
        sent(visit, changes={"COU-08": {"value": 1}})
        number = visit.id
        db.session.commit()
    assert "people: 1<" in sign_in("reviewer").get(f"/visits/{number}").text


@pytest.mark.parametrize("who", ["other director", "other regional", "other shopper", "other employee"])
def test_a_stranger_to_the_store_finds_nothing(
    chain: tuple[Flask, Cast], pages_of: PagesOf, who: str
) -> None:
    app, cast = chain
    visitor = Visitor(app, cast.users[who])
    for visit in (cast.approved_mystery, cast.approved_audit, cast.submitted_audit):
        assert visitor.get(f"/visits/{visit}").status_code == 404
    assert names_found(pages_of(who), "Nevsky One") == set()


def test_a_person_who_is_disabled_sees_nothing_from_the_next_request_on(
    app: Flask, cast: Cast, sign_in: SignIn
) -> None:
    director = sign_in("director")
    assert director.get(f"/visits/{cast.approved_audit}").status_code == 200
    with app.app_context():
        db.session.get_one(User, cast.users["director"]).disabled_at = db.session.get_one(
            Visit, cast.approved_audit
        ).created_at
        db.session.commit()
    assert director.get(f"/visits/{cast.approved_audit}").status_code == 302
