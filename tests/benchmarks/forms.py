"""Checklists of any number of questions, and what a half-filled draft of one holds."""

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
