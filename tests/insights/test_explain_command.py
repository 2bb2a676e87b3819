"""`flask insights explain -`: a statistics case a line, its numbers out in order, and never a traceback."""

import json

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from app.insights.commands import commands
from app.insights.explaining import answer

MEAN = '{"kind": "mean", "scores": [70, 80, 85, 65]}'


@pytest.fixture
def run():
    app = Flask("bare")
    app.cli.add_command(commands)
    return lambda stdin: app.test_cli_runner().invoke(args=["insights", "explain", "-"], input=stdin)


def answered(line):
    return answer(line.encode())


def test_a_stream_is_answered_line_by_line_in_order(run):
    result = run(f'{MEAN}\n{{"kind": "mean"}}\n\n{MEAN}\n')
    first, second, third = [json.loads(line) for line in result.stdout.splitlines()]
    assert first == third == {"n": 4, "mean": 75.0, "low": 60.4742, "high": 89.5258}
    assert second == {"error": "case: scores is missing"}
    assert (result.exit_code, result.stderr) == (2, "")


def test_a_stream_without_fault_ends_well(run):
    assert run(f"{MEAN}\n").exit_code == 0


def test_ends_of_lines_and_spaces_are_no_part_of_a_case(run):
    result = run(f"\ufeff{MEAN}  \r\n[1\r\n \r\n\t{MEAN}")
    first, second, third = [json.loads(line) for line in result.stdout.splitlines()]
    assert first == third == {"n": 4, "mean": 75.0, "low": 60.4742, "high": 89.5258}
    assert second == {"error": "case: not JSON at line 1, column 3"}


def test_a_share_is_in_per_cent():
    found = answered('{"kind": "share", "met": 8, "n": 10}')
    assert found == {"n": 10, "share": 80.0, "low": 49.0162, "high": 94.3318}


def test_a_difference_says_how_many_stand_on_either_side():
    found = answered('{"kind": "difference", "before": [70, 80, 75], "after": [85, 90, 80, 85]}')
    assert (found["n_before"], found["n_after"], found["difference"]) == (3, 4, 10.0)


def test_scores_are_read_as_written():
    assert answered('{"kind": "mean", "scores": [0.1, 0.1, 0.1]}')["mean"] == 0.1
    assert answered('{"kind": "mean", "scores": [66.66665]}')["mean"] == 66.6667


def test_true_and_one_are_two_categories():
    assert answered('{"kind": "agreement", "ratings": [[true, 1], [1, 1.0]]}')["raw"] == 50.0


def test_a_cause_names_stores_and_gives_its_statistics():
    rows = [{"store": s, "employee": None, "met": s < 4 or v < 2} for s in range(1, 5) for v in range(10)]
    found = answered(json.dumps({"kind": "cause", "target": 0.8, "rows": rows}))
    assert (found["cause"], found["stores"], found["employees"]) == ("local", [4], [])
    assert found["statistics"]["stores"]["chi_square"] == 30.0
    assert found["p_values"]["stores"] <= 0.001
    assert [each["named"] for each in found["stand_out"]] == [True]


def test_with_too_little_data_there_is_an_answer_and_no_test():
    found = answered('{"kind": "cause", "target": 0.8, "rows": []}')
    assert (found["cause"], found["share"], found["p_values"]["rest"]) == ("too_little_data", None, None)


ROW = '{"kind": "cause", "target": 0.8, "rows": [{"store": "A", "employee": null, "met": true}, %s]}'


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("[]", "not an object"),
        ("{}", "kind is missing"),
        ('{"kind": ["mean"]}', "kind is not a text"),
        ('{"kind": "median", "scores": []}', "kind 'median' is unknown"),
        ('{"kind": "mean", "kind": "mean", "scores": [1]}', "'kind' appears twice"),
        ('{"kind": "mean", "scores": 5}', "scores is not a list"),
        ('{"kind": "mean", "scores": [1, 101]}', "scores: score number 2: value is above 100"),
        ('{"kind": "mean", "scores": [-1]}', "scores: score number 1: value is negative"),
        ('{"kind": "mean", "scores": [true]}', "scores: score number 1: value is not a number"),
        ('{"kind": "mean", "scores": ["70"]}', "scores: score number 1: value is not a number"),
        ('{"kind": "mean", "scores": [null]}', "scores: score number 1: value is not a number"),
        ('{"kind": "mean", "scores": [[70]]}', "scores: score number 1: value is not a number"),
        ('{"kind": "mean", "scores": [NaN]}', "scores: score number 1: value is not finite"),
        ('{"kind": "difference", "before": [1]}', "after is missing"),
        (
            '{"kind": "difference", "before": [Infinity], "after": [1]}',
            "before: score number 1: value is not finite",
        ),
        ('{"kind": "share", "met": 3, "n": 2}', "met is above n"),
        ('{"kind": "share", "met": 0.5, "n": 2}', "met is not whole"),
        ('{"kind": "share", "met": true, "n": 2}', "met is not a number"),
        ('{"kind": "share", "met": 1, "n": 1e300}', "n is above 1000000000000"),
        ('{"kind": "agreement", "ratings": ["ab"]}', "ratings: rating number 1: not a list"),
        ('{"kind": "agreement", "ratings": [["a"]]}', "ratings: rating number 1: fewer than two raters"),
        (
            '{"kind": "agreement", "ratings": [["a", "b"], ["a", "b", "c"]]}',
            "ratings: rating number 2: 3 raters, the first has 2",
        ),
        (
            '{"kind": "agreement", "ratings": [["a", {}]]}',
            "ratings: rating number 1: a category is neither a text, a number, true nor false",
        ),
        (
            '{"kind": "agreement", "ratings": [["a", NaN]]}',
            "ratings: rating number 1: a category is not finite",
        ),
        ('{"kind": "cause", "target": 80, "rows": []}', "target is above 1"),
        ('{"kind": "cause", "rows": []}', "target is missing"),
        (ROW % "5", "rows: row number 2: not an object"),
        (ROW % '{"store": "A", "met": 1}', "rows: row number 2: met is neither true nor false"),
        (ROW % '{"store": "A"}', "rows: row number 2: met is missing"),
        (ROW % '{"met": true}', "rows: row number 2: store is missing"),
        (
            ROW % '{"store": "", "met": true}',
            "rows: row number 2: store is neither a text nor a whole number",
        ),
        (
            ROW % '{"store": "A", "employee": {}, "met": true}',
            "rows: row number 2: employee is neither a text nor a whole number",
        ),
    ],
)
def test_a_malformed_case_is_one_sentence_that_names_the_place(case, said):
    assert answered(case) == {"error": f"case: {said}"}


def test_a_list_longer_than_any_chain_is_refused():
    case = b'{"kind": "mean", "scores": [' + b"1," * 1_000_000 + b"1]}"
    assert answer(case) == {"error": "case: scores is longer than 1000000"}


@pytest.mark.parametrize(
    "line", [b"{", b"\xff\xfe", b"[" * 100_000, b"9" * 10_000, b'{"kind": 1e99999999999999999999}']
)
def test_a_line_nobody_can_read_is_one_sentence(line):
    assert list(answer(line)) == ["error"]


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["store", "met", "employee"]), inner)
    ),
    max_leaves=8,
)
KEYS = st.sampled_from(["scores", "met", "n", "before", "after", "ratings", "target", "rows"])


@settings(deadline=None)  # SciPy is loaded on the way
@given(st.sampled_from(["mean", "share", "difference", "agreement", "cause"]), st.dictionaries(KEYS, JUNK))
def test_whatever_comes_there_is_an_answer_that_json_can_hold(kind, junk):
    found = answer(json.dumps({"kind": kind, **junk}).encode())
    assert found
    assert json.dumps(found, allow_nan=False)
