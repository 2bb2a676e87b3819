"""Sections, their weights, and the other cuts through the same visit."""

import pytest

from app.scoring import Malformed, parse_checklist, parse_responses, score
from tests.scoring.build import NOT_OBSERVED, case, explained, question, section


def test_without_section_weights_every_question_counts_alike():
    sections = [section("s", question("a"), question("b")), section("t", question("c"))]
    found = explained(sections, {"a": "yes", "b": "no", "c": "no"})
    assert (found["score"], found["sections"]) == (33.33, {"s": 50.0, "t": 0.0})


def test_section_weights_weigh_the_section_scores():
    sections = [section("s", question("a"), question("b"), weight=1), section("t", question("c"), weight=4)]
    assert explained(sections, {"a": "yes", "b": "no", "c": "no"})["score"] == 10.0


def test_section_weights_are_for_all_or_for_none():
    sections = [section("s", question("a"), weight=1), section("t", question("b"))]
    with pytest.raises(Malformed, match="some sections have a weight and some have none"):
        explained(sections, {})


@pytest.mark.parametrize("silent", [question("c"), question("c", weight=0), question("c", kind="text")])
def test_a_section_without_a_score_leaves_with_its_weight(silent):
    sections = [
        section("s", question("a"), question("b"), weight=1),
        section("t", silent, weight=9, pass_mark=50),
    ]
    responses = {"a": "yes", "b": "no", "c": "no" if silent.get("weight") == 0 else NOT_OBSERVED}
    found = explained(sections, responses, minimum_coverage=0)
    assert (found["score"], found["sections"], found["verdict"]) == (50.0, {"s": 50.0, "t": None}, "passed")


def test_an_empty_section_has_no_score():
    assert explained([section("s", question("a")), section("t")], {"a": "yes"})["sections"] == {
        "s": 100.0,
        "t": None,
    }


def test_sections_that_weigh_nothing_make_no_whole():
    found = explained([section("s", question("a"), weight=0, pass_mark=60)], {"a": "no"}, pass_mark=50)
    assert (found["score"], found["sections"]) == (None, {"s": 0.0})
    assert found["reasons"] == [{"code": "section_pass_mark", "section": "s"}, {"code": "coverage"}]


def test_the_cuts_are_plain_means_of_questions_whatever_sections_weigh():
    sections = [
        section("s", question("a", stage="door", nature="human", dimensions={"rater": "empathy"}), weight=1),
        section(
            "t",
            question("b", stage="door", nature="human", dimensions={"rater": "empathy"}, weight=3),
            weight=9,
        ),
    ]
    found = explained(sections, {"a": "yes", "b": "no"})
    assert found["score"] == 10.0
    assert found["stages"] == {"door": 25.0}
    assert found["natures"] == {"human": 25.0}
    assert found["dimensions"] == {"rater": {"empathy": 25.0}}


def test_a_cut_appears_where_something_was_observed_and_has_no_score_without_weight():
    sections = [
        section("s", question("a", weight=0, stage="door"), question("b", stage="till"), question("c"))
    ]
    found = explained(sections, {"a": "yes", "b": NOT_OBSERVED, "c": "yes"})
    assert found["stages"] == {"door": None}
    assert (found["dimensions"], found["natures"]) == ({}, {})


def test_the_arithmetic_repeats_the_whole_sum():
    data = case(
        [section("s", question("a", weight=2), question("b", kind="scale", min=0, max=3), weight=0.5)],
        {"a": "yes", "b": 1},
    )
    checklist = parse_checklist(data["checklist"])
    found = score(checklist, parse_responses(checklist, data["responses"])).as_json()
    assert found["arithmetic"] == [
        {
            "line": "question",
            "section": "s",
            "question": "a",
            "weight": "2",
            "working": "yes",
            "x": "1",
            "points": "2",
            "left_out": None,
        },
        {
            "line": "question",
            "section": "s",
            "question": "b",
            "weight": "1",
            "working": "(1 − 0) / (3 − 0)",
            "x": "1/3",
            "points": "1/3",
            "left_out": None,
        },
        {"line": "section", "section": "s", "weight": "1/2", "points": "7/3", "weights": "3", "score": 77.78},
        {"line": "coverage", "observed": "3", "applicable": "3", "minimum": "7/10", "coverage": 1.0},
        {"line": "score", "points": "7/18", "weights": "1/2", "score": 77.78},
    ]
