"""The first page of each role, and the links each role is shown: all of them open, none leads to a closed door."""

import re

import pytest
from flask import Flask

from app.navigation import LINKS, Group
from app.people.roles import ROLES
from tests.cast import NAMES
from tests.conftest import SignIn

FIRST_PAGES = {
    "administrator": "/users",
    "quality": "/visits",
    "reviewer": "/reviews",
    "auditor": "/visits",
    "shopper": "/visits",
    "director": "/stores",
    "regional": "/stores",
    "hr": "/people",
    "employee": "/reading",  # the standards are to be signed
}
LINK = re.compile(r'<a href="([^"]+)"')


def test_every_role_has_a_first_page(app: Flask) -> None:
    assert set(LINKS) == set(ROLES) == set(FIRST_PAGES)


@pytest.mark.parametrize("who", NAMES)
def test_everybody_lands_where_the_work_is_and_every_link_opens(sign_in: SignIn, who: str) -> None:
    visitor = sign_in(who)
    assert visitor.get("/").headers["Location"] == FIRST_PAGES[who.split()[-1]]
    page = visitor.get("/", follow_redirects=True)
    navigation = re.findall(r'<nav class="site-nav".*?</nav>', page.text, re.DOTALL)
    links = LINK.findall("".join(navigation))
    assert links, f"{who} is shown no way to go"
    for link in links:
        assert visitor.get(link, follow_redirects=True).status_code == 200, f"{who} is shown {link}"
    assert 'aria-current="page"' in page.text


def test_a_shopper_is_not_shown_the_standards(sign_in: SignIn) -> None:
    assert "/standards" not in sign_in("shopper").get("/visits").text


def test_who_has_not_signed_in_is_shown_no_way(sign_in: SignIn) -> None:
    assert "site-nav" not in sign_in(None).get("/sign-in").text


@pytest.mark.parametrize("role", ROLES)
def test_nobody_chooses_among_more_than_five_words(role: str) -> None:
    assert len(LINKS[role]) <= 5
    behind = [each for each in LINKS[role] if isinstance(each, Group)]
    assert all(2 <= len(each.places) <= 5 for each in behind)
