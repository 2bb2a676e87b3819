"""A malformed case is refused in one sentence that names the place."""

import pytest

from app.scoring import Malformed, explain
from tests.scoring.build import case, explained_one, question, section

A = {"code": "a", "points": 1}


def wrong(data):
    with pytest.raises(Malformed) as refused:
        explain(data)
    return str(refused.value)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"kind": "stars"}, "kind 'stars' is unknown"),
        ({"kind": None}, "kind is missing"),
        ({"weight": -1}, "weight is negative"),
        ({"weight": float("nan")}, "weight is not finite"),
        ({"weight": float("inf")}, "weight is not finite"),
        ({"weight": True}, "weight is not a number"),
        ({"weight": "heavy"}, "weight is not a number that can be counted with"),
        ({"weight": "1e999"}, "weight is not a number that can be counted with"),
        ({"critical": "yes"}, "critical is neither true nor false"),
        ({"stage": 5}, "stage is not a text"),
        ({"dimensions": ["empathy"]}, "dimensions: not an object"),
        ({"dimensions": {"rater": 1}}, "dimensions: rater is not a text"),
        ({"fails_on": "maybe"}, "fails_on 'maybe' is neither yes nor no"),
        ({"kind": "scale", "max": 5}, "min is missing"),
        ({"kind": "scale", "min": 5, "max": 5}, "min is not below max"),
        ({"kind": "choice"}, "options is missing"),
        ({"kind": "choice", "options": []}, "options are missing"),
        ({"kind": "choice", "options": [A, A]}, "option 'a' appears twice"),
        ({"kind": "choice", "options": [{"code": "a", "points": -1}]}, "option 'a': points is negative"),
        ({"kind": "choice", "options": [{"code": "a"}]}, "option 'a': points is missing"),
        ({"kind": "choices", "options": [{"points": 1}]}, "option number 1: code is missing"),
        ({"kind": "choices", "options": [{"code": "a", "excluded": True}]}, "every option is excluded"),
        ({"kind": "choices", "options": [{"code": "a", "points": 0}]}, "no option is worth any points"),
        ({"kind": "number"}, "bands is missing"),
        ({"kind": "duration", "bands": []}, "bands are missing"),
        ({"kind": "number", "bands": [{"max": 1, "points": 2}]}, "band number 1: points is above 1"),
    ],
)
def test_a_question_that_cannot_be_asked(keys, said):
    assert (
        wrong(case([section("s", question(**keys))], {})) == f"checklist: section 's': question 'q': {said}"
    )


@pytest.mark.parametrize(
    ("keys", "value", "said"),
    [
        ({}, "maybe", "value 'maybe' is neither yes nor no"),
        ({}, True, "value of type bool is neither yes nor no"),
        ({"kind": "scale", "min": 1, "max": 5}, 6, "value is above 5"),
        ({"kind": "scale", "min": 1, "max": 5}, 0, "value is below 1"),
        ({"kind": "scale", "min": 1, "max": 5}, True, "value is not a number"),
        ({"kind": "choice", "options": [A]}, "b", "value 'b' is not among the options"),
        ({"kind": "choice", "options": [A]}, ["a"], "value of type list is not among the options"),
        ({"kind": "choices", "options": [A]}, "a", "value is not a list of codes"),
        ({"kind": "choices", "options": [A]}, ["a", "b"], "value 'b' is not among the options"),
        ({"kind": "choices", "options": [A]}, ["a", "a"], "value 'a' appears twice"),
        ({"kind": "choices", "options": [A]}, [{}], "value of type dict is not among the options"),
        ({"kind": "number", "bands": [{"max": 9, "points": 1}]}, 10, "value is above the max of every band"),
        ({"kind": "duration", "bands": [{"points": 1}]}, -1, "value is negative"),
        ({"kind": "found_of_sought"}, {"found": 2, "sought": 1}, "value: found is above 1"),
        ({"kind": "found_of_sought"}, {"found": 1}, "value: sought is missing"),
        ({"kind": "found_of_sought"}, 3, "value: not an object"),
    ],
)
def test_a_value_the_question_cannot_have(keys, value, said):
    with pytest.raises(Malformed) as refused:
        explained_one(value, **keys)
    assert str(refused.value) == f"response 'q': {said}"


@pytest.mark.parametrize(
    ("response", "said"),
    [
        ({}, "value is missing"),
        (None, "not an object"),
        ({"non_answer": "forgotten"}, "non-answer 'forgotten' is unknown"),
        ({"non_answer": "unanswered"}, "non-answer 'unanswered' is unknown"),
        ({"value": "yes", "non_answer": "not_observed"}, "a value and a non-answer at once"),
    ],
)
def test_a_response_that_says_nothing_or_two_things(response, said):
    assert (
        wrong(case([section("s", question())], {}) | {"responses": {"q": response}})
        == f"response 'q': {said}"
    )


def test_a_response_to_another_checklist():
    assert wrong(case([section("s", question())], {"p": "yes"})) == "response 'p': no such question"


@pytest.mark.parametrize(
    ("checklist", "said"),
    [
        ({}, "sections is missing"),
        ({"sections": []}, "sections are missing"),
        ({"sections": [{"id": "s"}]}, "section 's': questions is missing"),
        ({"sections": [{"questions": []}]}, "section number 1: id is missing"),
        ({"sections": [section("s"), section("s")]}, "section 's' appears twice"),
        ({"sections": [section("s", question()), section("t", question())]}, "question 'q' appears twice"),
        ({"sections": [section("s", pass_mark=101)]}, "section 's': pass_mark is above 100"),
        ({"sections": [section("s")], "minimum_coverage": 70}, "minimum_coverage is above 1"),
        ({"sections": [section("s")], "pass_mark": -1}, "pass_mark is negative"),
    ],
)
def test_a_checklist_that_cannot_be_used(checklist, said):
    assert wrong({"checklist": checklist, "responses": {}}) == f"checklist: {said}"


@pytest.mark.parametrize(
    "data", [None, [], "case", {}, {"checklist": {"sections": [section("s")]}}, {"responses": {}}]
)
def test_a_case_with_a_part_missing(data):
    assert wrong(data).startswith("case: ")


def test_what_scoring_does_not_know_it_leaves_alone():
    extra = question(text="Поздоровались?", clause="2.1", order=-1)
    assert explain(case([section("s", extra, title="Зал")], {"q": "yes"}, version=3))["score"] == 100.0
