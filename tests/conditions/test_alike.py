"""Whatever was answered, the server and the phone ask the same questions."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.standards.condition_checks import OPS
from tests.conditions.conftest import Case, Evaluate, in_python

CODES = [f"QA-{number:02}" for number in range(1, 7)]
KINDS = [*OPS, "text", "date", "time", "photo", "signature"]
OPTIONS = ["yes", "no", "a", "b"]
texts = st.sampled_from([*OPTIONS, "", " ", "5", "0.50", "-1", "1e3", "1E-2", "ё", "\ud800"]) | st.text(
    max_size=4
)
numbers = (
    st.integers(-3, 12) | st.integers(-(2**54), 2**54) | st.floats(allow_nan=False, allow_infinity=False)
)
written = st.decimals(-20, 20, places=2).map(str)
odd = st.none() | st.booleans() | st.lists(texts, max_size=2) | st.dictionaries(texts, texts, max_size=1)
found = st.fixed_dictionaries({"found": numbers | written | st.none()}, optional={"sought": numbers})
answers = (
    st.fixed_dictionaries({"value": st.one_of(texts, numbers, written, odd, found)})
    | st.fixed_dictionaries(
        {"non_answer": st.sampled_from(["not_observed", None])}, optional={"value": texts}
    )
    | odd
)
# What a condition may hold: small numbers, whole or written, and codes.
compared = st.integers(-3, 12) | written | st.sampled_from(OPTIONS)


@st.composite
def conditions(draw: st.DrawFn) -> dict[str, Any]:
    op = draw(st.sampled_from(["eq", "ne", "gt", "ge", "lt", "le", "in", "contains", "answered"]))
    value = {"answered": st.booleans(), "in": st.lists(compared, min_size=1, max_size=3)}.get(op, compared)
    return {"item": draw(st.sampled_from(CODES)), "op": op, "value": draw(value)}


@st.composite
def cases(draw: st.DrawFn) -> list[Case]:
    """One outline, answered in three ways: an outline takes longer to invent than its answers."""
    questions = []
    for code in draw(st.permutations(CODES)):
        question: dict[str, Any] = {"id": code, "kind": draw(st.sampled_from(KINDS))}
        if draw(st.booleans()):
            listed = draw(st.lists(conditions(), min_size=1, max_size=3))
            question["enable_when"] = {draw(st.sampled_from(["all", "any"])): listed}
        questions.append(question)
    return [
        {
            "questions": questions,
            "answers": draw(st.dictionaries(st.sampled_from(CODES), answers)),
            "photos": draw(st.dictionaries(st.sampled_from(CODES), st.integers(0, 2))),
        }
        for _way in range(3)
    ]


@settings(max_examples=200, deadline=None)
@given(ways=cases())
def test_the_phone_asks_what_the_server_asks(on_the_phone: Evaluate, ways: list[Case]) -> None:
    for case in ways:
        assert on_the_phone(case) == in_python(json.loads(json.dumps(case)))
