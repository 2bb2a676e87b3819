"""The verdict and its reasons, which never edit the score."""

import pytest

from tests.scoring.build import NOT_APPLICABLE, NOT_OBSERVED, explained, explained_one, question, section


def reasons(found):
    return [tuple(reason.values()) for reason in found["reasons"]]


def test_a_failed_critical_question_leaves_the_score_alone():
    plain = explained([section("s", question("a"), question("b"))], {"a": "yes", "b": "no"})
    critical = explained([section("s", question("a"), question("b", critical=True))], {"a": "yes", "b": "no"})
    assert (plain["verdict"], critical["verdict"]) == ("passed", "failed")
    assert plain["score"] == critical["score"] == 50.0
    assert critical["reasons"] == [{"code": "critical", "question": "b"}]


def test_a_critical_question_fails_at_zero_only():
    assert explained_one(2, kind="scale", min=1, max=5, critical=True)["verdict"] == "passed"
    assert explained_one(1, kind="scale", min=1, max=5, critical=True)["verdict"] == "failed"


def test_a_critical_question_without_weight_still_fails():
    found = explained(
        [section("s", question("a"), question("b", weight=0, critical=True))], {"a": "yes", "b": "no"}
    )
    assert (found["score"], found["verdict"]) == (100.0, "failed")


@pytest.mark.parametrize("response", [NOT_APPLICABLE, NOT_OBSERVED])
def test_a_critical_question_that_was_not_seen_has_not_failed(response):
    found = explained(
        [section("s", question("a", weight=9), question("b", critical=True))], {"a": "yes", "b": response}
    )
    assert found["verdict"] == "passed"


def test_reaching_the_pass_mark_is_passing():
    assert explained_one(8, kind="scale", min=0, max=10, weight=1)["score"] == 80.0
    sections = [section("s", question(kind="scale", min=0, max=10), pass_mark=80)]
    assert explained(sections, {"q": 8}, pass_mark=80)["verdict"] == "passed"
    assert reasons(explained(sections, {"q": 7.99}, pass_mark=80)) == [
        ("section_pass_mark", "s"),
        ("pass_mark",),
    ]


def test_the_least_coverage_is_seventy_per_cent_unless_set():
    sections = [section("s", question("a", weight=69), question("b", weight=31))]
    responses = {"a": "yes", "b": NOT_OBSERVED}
    assert explained(sections, responses)["verdict"] == "too_little_seen"
    assert explained(sections, responses, minimum_coverage=None)["verdict"] == "too_little_seen"
    assert explained(sections, responses, minimum_coverage=0.69)["verdict"] == "passed"


def test_coverage_is_compared_exactly_and_not_as_printed():
    sections = [section("s", question("a", weight=6999), question("b", weight=3001))]
    found = explained(sections, {"a": "yes", "b": NOT_OBSERVED})
    assert (found["coverage"], found["verdict"]) == (0.7, "too_little_seen")


def test_every_reason_that_holds_is_listed_under_the_gravest_verdict():
    sections = [
        section("s", question("a", critical=True), question("b", weight=9), question("c"), pass_mark=10),
        section("t", question("d")),
    ]
    responses = {"a": "no", "b": NOT_OBSERVED}
    everything = [
        ("unanswered", "c"),
        ("unanswered", "d"),
        ("critical", "a"),
        ("section_pass_mark", "s"),
        ("pass_mark",),
        ("coverage",),
    ]

    found = explained(sections, responses, pass_mark=5)
    assert (found["verdict"], reasons(found)) == ("incomplete", everything)
    found = explained(sections, {**responses, "c": NOT_APPLICABLE, "d": NOT_APPLICABLE}, pass_mark=5)
    assert (found["verdict"], reasons(found)) == ("failed", everything[2:])
    found = explained(
        sections, {"a": "yes", "b": NOT_OBSERVED, "c": NOT_APPLICABLE, "d": NOT_APPLICABLE}, pass_mark=5
    )
    assert (found["verdict"], reasons(found)) == ("too_little_seen", everything[5:])


def test_nothing_observed_is_too_little_seen_even_where_no_coverage_is_asked():
    found = explained([section("s", question())], {"q": NOT_OBSERVED}, minimum_coverage=0, pass_mark=50)
    assert (found["score"], found["coverage"], found["verdict"]) == (None, None, "too_little_seen")
    assert found["reasons"] == [{"code": "coverage"}]


def test_without_any_weight_there_is_no_score_and_nothing_passes():
    found = explained([section("s", question(weight=0))], {"q": "yes"}, pass_mark=50)
    assert (found["score"], found["coverage"], found["verdict"]) == (None, None, "too_little_seen")


def test_observing_only_what_weighs_nothing_covers_nothing():
    sections = [section("s", question("a", weight=0), question("b", weight=2))]
    found = explained(sections, {"a": "yes", "b": NOT_OBSERVED})
    assert (found["score"], found["coverage"], found["verdict"]) == (None, 0.0, "too_little_seen")
