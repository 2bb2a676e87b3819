"""What is asked, case by case, on the server and on the phone alike."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conditions.conftest import Case, Evaluate, in_python

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))


def compared(vector: dict[str, Any]) -> Case:
    """One answer and one question that hangs on it."""
    when = {"all": [{"item": "QA-01", "op": vector["op"], "value": vector["value"]}]}
    return {
        "name": " ".join(
            json.dumps(vector.get(key), ensure_ascii=False) for key in ("kind", "answer", "op", "value")
        ),
        "questions": [
            {"id": "QA-01", "kind": vector["kind"]},
            {"id": "QA-02", "kind": "text", "enable_when": when},
        ],
        "answers": {"QA-01": vector["answer"]} if "answer" in vector else {},
        "photos": {"QA-01": vector.get("photos", 0)},
        "shown": ["QA-01", "QA-02"] if vector["holds"] else ["QA-01"],
    }


CASES = [*map(compared, VECTORS["comparisons"]), *VECTORS["outlines"]]


def test_there_are_vectors_enough() -> None:
    assert len(CASES) >= 80
    assert {each["op"] for each in VECTORS["comparisons"]} == {
        *("eq", "ne", "gt", "ge", "lt", "le", "in", "contains", "answered")
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_server_asks_what_the_vectors_say(case: Case) -> None:
    assert in_python(case) == set(case["shown"])


def test_the_phone_asks_what_the_vectors_say(on_the_phone: Evaluate) -> None:
    assert [case["name"] for case in CASES if on_the_phone(case) != set(case["shown"])] == []
