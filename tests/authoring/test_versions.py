"""The list of versions and the comparison of any two, for those who read the standards; checklists and copies for their author."""

import json

import pytest
from flask import Flask

from app.checklists import operations, queries
from app.db import db
from app.people.models import User
from app.standards.document import Document
from tests.authoring.press import in_force
from tests.cast import Cast
from tests.conftest import SignIn


@pytest.fixture
def two_versions(app: Flask, cast: Cast) -> None:
    """Version 2 rewords COU-12, weighs COU-11 otherwise and adds a clause with a criterion of the cashier."""
    with app.app_context():
        content = json.loads(in_force().document.canonical())
        (clause,) = content["chapters"][0]["clauses"]
        asked = clause["criteria"]
        asked[11]["question"]["en"] = "Was question 12 answered?"
        asked[6]["weight"] = 5
        new = {**asked[7], "code": "COU-14", "positions": ["cashier"]}
        words = {"ru": "Прощание", "en": "Goodbye"}
        content["chapters"][0]["clauses"].append({"title": words, "text": words, "criteria": [new]})
        standard = operations.publish(
            Document.model_validate(content),
            queries.selections_of(in_force()),
            reason="Clearer, and a goodbye",
            by=db.session.get_one(User, cast.users["quality"]),
        )
        assert standard.number == 2
        db.session.commit()


@pytest.mark.usefixtures("two_versions")
def test_staff_see_who_published_what_when_and_why(sign_in: SignIn) -> None:
    page = sign_in("employee").get("/standards/versions").get_data(as_text=True)
    for words in (
        "Clearer, and a goodbye",
        "Quentin Markwell",
        "published from files",
        "14 criteria",
        "2 clauses",
    ):
        assert words in page, words
    assert page.index("Version 2") < page.index("Version 1")


@pytest.mark.usefixtures("two_versions")
def test_unless_told_the_two_latest_are_compared(sign_in: SignIn) -> None:
    page = sign_in("employee").get("/standards/comparison").get_data(as_text=True)
    assert "Version 1 → Version 2" in page
    assert "Reworded: 1" in page
    assert "Weighed otherwise: 1" in page
    assert "Added: 1" in page
    assert '<del><span class="only-heard">removed: </span>asked</del>' in page
    assert '<ins><span class="only-heard">added: </span>answered</ins>' in page


@pytest.mark.usefixtures("two_versions")
def test_any_two_are_compared_either_way(sign_in: SignIn) -> None:
    page = sign_in("hr").get("/standards/comparison?before=2&after=1").get_data(as_text=True)
    assert "Version 2 → Version 1" in page
    assert "Removed: 1" in page


@pytest.mark.usefixtures("two_versions")
@pytest.mark.parametrize(
    ("narrowed", "shown"),
    [
        ("kind=reworded", {"COU-12"}),
        ("kind=added", {"COU-14"}),
        ("position=seller", {"COU-07", "COU-12"}),
        ("position=cashier", {"COU-07", "COU-12", "COU-14"}),
        ("chapter=courtesy&kind=reweighted", {"COU-07"}),
        ("kind=nonsense&chapter=nowhere", {"COU-07", "COU-12", "COU-14"}),
    ],
)
def test_the_address_says_what_to_show(sign_in: SignIn, narrowed: str, shown: set[str]) -> None:
    page = sign_in("quality").get(f"/standards/comparison?{narrowed}").get_data(as_text=True)
    codes = {"COU-07", "COU-12", "COU-14"}
    assert {code for code in codes if f'<h4 id="{code}">' in page} == shown


@pytest.mark.usefixtures("two_versions")
def test_checklists_are_compared_for_the_quality_manager_alone(sign_in: SignIn) -> None:
    address = "/standards/comparison?of=checklists"
    assert 'id="seller-chat"' in sign_in("quality").get(address).get_data(as_text=True)
    page = sign_in("employee").get(address).get_data(as_text=True)
    assert 'id="seller-chat"' not in page
    assert "Added: 1" in page


@pytest.mark.usefixtures("two_versions")
def test_the_working_copy_is_compared_by_its_author_alone(sign_in: SignIn) -> None:
    author = sign_in("quality")
    author.post("/authoring")
    assert "Version 2 → Working copy" in author.get("/standards/comparison").get_data(as_text=True)
    page = sign_in("employee").get("/standards/comparison?after=copy").get_data(as_text=True)
    assert "Version 1 → Version 2" in page
    assert "Working copy" not in page


def test_one_version_has_nothing_to_be_compared_with(sign_in: SignIn) -> None:
    assert "Nothing to compare yet" in sign_in("employee").get("/standards/comparison").get_data(as_text=True)


def test_a_shopper_reads_no_versions(sign_in: SignIn) -> None:
    for address in ("/standards/versions", "/standards/comparison"):
        assert sign_in("shopper").get(address).status_code == 404
