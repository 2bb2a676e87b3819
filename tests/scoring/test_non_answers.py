"""Not applicable, not observed, unanswered: three non-answers, three meanings."""

import pytest

from app.scoring import explain
from tests.scoring.build import NOT_APPLICABLE, NOT_OBSERVED, case, explained, question, section

TWO = [section("s", question("a"), question("b", weight=3))]


def test_not_applicable_leaves_score_and_coverage():
    found = explained(TWO, {"a": "yes", "b": NOT_APPLICABLE})
    assert (found["score"], found["coverage"]) == (100.0, 1.0)
    assert found["counts"] == {"scored": 1, "not_applicable": 1, "not_observed": 0, "unanswered": 0}


def test_not_observed_leaves_the_score_and_lowers_coverage():
    found = explained(TWO, {"a": "yes", "b": NOT_OBSERVED})
    assert (found["score"], found["coverage"]) == (100.0, 0.25)
    assert found["counts"] == {"scored": 1, "not_applicable": 0, "not_observed": 1, "unanswered": 0}


def test_unanswered_leaves_score_and_coverage_and_holds_the_visit():
    found = explained(TWO, {"a": "yes"})
    assert (found["score"], found["coverage"], found["verdict"]) == (100.0, 1.0, "incomplete")
    assert found["counts"] == {"scored": 1, "not_applicable": 0, "not_observed": 0, "unanswered": 1}


def test_a_question_is_required_unless_said_otherwise():
    sections = [section("s", question("a"), question("b", required=False), question("c", kind="text"))]
    found = explained(sections, {"a": "yes"})
    assert found["reasons"] == [{"code": "unanswered", "question": "c"}]


@pytest.mark.parametrize("non_answer", [NOT_APPLICABLE, NOT_OBSERVED])
def test_a_non_answer_is_a_response_to_a_required_question(non_answer):
    assert explained(TWO, {"a": "yes", "b": non_answer})["verdict"] != "incomplete"


def test_non_answers_to_recorded_questions_are_counted_but_leave_coverage_alone():
    sections = [section("s", question("a"), question("story", kind="text", weight=9))]
    found = explained(sections, {"a": "yes", "story": NOT_OBSERVED})
    assert found["counts"]["not_observed"] == 1
    assert found["coverage"] == 1.0


def test_what_was_left_out_is_printed_with_its_reason():
    sections = [section("s", *(question(own_id) for own_id in "abcd"))]
    found = explained(sections, {"a": "yes", "b": NOT_APPLICABLE, "c": NOT_OBSERVED})
    assert [line["left_out"] for line in found["arithmetic"] if line["line"] == "question"] == [
        None,
        "not_applicable",
        "not_observed",
        "unanswered",
    ]


def test_null_stands_for_a_part_that_is_absent():
    data = case(TWO, {"a": "yes", "b": NOT_OBSERVED})
    data["responses"]["a"]["non_answer"] = None
    data["responses"]["b"]["value"] = None
    assert explain(data) == explained(TWO, {"a": "yes", "b": NOT_OBSERVED})
