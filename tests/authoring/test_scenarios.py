"""Scenarios in the working copy: edited, added, removed, taken back, checked and compared as other parts are."""

import pytest

from app.authoring import queries
from app.authoring.content.parts import Gone
from app.authoring.editing.typed import read
from app.authoring.operations import end
from app.checklists.operations import publish
from app.db import db
from tests.authoring.conftest import Desk
from tests.authoring.typed import form_of
from tests.cast import Cast
from tests.conftest import SignIn, Visitor

BOLT = "scenario:bolt"
PAGE = "/authoring/scenarios"


def add(desk: Desk, ru: str = "Гайка", en: str = "A nut") -> str:
    """Add a scenario; gives its place."""
    answer = desk.author.post(PAGE, title_ru=ru, title_en=en)
    assert answer.status_code == 302
    return f"scenario:{answer.headers['Location'].rsplit('/', 1)[1]}"


def test_a_page_that_is_sent_as_it_was_shown_changes_nothing(desk: Desk) -> None:
    given = read("scenario", form_of(desk, BOLT))
    assert len(given) == 12
    assert {name: desk.part(BOLT).get(name) for name in given} == given


def test_a_sentence_is_added_in_the_empty_row_and_one_left_empty_goes(desk: Desk) -> None:
    rows = {"do-0-ru": "", "do-0-en": "", "do-1-ru": "Попросите гайку.", "do-1-en": "Ask for a nut."}
    assert desk.save(BOLT, "do", **rows).json["problems"] == {}
    assert [each.en for each in desk.document().scenario("bolt").do] == ["Ask for a nut."]


def test_an_objection_has_its_good_answer(desk: Desk) -> None:
    rows = {"objections-0-say-ru": "А дешевле?", "objections-0-say-en": "A cheaper one?"}
    answer = desk.save(BOLT, "objections", **rows)
    assert answer.json["problems"] == {
        "objections": ["the Russian text is missing", "the English text is missing"]
    }
    rows |= {
        "objections-0-good_answer-ru": "Называет цену.",
        "objections-0-good_answer-en": "Names the price.",
    }
    assert desk.save(BOLT, "objections", **rows).json["problems"] == {}
    (only,) = desk.document().scenario("bolt").objections
    assert only.good_answer.en == "Names the price."


def test_a_new_scenario_says_what_it_lacks_and_is_whole_when_it_has_that(desk: Desk) -> None:
    place = add(desk)
    assert place == "scenario:a_nut"
    assert {"the Russian text is missing", "the English text is missing", "is missing"} <= desk.problems(
        place
    )
    assert "5 problems" in desk.author.get(PAGE, headers={"Accept-Language": "en"}).text
    desk.save(place, "legend", ru="Вам нужна гайка.", en="You need a nut.")
    for name in ("do", "do_not", "remember"):
        desk.save(place, name, **{f"{name}-0-ru": "Попросите гайку.", f"{name}-0-en": "Speak of a nut."})
    assert desk.problems(place) == set()
    assert [each.code for each in desk.document().scenarios] == ["bolt", "a_nut"]


def test_a_scenario_for_nobody_on_its_channel_is_told(desk: Desk) -> None:
    answer = desk.save(BOLT, "channel", channel="chat")
    assert answer.json["problems"] == {"positions": ["nobody meets a cashier on the channel chat"]}
    answer = desk.save(BOLT, "minutes", minutes="soon")
    assert answer.json["problems"]["minutes"] == ["is not a number that fits here"]
    assert desk.author.get("/authoring").status_code == 200


def test_a_removed_scenario_can_be_brought_back(desk: Desk) -> None:
    before = desk.part(BOLT)
    answer = desk.author.post(f"{PAGE}/bolt/removal")
    assert answer.headers["Location"] == PAGE
    with pytest.raises(Gone):
        desk.part(BOLT)
    assert desk.document().scenarios == ()
    desk.undo_last()
    assert desk.part(BOLT) == before


def test_a_code_that_was_published_is_not_given_to_another(desk: Desk) -> None:
    desk.author.post(f"{PAGE}/bolt/removal")
    assert add(desk, "Болт", "Bolt") == "scenario:bolt_2"


def test_the_comparison_tells_what_differs_in_a_scenario_to_those_who_may_know(
    desk: Desk, sign_in: SignIn, cast: Cast
) -> None:
    desk.save(
        BOLT,
        "objections",
        **{
            "objections-0-say-ru": "А тоньше?",
            "objections-0-say-en": "A thinner one?",
            "objections-0-good_answer-ru": "Меряет.",
            "objections-0-good_answer-en": "Measures it twice.",
        },
    )
    desk.save(BOLT, "difficulty", difficulty="easy")
    english = {"Accept-Language": "en"}
    page = desk.author.get("/standards/comparison?before=1&after=copy", headers=english).text
    assert "Scenario: A bolt" in page
    assert "twice" in page
    assert "Difficulty" in page
    published(desk)
    page = sign_in("reviewer").get("/standards/comparison?before=1&after=2", headers=english).text
    assert "Scenario: A bolt" in page
    page = sign_in("employee").get("/standards/comparison?before=1&after=2", headers=english)
    assert page.status_code == 200
    assert "bolt" not in page.text.lower()


def published(desk: Desk) -> None:
    """Publish the working copy, with a question reworded so that there is something for everybody to read."""
    desk.save("criterion:COU-01", "question", ru="Вам кивнули?", en="Did they nod?")
    with desk.app.app_context():
        copy = queries.working_copy()
        assert copy is not None
        end(copy, publish(copy.document(), copy.selections(), reason="next"), by=None)
        db.session.commit()


def test_only_the_quality_manager_edits_scenarios(desk: Desk, sign_in: SignIn) -> None:
    reviewer: Visitor = sign_in("reviewer")
    for path in (PAGE, f"{PAGE}/bolt"):
        assert reviewer.get(path).status_code == 404
        assert reviewer.post(path, field="legend").status_code == 404
