"""Competitors beside us: like visits only, the lead with its interval, by region, down to single answers of both."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.insights.periods import written
from app.insights.rebuild.queries import approvals
from app.insights.selection import month_of
from app.stores import operations as stores
from app.stores.models import Region, Store
from app.visits.models import Visit
from tests.cast import Cast
from tests.conftest import SignIn
from tests.days import today
from tests.insights.conftest import Rated
from tests.insights.page import links, rows, section, words
from tests.insights.test_facts import everything

AGO = 40  # days: the cast's own visits are of other months
MONTH = written(month_of(today() - timedelta(days=AGO)))
PAGE = f"/competitors?from={MONTH}&to={MONTH}"
BAD, GOOD = {"COU-01": {"value": "no"}}, {"COU-01": {"value": "yes"}}


@pytest.fixture
def opened(app: Flask):
    """`opened("Sigma", "North")`: the store of a competitor in a region."""

    def open_store(competitor: str, region: str) -> int:
        with app.app_context():
            where = db.session.scalars(select(Region).where(Region.name == region)).one()
            store = stores.add_competitor_store(
                competitor=competitor, place=region, address="-", region=where
            )
            db.session.commit()
            return store.id

    return open_store


@pytest.fixture
def both(cast: Cast, rated: Rated, opened) -> list[int]:
    """Mystery visits of ours at 70, 80 and 90, and visits to a competitor in the north at 60, 65 and 70: theirs."""
    rated("70 80 90", who="shopper", days_ago=AGO)
    return rated("60 65 70", who="shopper", store=opened("Sigma", "North"), days_ago=AGO)


def test_we_and_they_stand_side_by_side_with_our_lead(both: list[int], sign_in: SignIn) -> None:
    page = sign_in("quality").get(PAGE).text
    assert rows(page, "competitors") == [
        "We 80.0 55.2–100.0 3 0 — —",
        "Sigma 65.0 52.6–77.4 3 0 +15.0 −5.8 … 35.8",
    ]
    assert "No competitor can be told apart from us" in words(page)


def test_a_lead_that_is_shown_is_told_in_words(
    both: list[int], sign_in: SignIn, rated: Rated, opened
) -> None:
    rated("97 98 99", who="shopper", store=opened("Omega", "North"), days_ago=AGO)
    rated("20 21 22", who="shopper", store=opened("Tau", "North"), days_ago=AGO)
    told = words(sign_in("quality").get(PAGE).text)
    assert "Tau is" not in told
    assert re.search(r"We are 59\.0 points ahead of Tau", told)
    assert "Omega is" not in told, "three visits of ours that differ so much do not show that"


def test_visits_to_competitors_change_no_figure_of_the_chain(
    app: Flask, cast: Cast, rated: Rated, opened
) -> None:
    with app.app_context():
        before = everything()
    rated("1 2 3", who="shopper", store=opened("Sigma", "North"))
    with app.app_context():
        assert everything() == before
        assert all(db.session.get_one(Visit, each.visit_id).kind != "competitor" for each in approvals())
    checked = app.test_cli_runner().invoke(args=["insights", "rebuild", "--check"])
    assert checked.exit_code == 0, checked.output
    assert app.test_cli_runner().invoke(args=["insights", "rebuild"]).exit_code == 0
    with app.app_context():
        assert everything() == before


def test_only_like_visits_are_held_together(
    both: list[int], cast: Cast, sign_in: SignIn, rated: Rated
) -> None:
    rated("10 10 10", days_ago=AGO)  # audits
    rated("10 10 10", who="shopper", days_ago=AGO + 40)  # another month
    assert rows(sign_in("quality").get(PAGE).text, "competitors")[0].startswith("We 80.0 55.2–100.0 3")


def test_under_three_visits_there_is_no_lead(cast: Cast, sign_in: SignIn, rated: Rated, opened) -> None:
    rated("70 80 90", who="shopper", days_ago=AGO)
    rated("60 65", who="shopper", store=opened("Sigma", "North"), days_ago=AGO)
    page = sign_in("quality").get(PAGE).text
    assert rows(page, "competitors")[1].endswith("2 · too few visits 0 — —")
    assert all("too few visits" in row for row in rows(page, "parts"))
    assert "three on each side are needed" in words(page)
    assert "No criterion with three visits on each side." in section(page, "criteria")


def test_criteria_say_where_to_learn_and_what_to_keep(
    cast: Cast, sign_in: SignIn, rated: Rated, opened
) -> None:
    rated("1 " * 6, who="shopper", days_ago=AGO, changes=BAD)
    rated("1 " * 6, who="shopper", store=opened("Sigma", "North"), days_ago=AGO, changes=GOOD)
    page = sign_in("quality").get(PAGE).text
    assert "Learn from them first: “Was question 01 asked?” earns them 100 % of its points, us 0 %." in words(
        page
    )
    (learn,) = rows(page, "behind")
    assert learn.startswith("Was question 01 asked? COU-01 0.0 6 100.0 6 −100.0 −100.0 …")
    assert "In no criterion." in section(page, "criteria")


def test_each_region_has_both_sides_and_a_manager_the_own_region_only(
    both: list[int], cast: Cast, sign_in: SignIn, rated: Rated, opened
) -> None:
    rated("50 50 50", who="shopper", store=cast.far_store, days_ago=AGO)
    rated("30 40 50", who="shopper", store=opened("Omega", "South"), days_ago=AGO)
    everywhere = rows(sign_in("quality").get(PAGE).text, "regions")
    assert [row.split(" ")[:3] for row in everywhere] == [
        ["North", "Sigma", "80.0"],
        ["South", "Omega", "50.0"],
    ]
    for who, own, other in (("regional", "Sigma", "Omega"), ("other regional", "Omega", "Sigma")):
        page = sign_in(who).get(PAGE).text
        assert own in words(page)
        assert other not in page
        behind = links(page, "/competitors/figure")[0]
        assert own in sign_in(who).get(behind).text
        assert other not in sign_in(who).get(behind.replace("figure?", "figure?region=1&region=2&")).text


def test_every_figure_of_theirs_leads_to_single_answers(both: list[int], sign_in: SignIn) -> None:
    for who in ("quality", "regional"):
        visitor = sign_in(who)
        page = visitor.get(PAGE).text
        figure = visitor.get(
            next(link for link in links(page, "/competitors/figure") if "Sigma" in link)
        ).text
        assert "The visits add up to 195.00. Divided by their number: 195.00 / 3 = 65.00 %." in section(
            figure, "sum"
        )
        assert [row.split(" ")[1] for row in rows(figure, "visits")] == [
            str(visit) for visit in reversed(both)
        ]
        assert visitor.get(links(figure, "/visits/")[0]).status_code == 200
        criterion = visitor.get(
            f"/competitors/figure?from={MONTH}&to={MONTH}&facet=criterion&code=COU-02"
        ).text
        assert links(criterion, "/visits/")[0] == f"/visits/{both[-1]}#r-COU-02"
        ours = visitor.get(next(link for link in links(page, "/figure") if "kind=mystery" in link)).text
        assert "240.00 / 3 = 80.00 %" in section(ours, "sum")


def test_what_was_not_seen_adds_nothing_and_says_why(both: list[int], sign_in: SignIn) -> None:
    page = (
        sign_in("quality")
        .get(f"/competitors/figure?from={MONTH}&to={MONTH}&facet=criterion&code=COU-01")
        .text
    )
    assert "No visits behind it" in words(page)
    strange = sign_in("quality").get(f"/competitors/figure?from={MONTH}&to={MONTH}&facet=stars&code=x")
    assert strange.status_code == 200


def test_every_table_can_be_taken_along(both: list[int], sign_in: SignIn) -> None:
    quality = sign_in("quality")
    text = quality.get(f"{PAGE}&table=competitors&format=csv").data.decode("utf-8-sig")
    assert text.splitlines()[2] == "Sigma,65.0,52.5793,77.4207,3,0,15.0,-5.777,35.777"
    for table in ("regions", "parts", "behind", "ahead", "criteria"):
        assert quality.get(f"{PAGE}&table={table}&format=xlsx").status_code == 200, table
    assert quality.get(f"{PAGE}&table=none&format=csv").status_code == 404


def test_without_a_visit_the_page_says_how_to_get_one(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in("quality").get("/competitors").text
    assert "Put a competitor’s store on the list" in words(page)
    assert links(page, "/competitors/stores")
    regional = sign_in("regional").get("/competitors").text
    assert "The quality manager plans them" in words(regional)
    assert not links(regional, "/competitors/stores")
    for who in ("quality", "regional"):
        assert links(sign_in(who).get("/overview").text, "/competitors")
    assert not links(sign_in("hr").get("/overview").text, "/competitors")


def test_the_quality_manager_puts_a_competitors_store_on_the_list(
    app: Flask, cast: Cast, sign_in: SignIn
) -> None:
    quality = sign_in("quality")
    with app.app_context():
        region = db.session.get_one(Store, cast.store).region_id
    typed = {"competitor": " Sigma ", "place": "Kupchino", "address": "Kupchino 1", "region_id": region}
    assert quality.post("/competitors/stores", typed).status_code == 302
    page = quality.get("/competitors/stores").text
    assert "Sigma · Kupchino" in page
    assert '<option value="Sigma"></option>' in page
    assert "Sigma · Kupchino · North" in quality.get("/visits/new").text
    refused = quality.post("/competitors/stores", typed | {"competitor": "  "})
    assert refused.status_code == 422
    assert "Nothing was saved yet" in refused.text
