"""The same questions twice: as a checklist of Etalon, and as a plain HTML form without a script (the floor)."""

import gzip
from collections.abc import Iterator
from html import escape
from typing import Any

from app.checklists.checklist import Checklist

A_SECTION = 12
SUBJECTS = (
    "the entrance is clean", "the employee greets the customer", "the price tag is in place",
    "the employee asks what the customer needs", "two products are compared", "the warranty is explained",
)  # fmt: skip


def text(number: int) -> str:
    return f"Question {number + 1}: can it be seen that {SUBJECTS[number % len(SUBJECTS)]}?"


def checklist_of(questions: int) -> Checklist:
    """A checklist of so many questions, twelve to a section: mostly yes or no, as checklists are."""
    sections = [
        {
            "id": f"section_{start // A_SECTION}",
            "title": both(f"Part {start // A_SECTION + 1}"),
            "questions": [_question(number) for number in range(start, min(start + A_SECTION, questions))],
        }
        for start in range(0, questions, A_SECTION)
    ]
    return Checklist.model_validate(
        {"position": "cashier", "channel": "in_person", "title": both("Benchmark"), "sections": sections}
    )


def code(number: int) -> str:
    return f"{'ABCDEFGHIJ'[number // 500]}B-{number % 500 + 100}"


def _question(number: int) -> dict[str, Any]:
    own: dict[str, Any] = {"kind": kind(number)}
    if own["kind"] == "scale":
        own |= {"min": 1, "max": 5}
    elif own["kind"] == "choice":
        own["options"] = [
            {"code": each, "points": 1, "title": both(each)} for each in ("one", "two", "three")
        ]
    elif own["kind"] == "number":
        own["bands"] = [{"max": 3, "points": 1}, {"points": 0}]
    explained = {name: both(f"{name} {number}") for name in ("expected", "why", "good", "bad")}
    return {
        **{"id": code(number), "clause": "1.1", "clause_title": both("A clause"), "text": both(text(number))},
        **explained, **own, "weight": 0 if own["kind"] == "text" else 1, "critical": False, "required": False,
        **{"dimensions": {}, "stage": "deal", "nature": "human", "visits": ["mystery", "audit"]},
        "evidence": "optional",
    }  # fmt: skip


def kind(number: int) -> str:
    return {3: "scale", 6: "choice", 8: "number", 10: "text"}.get(number % A_SECTION, "yes_no")


def both(words: str) -> dict[str, str]:
    return {"ru": words, "en": words}


def answer(number: int) -> dict[str, Any] | None:
    """What a half-filled draft holds."""
    if number % 2:
        return None
    return {
        "value": {"scale": 3, "choice": "two", "number": 2, "text": "All was well"}.get(kind(number), "yes")
    }


STYLE = """body{font:17px/1.4 sans-serif;margin:0;padding:8px}fieldset{border:1px solid #999;border-radius:8px;
margin:0 0 12px;padding:12px}legend{font-size:19px}label{display:inline-block;min-height:48px;min-width:48px;
padding:8px}textarea,input[type=number]{width:100%;min-height:48px;box-sizing:border-box}"""


def plain_page(questions: int, *, half_filled: bool = False) -> bytes:
    """The floor: the same questions and controls as one static page, compressed."""
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>",
        f"<title>Floor</title><style>{STYLE}</style><h1>Benchmark</h1><form>",
        *_sections(questions, half_filled),
        "<button>Save</button></form></html>",
    ]
    return gzip.compress("".join(parts).encode())


def _sections(questions: int, half_filled: bool) -> Iterator[str]:
    for number in range(questions):
        if number % A_SECTION == 0:
            yield f"<h2>Part {number // A_SECTION + 1}</h2>"
        given = (answer(number) or {}).get("value") if half_filled else None
        yield f"<fieldset class=question><legend>{escape(text(number))}</legend>{_control(number, given)}"
        yield f"<details><summary>Comment or photo</summary><textarea name='{code(number)}.comment'></textarea>"
        yield f"<input type=file name='{code(number)}.photos' accept=image/jpeg multiple></details></fieldset>"


def _control(number: int, given: Any) -> str:
    values = {
        "yes_no": ["yes", "no", "not applicable", "not seen"],
        "scale": [1, 2, 3, 4, 5, "not applicable", "not seen"],
        "choice": ["one", "two", "three", "not applicable", "not seen"],
    }.get(kind(number))
    name = code(number)
    if values is None and kind(number) == "text":
        return f"<textarea name='{name}'>{given or ''}</textarea>"
    if values is None:
        return f"<input type=number name='{name}' value='{given or ''}'>"
    mark = {value: " checked" if value == given else "" for value in values}
    return "".join(
        f"<label><input type=radio name='{name}' value='{value}'{mark[value]}>{value}</label>"
        for value in values
    )
