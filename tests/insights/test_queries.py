"""Figures by facets: the three ways to them give the same numbers, and nobody is told more than he may see."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations

import pytest
from flask import Flask

from app.db import db
from app.insights import queries
from app.insights.answers.queries import answers, counted
from app.insights.cuts import queries as cuts
from app.insights.cuts.queries import OF_VISIT, TooMany
from app.insights.pages.queries import visits
from app.insights.selection import NotForViewer, Selection, chosen, month_after, months_between
from app.insights.tally import Tally, added
from app.people.models import User
from tests.cast import Cast, app_with_cast
from tests.insights.conftest import rating

EVERYTHING = Selection(names_assessors=True)
READ = replace(EVERYTHING, since=datetime(2000, 1, 1, tzinfo=UTC))
SEEN = ("section", "stage", "nature", "criterion", "framework.rater")
BAD = {"COU-01": {"value": "no"}, "COU-02": {"value": 3}, "COU-08": {"non_answer": "not_observed"}}


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, Cast]:
    """Two months of visits in three stores, good and bad; made once, for they are only looked at."""
    app, cast = app_with_cast(tmp_path_factory.mktemp("chain"))
    rate = rating(app, cast)
    rate("60 70 80", store=cast.second_store)
    rate("1 1 1", store=cast.second_store, changes=BAD, days_ago=45)
    rate("55.5 90", store=cast.far_store, days_ago=45)
    return app, cast


@pytest.fixture(autouse=True)
def asked(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def test_the_whole_is_the_sum_of_the_parts_of_any_facet() -> None:
    whole = queries.whole(EVERYTHING)
    assert whole.n == 11
    for facet in set(OF_VISIT) - {"employee", "wave"}:
        assert added(queries.by(EVERYTHING, facet).values()) == whole, facet


@pytest.mark.parametrize("facet", [*SEEN, "shift", "position", "region", "month", "store"])
def test_sums_by_month_and_single_visits_give_the_same_figures(facet: str) -> None:
    assert queries.by(EVERYTHING, facet) == queries.by(READ, facet)


@pytest.mark.parametrize(
    ("facet", "other"),
    [*((seen, "month") for seen in SEEN), ("region", "criterion"), ("kind", "position"), ("store", "month")],
)
def test_two_facets_crossed_give_the_same_either_way(facet: str, other: str) -> None:
    found = queries.crossed(EVERYTHING, facet, other)
    assert found == queries.crossed(READ, facet, other)
    assert len(found) > 1


def test_any_two_facets_can_be_crossed() -> None:
    for facet, other in combinations((*OF_VISIT, *SEEN), 2):
        assert queries.crossed(EVERYTHING, facet, other) is not None


def test_a_criterion_crossed_with_its_section_is_the_criterion() -> None:
    alone = queries.by(EVERYTHING, "criterion")
    crossed = queries.crossed(EVERYTHING, "section", "criterion")
    assert {criterion: tally for (_section, criterion), tally in crossed.items()} == alone


def test_a_mean_is_worked_out_from_the_sums(cast: Cast) -> None:
    second = replace(EVERYTHING, store=cast.second_store)
    latest = max(queries.by_month(second)[""])
    tally = queries.by_month(second)[""][latest]
    assert (tally.n, tally.total, tally.squares) == (3, 2_100_000, 600_000**2 + 700_000**2 + 800_000**2)
    assert (tally.mean.mean, round(tally.mean.low or 0, 4)) == (70, 45.1586)
    assert (tally.low, tally.met.share) == (1, pytest.approx(2 / 3))


def test_the_weakest_criterion_stands_first_with_its_answers_behind_it(cast: Cast) -> None:
    bad = replace(EVERYTHING, store=cast.second_store)
    (code, tally), *_rest = queries.weakest(bad)
    assert (code, tally.n, tally.total, tally.critical) == ("COU-01", 3, 0, 3)
    found = answers(bad, code, low=True)
    assert [(each.mark, each.visit.store_id) for each in found] == [(0, cast.second_store)] * 3
    assert queries.by(bad, "criterion")["COU-08"].not_observed == 3
    assert (cast.second_store, None, 0, 3) in counted(EVERYTHING, "COU-01")


def test_visits_behind_a_figure_come_page_by_page_the_latest_first() -> None:
    listed = visits(EVERYTHING, most=100)
    assert len(listed) == queries.whole(EVERYTHING).n
    assert [each.approved_at for each in listed] == sorted(
        (each.approved_at for each in listed), reverse=True
    )
    paged = visits(EVERYTHING, most=4) + visits(EVERYTHING, most=100, after=4)
    assert [each.visit_id for each in paged] == [each.visit_id for each in listed]


def test_what_would_have_to_be_read_visit_by_visit_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cuts, "MOST_READ", 10)
    with pytest.raises(TooMany, match="11 visits"):
        queries.crossed(EVERYTHING, "shift", "section")
    assert queries.crossed(EVERYTHING, "month", "section")


def viewer(cast: Cast, who: str) -> User:
    return db.session.get_one(User, cast.users[who])


@pytest.mark.parametrize(
    ("who", "n"),
    [("quality", 11), ("hr", 11), ("director", 2), ("regional", 8), ("other regional", 3), ("employee", 1)],
)
def test_everybody_counts_only_the_visits_he_may_see(cast: Cast, who: str, n: int) -> None:
    assert queries.whole(chosen(viewer(cast, who))).n == n
    assert len(visits(chosen(viewer(cast, who)))) == n


@pytest.mark.parametrize("who", ["shopper", "auditor", "administrator"])
def test_who_compares_nothing_is_told_nothing(cast: Cast, who: str) -> None:
    with pytest.raises(NotForViewer):
        chosen(viewer(cast, who))


def test_nobody_asks_for_anothers_store_region_or_person(cast: Cast) -> None:
    with pytest.raises(NotForViewer):
        chosen(viewer(cast, "director"), store=cast.second_store)
    with pytest.raises(NotForViewer):
        chosen(viewer(cast, "employee"), employee=cast.colleague)
    assert queries.whole(chosen(viewer(cast, "regional"), store=cast.far_store)) == Tally()


def test_only_the_quality_manager_is_told_who_made_a_visit(cast: Cast) -> None:
    assert set(queries.by(chosen(viewer(cast, "quality")), "assessor")) >= {cast.users["shopper"]}
    for who in ("hr", "director", "regional"):
        with pytest.raises(NotForViewer):
            queries.by(chosen(viewer(cast, who)), "assessor")
        with pytest.raises(NotForViewer):
            chosen(viewer(cast, who), assessor=cast.users["shopper"])


def test_the_chain_beside_a_store_is_told_without_names(cast: Cast) -> None:
    chain = chosen(viewer(cast, "director")).of_chain()
    assert queries.whole(chain).n == 11
    for facet in ("store", "region", "employee", "assessor"):
        with pytest.raises(NotForViewer):
            queries.by(chain, facet)
    with pytest.raises(NotForViewer):
        visits(chain)


def test_a_period_is_compared_with_as_many_months_before() -> None:
    before = Selection(first=202601, last=202603).before()
    assert (before.first, before.last) == (202510, 202512)
    assert (month_after(202612, 1), month_after(202601, -1), months_between(202511, 202602)) == (
        202701,
        202512,
        4,
    )
