"""When a question is asked: what we write means the same in a survey programme, what is read means the same to us."""

from typing import Any

import pytest

from app.exchange.xlsform.form import Proposed
from app.exchange.xlsform.relevance import Unread, read, written
from app.standards.conditions import EnableWhen
from app.standards.noun import Text

WORDS = Text(ru="Слово", en="Word")


def asked(name: str, kind: str, non_answers: bool = False, **own: Any) -> Proposed:
    around = {"weight": 0, "required": False, "nature": "human", "stage": "main", "visits": ("audit",)}
    code = f"{name.upper()}-01"
    plain = {
        "name": name,
        "code": code,
        "question": WORDS,
        "kind": kind,
        "non_answers": non_answers,
        **around,
    }
    return Proposed(**plain, evidence="none", **own)


ITEMS = [
    asked("qa", "choice", non_answers=True),
    asked("qb", "choice"),
    asked("qc", "choices", non_answers=True),
    asked("qd", "number", non_answers=True),
    asked("qe", "scale", non_answers=True),
    asked("qf", "photo"),
]
BY_NAME, BY_CODE = {each.name: each for each in ITEMS}, {each.code: each for each in ITEMS}
BLANK = "${qa} != '' and ${qa} != 'not_applicable' and ${qa} != 'not_observed'"
# Every op, and what it is written as.
WRITTEN = [
    ("QA", "eq", "good", "${qa} = 'good'"),
    ("QA", "ne", "good", f"(${{qa}} != 'good' and {BLANK})"),
    ("QB", "ne", "good", "(${qb} != 'good' and ${qb} != '')"),
    ("QD", "ne", 4, "(${qd} < 4 or ${qd} > 4)"),
    ("QD", "gt", "0.5", "${qd} > 0.5"),
    ("QD", "ge", 4, "${qd} >= 4"),
    ("QE", "lt", 4, "${qe} < 4"),
    ("QE", "le", 4, "${qe} <= 4"),
    ("QA", "in", ["good", "bad"], "(${qa} = 'good' or ${qa} = 'bad')"),
    ("QA", "in", ["good"], "(${qa} = 'good')"),
    ("QD", "in", [1, "2.5"], "(${qd} = 1 or ${qd} = 2.5)"),
    ("QC", "contains", "good", "selected(${qc}, 'good')"),
    ("QA", "answered", True, f"({BLANK})"),
    ("QA", "answered", False, f"({BLANK})".replace("!=", "=").replace(" and ", " or ")),
    ("QC", "answered", True, "${qc} != ''"),
    ("QF", "answered", False, "${qf} = ''"),
]


@pytest.mark.parametrize(("item", "op", "value", "expression"), WRITTEN)
def test_each_op_is_written_and_read_back(item: str, op: str, value: Any, expression: str) -> None:
    when = EnableWhen.model_validate({"all": [{"item": f"{item}-01", "op": op, "value": value}]})
    assert written(when, BY_CODE) == expression
    assert read(expression, BY_NAME) == when


@pytest.mark.parametrize("joiner", ["all", "any"])
def test_conditions_are_joined_at_one_level(joiner: str) -> None:
    told = [{"item": f"{item}-01", "op": op, "value": value} for item, op, value, _ in WRITTEN]
    when = EnableWhen.model_validate({joiner: told})
    assert read(written(when, BY_CODE), BY_NAME) == when


@pytest.mark.parametrize(
    ("expression", "same"),
    [
        ("${qb}='good'", "${qb} = 'good'"),
        ('${ qb } = "good"', "${qb} = 'good'"),
        ("selected(${qb}, 'good')", "${qb} = 'good'"),  # of a question with one answer
        ("${qe} = '4'", "${qe} = 4"),
        ("(${qd} > 3)", "${qd} > 3"),
        ("${qb} != 'good'", "(${qb} != 'good' and ${qb} != '')"),  # no answer is no other answer
    ],
)
def test_other_ways_to_say_it_are_understood(expression: str, same: str) -> None:
    assert read(expression, BY_NAME) == read(same, BY_NAME)


@pytest.mark.parametrize(
    ("expression", "part"),
    [
        ("${qa} = 'a' and ${qb} = 'b' or ${qd} > 1", "or ${qd} > 1"),
        ("not(${qa} = 'a')", "not(${qa} = 'a')"),
        ("${qa} = ${qb}", "${qb}"),
        ("${qd} + 1 > 2", "+ 1 > 2"),
        ("count-selected(${qc}) > 1", "count-selected(${qc}) > 1"),
        ("${qd} > 'abc", "'abc"),
        ("(${qa} = 'a' or ${qb} = 'b')", "(${qa} = 'a' or ${qb} = 'b')"),
        ("((${qa} = 'a'))", "(${qa} = 'a'))"),
        ("${unknown} = 'a'", "${unknown} = 'a'"),
        ("${qd} >= ''", "${qd} >= ''"),
        ("today() > 3", "today() > 3"),
        ("${qa} = 'a' and", "${qa} = 'a' and"),
        ("${qa} = 'Not A Code'", "${qa} = 'Not A Code'"),
        ("(" * 9_000, "(" * 60),
    ],
)
def test_what_is_not_read_is_named_where_it_begins(expression: str, part: str) -> None:
    with pytest.raises(Unread) as wrong:
        read(expression, BY_NAME)
    assert wrong.value.part == part
