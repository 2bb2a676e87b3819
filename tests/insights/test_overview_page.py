"""The chain as a whole, and a figure by itself: causes with their numbers, cuts, and the way down to the answers."""

import re

from tests.cast import Cast
from tests.conftest import SignIn
from tests.insights.conftest import Rated
from tests.insights.page import links, rows, section, words

BAD = {"COU-01": {"value": "no"}}
GOOD = {"COU-01": {"value": "yes"}}


def test_a_criterion_that_one_store_fails_is_called_local_with_its_numbers(
    cast: Cast, sign_in: SignIn, rated: Rated
) -> None:
    rated("1 " * 8, store=cast.second_store, changes=BAD)
    rated("1 " * 8, store=cast.far_store, changes=GOOD)
    page = sign_in("quality").get("/overview").text
    told = section(page, "weakest")
    assert "Was question 01 asked?" in told
    assert "Local. It fails in these stores: Sadovaya Two." in told
    assert "Met in 11 of 19 visits: 57.9 %" in told
    assert "Do stores differ? χ² =" in told
    assert "/method#cause" in page
    assert "Local. It fails in these stores: Sadovaya Two." in words(page[: page.index("periods")])


def test_nothing_is_said_of_the_cause_of_what_few_visits_saw(cast: Cast, sign_in: SignIn) -> None:
    assert "No weak criterion can be told yet: under ten visits nothing is said." in section(
        sign_in("quality").get("/overview").text, "weakest"
    )


def test_scores_are_cut_by_any_facet_and_crossed(cast: Cast, sign_in: SignIn, rated: Rated) -> None:
    rated("60 70 80", store=cast.second_store)
    quality = sign_in("quality")
    page = quality.get("/overview?by=kind&rows=position&columns=region").text
    assert [row.split(" 9")[0] for row in rows(page, "cut")] or rows(page, "cut")
    assert re.search(r"Cashier [\d.]+ n = 5 [\d.]+ n = 1", section(page, "crossed"))
    cells = links(page, "/figure")
    assert any("position=cashier" in link and "region=" in link for link in cells)
    assert quality.get("/overview?by=framework.rater&rows=nature&columns=kind").status_code == 200


def test_under_three_visits_a_crossing_has_no_colour(cast: Cast, sign_in: SignIn) -> None:
    crossed = sign_in("quality").get("/overview?rows=position&columns=region").text
    cells = re.findall(r'<td class="([^"]*)"><a', crossed)
    assert cells == ["few", "few"]


def test_a_regional_manager_overlooks_the_own_region_only(cast: Cast, sign_in: SignIn, rated: Rated) -> None:
    rated("10 10 10", store=cast.far_store)
    page = sign_in("regional").get("/overview").text
    assert "Overview: North" in page
    assert "n = 2" in section(page, "whole")
    assert "Krasnaya Three" not in page


def test_the_arithmetic_of_a_mean_leads_to_single_answers(cast: Cast, sign_in: SignIn, rated: Rated) -> None:
    made = rated("60 70 80", store=cast.second_store)
    quality = sign_in("quality")
    page = quality.get(f"/stores/{cast.second_store}").text
    behind = links(page, "/figure")[0]
    figure = quality.get(behind).text
    told = section(figure, "sum")
    assert "The visits add up to 210.00. Divided by their number: 210.00 / 3 = 70.00 %." in told
    assert (
        "Student's t for 3 visits is 4.303: 4.303 × 10.00 / √3 = 24.84 points to either side."
        in told.replace("&#39;", "'")
    )
    assert [row.split(" ")[1] for row in rows(figure, "visits")] == [str(visit) for visit in reversed(made)]
    visit = links(figure, "/visits/")[0]
    assert visit == f"/visits/{made[-1]}#arithmetic"
    assert 'id="arithmetic"' in quality.get(visit).text


def test_a_share_of_critical_failures_leads_to_those_visits(
    cast: Cast, sign_in: SignIn, rated: Rated
) -> None:
    failed = rated("1 1", store=cast.second_store, changes=BAD)
    rated("90 90", store=cast.second_store)
    quality = sign_in("quality")
    page = quality.get(f"/stores/{cast.second_store}").text
    assert "50.0 % (15.0–85.0), n = 4" in section(page, "whole")
    figure = quality.get(next(link for link in links(page, "/figure") if "critical=1" in link)).text
    assert "2 of 4 visits: 2 / 4 = 50.00 %; Wilson's interval is 15.00–85.00 %." in section(
        figure, "sum"
    ).replace("&#39;", "'")
    assert {row.split(" ")[1] for row in rows(figure, "visits")} == {str(visit) for visit in failed}


def test_an_unknown_facet_is_no_page(sign_in: SignIn) -> None:
    assert sign_in("quality").get("/figure?facet=nonsense&code=x").status_code == 404
