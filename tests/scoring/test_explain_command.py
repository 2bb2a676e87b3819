"""`flask scoring explain`: a case in, its explained score out, and never a traceback."""

import json

import pytest
from flask import Flask

from app.scoring.commands import commands
from tests.scoring.build import case, question, section

GOOD = json.dumps(case([section("s", question())], {"q": "yes"}))
BAD = json.dumps(case([section("s", question())], {"q": "maybe"}))


@pytest.fixture
def run():
    app = Flask("bare")
    app.cli.add_command(commands)
    return lambda file, stdin=None: app.test_cli_runner().invoke(
        args=["scoring", "explain", str(file)], input=stdin
    )


def answers(result):
    return [json.loads(line) for line in result.stdout.split("\n")[:-1]]


def test_a_file_is_one_case_over_as_many_lines_as_it_likes(run, tmp_path):
    file = tmp_path / "case.json"
    file.write_text(json.dumps(json.loads(GOOD), indent=2), encoding="utf-8-sig")
    result = run(file)
    assert (result.exit_code, [found["score"] for found in answers(result)]) == (0, [100.0])


def test_a_line_that_is_json_by_itself_does_not_cut_a_case_in_two(run, tmp_path):
    file = tmp_path / "case.json"
    file.write_text(GOOD.replace('"responses": ', '"responses":\n')[:-1] + "\n}")
    assert [found["score"] for found in answers(run(file))] == [100.0]


def test_a_file_may_also_hold_one_case_a_line(run, tmp_path):
    file = tmp_path / "cases.jsonl"
    file.write_text(f"not json\n{GOOD}\n{BAD}\n")
    result = run(file)
    assert ["error" in found for found in answers(result)] == [True, False, True]
    assert result.exit_code == 2


def test_a_broken_file_gets_one_answer(run, tmp_path):
    file = tmp_path / "case.json"
    file.write_text(json.dumps(json.loads(GOOD), indent=2)[:-1])
    result = run(file)
    assert (result.exit_code, len(answers(result))) == (2, 1)


def test_a_stream_is_answered_line_by_line_in_order(run):
    result = run("-", f"{GOOD}\n{BAD}\n\n{GOOD}")
    assert ["error" in found for found in answers(result)] == [False, True, False]
    assert answers(result)[1] == {"error": "response 'q': value 'maybe' is neither yes nor no"}
    assert result.exit_code == 2


def test_a_stream_without_fault_ends_well(run):
    assert run("-", f"{GOOD}\n{GOOD}\n").exit_code == 0


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b"9" * 10_000,
        GOOD.replace('"yes"', "NaN").encode(),
        GOOD.replace('"yes"', "-Infinity").encode(),
        GOOD.replace('"id": "q"', '"id": "q", "weight": 1e999999999').encode(),
        GOOD.replace('"id": "q"', '"id": "q", "weight": 1e99999999999999999999').encode(),
        GOOD.replace('"id": "q"', '"id": "q", "weight": 1e-999999999').encode(),
        GOOD.replace('"id": "q"', '"id": "q", "id": "q"').encode(),
        GOOD.replace('"yes"', r'"\ud800"').encode(),
    ],
)
def test_a_line_nobody_can_read_is_one_sentence(run, line):
    result = run("-", line + b"\n" + GOOD.encode())
    first, second = answers(result)
    assert list(first) == ["error"]
    assert second["score"] == 100.0
    assert (result.exit_code, result.stderr) == (2, "")


def test_a_key_given_twice_is_named(run):
    twice = GOOD.replace('"responses": {', '"responses": {"q": {"value": "no"}, ')
    assert answers(run("-", twice)) == [{"error": "case: 'q' appears twice"}]


def test_numbers_are_read_as_written(run):
    tenths = case(
        [section("s", *(question(own_id, weight=0.1) for own_id in "abc"))], dict.fromkeys("abc", "yes")
    )
    (found,) = answers(run("-", json.dumps(tenths)))
    assert found["arithmetic"][-1] == {"line": "score", "points": "3/10", "weights": "3/10", "score": 100.0}


def test_letters_of_any_alphabet_stay_on_one_line(run):
    russian = case([section("зал\u2028один", question("привет"))], {"привет": "yes"})
    (found,) = answers(run("-", json.dumps(russian, ensure_ascii=False)))
    assert found["sections"] == {"зал\u2028один": 100.0}


def test_a_file_that_is_not_there_is_a_sentence(run, tmp_path):
    result = run(tmp_path / "none.json")
    assert (result.exit_code, "does not exist" in result.stderr) == (2, True)
