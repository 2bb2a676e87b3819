"""The list of visits: narrowed by store, state and kind in the address, twenty-five on a page."""

import re

import pytest
from flask import Flask

from app.db import db
from tests.cast import Cast
from tests.conftest import SignIn, Visitor
from tests.visits.made import approved, assigned


def listed(visitor: Visitor, address: str) -> list[int]:
    """The numbers of the visits on the page, in its order."""
    return [int(number) for number in re.findall(r'href="/visits/(\d+)"', visitor.get(address).text)]


def offered(visitor: Visitor) -> set[str]:
    return set(re.findall(r'<select[^>]* name="(\w+)"', visitor.get("/visits").text))


def test_each_filter_narrows_and_together_they_narrow_more(cast: Cast, sign_in: SignIn) -> None:
    quality = sign_in("quality")
    assert set(listed(quality, f"/visits?store={cast.far_store}")) == {cast.far_audit}
    assert set(listed(quality, "/visits?state=assigned")) == {cast.open_audit}
    assert set(listed(quality, "/visits?kind=mystery")) == {cast.approved_mystery}
    both = f"/visits?store={cast.store}&state=approved&kind=audit"
    assert set(listed(quality, both)) == {cast.approved_audit}
    assert "No such visits" in quality.get(f"/visits?store={cast.far_store}&kind=mystery").text


@pytest.mark.parametrize("nonsense", ["store=x", "store=9999", "state=lost", "kind=%00", "page=-1", "page=x"])
def test_nonsense_in_the_address_is_as_if_it_were_not_there(sign_in: SignIn, nonsense: str) -> None:
    quality = sign_in("quality")
    assert listed(quality, f"/visits?{nonsense}") == listed(quality, "/visits")


def test_the_page_links_keep_the_filters(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    with app.app_context():
        for _number in range(26):
            assigned(cast)
        db.session.commit()
    quality = sign_in("quality")
    narrowed = f"store={cast.store}&state=assigned"
    assert len(listed(quality, f"/visits?{narrowed}")) == 25
    assert f"/visits?page=2&amp;{narrowed.replace('&', '&amp;')}" in quality.get(f"/visits?{narrowed}").text
    assert len(listed(quality, f"/visits?{narrowed}&page=2")) == 2


def test_everybody_is_offered_what_leaves_a_choice(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    for who, filters in {
        "quality": {"store", "state", "kind"},
        "reviewer": {"store", "state", "kind"},
        "hr": {"store", "kind"},
        "regional": {"store", "kind"},
        "director": {"kind"},
        "employee": set(),
    }.items():
        assert offered(sign_in(who)) == filters, who


def test_a_filter_opens_nobody_elses_visits(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    with app.app_context():
        second = approved(cast, store=cast.second_store).id
        db.session.commit()
    regional, director = sign_in("regional"), sign_in("director")
    assert listed(regional, f"/visits?store={cast.second_store}") == [second]
    far = regional.get(f"/visits?store={cast.far_store}&state=submitted").text
    assert "Krasnaya Three" not in far
    assert f'href="/visits/{cast.submitted_audit}"' not in far
    assert second not in listed(director, f"/visits?store={cast.second_store}")


def test_the_card_is_folded_until_something_is_chosen(sign_in: SignIn) -> None:
    quality = sign_in("quality")
    card = r'<details class="card" (open)?>'
    assert re.search(card, quality.get("/visits").text).group(1) is None
    assert re.search(card, quality.get("/visits?kind=audit").text).group(1) == "open"
