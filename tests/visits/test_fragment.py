"""The form that a phone takes along: the same bytes for everybody, and what a covert one keeps to itself."""

import hashlib
import json

import pytest
from flask import Flask, g

from app.checklists.checklist import Checklist
from app.checklists.models import ChecklistVersion
from app.db import db
from app.visits import fragment
from tests.cast import NAMES, SCENARIO, Cast
from tests.conftest import SignIn


@pytest.fixture
def fragments(app: Flask, cast: Cast):
    """Gives the fragment of a kind of visit in a language, made afresh."""

    def made(kind: str, language: str = "en") -> fragment.Fragment:
        fragment._fragment.cache_clear()
        with app.test_request_context():
            return fragment.fragment(db.session.get_one(ChecklistVersion, cast.checklist), kind, language)

    return made


def pages(made: fragment.Fragment) -> str:
    """The HTML of all its sections, one below the other."""
    return "".join(section["html"] for section in json.loads(made.body)["sections"])


@pytest.fixture
def checklist(app: Flask, cast: Cast) -> Checklist:
    with app.app_context():
        return db.session.get_one(ChecklistVersion, cast.checklist).checklist


@pytest.mark.parametrize("kind", ["audit", "mystery"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_same_checklist_always_gives_the_same_bytes(fragments, kind: str, language: str) -> None:
    first, again = fragments(kind, language), fragments(kind, language)
    assert first.body == again.body
    assert first.digest == again.digest == hashlib.sha256(first.body.encode()).hexdigest()


def test_each_language_and_each_kind_of_visit_has_its_own(fragments) -> None:
    all_four = {fragments(kind, code).digest for kind in ("audit", "mystery") for code in ("en", "ru")}
    assert len(all_four) == 4
    assert "Was question 02 asked?" in pages(fragments("audit", "en"))
    assert "Вопрос 02 задан?" in pages(fragments("audit", "ru"))


def test_who_looks_leaves_no_trace_in_it(app: Flask, cast: Cast, fragments) -> None:
    alone = fragments("audit")
    fragment._fragment.cache_clear()
    with app.test_request_context(headers={"Cookie": "notes=mine", "Accept-Language": "ru"}):
        g.sign_in_token = "a secret of somebody signed in"
        version = db.session.get_one(ChecklistVersion, cast.checklist)
        assert fragment.fragment(version, "audit", "en") == alone


def test_it_holds_nobodys_data(fragments) -> None:
    html = fragments("audit").body + fragments("mystery").body
    for secret in (*NAMES.values(), "Nevsky", SCENARIO, "csrf", 'type="hidden"'):
        assert secret not in html


def test_an_open_audit_shows_what_is_expected(fragments, checklist: Checklist) -> None:
    html = pages(fragments("audit"))
    for question in checklist.for_visit("audit").questions():
        assert question.expected.en in html
        assert f"Clause {question.clause}" in html
    assert "data-critical" in html


def test_a_covert_form_hides_what_is_expected_how_critical_it_is_and_the_clause(
    fragments, checklist: Checklist
) -> None:
    html = fragments("mystery").body
    for question in checklist.for_visit("mystery").questions():
        assert question.text.en in html
        for secret in (question.expected, question.why, question.good, question.bad, question.clause_title):
            assert secret.en not in html
    for word in ("data-critical", "critical", "Clause", "What is expected"):
        assert word not in html


def test_no_form_gives_the_points_away(fragments) -> None:
    html = fragments("audit").body + fragments("mystery").body
    for word in ("points", "weight", "bands", "0.35"):
        assert word not in html


def test_the_page_without_javascript_shows_the_same_form(
    fragments, cast: Cast, open_mystery: int, sign_in: SignIn
) -> None:
    assert pages(fragments("audit")) in sign_in("auditor").get(f"/visits/{cast.open_audit}/form").text
    page = sign_in("shopper").get(f"/visits/{open_mystery}/form").text
    assert pages(fragments("mystery")) in page
    assert SCENARIO in page
    assert "Expectation" not in page
