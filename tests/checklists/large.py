"""A document of 1,000 criteria from which 60 checklists are derived, every one of them within the rules."""

from typing import Any

from app.standards.document import Document

POSITIONS = tuple(f"position_{letter}" for letter in "abcdefghijklmno")
CHANNELS = ("in_person", "phone", "email", "chat")
CRITERIA = 1_000


def large_document(**changes: Any) -> Document:
    """The document; `changes` are put over what it says, by field."""
    return Document.model_validate({**plain(), **changes})


def plain() -> dict[str, Any]:
    """The document as plain data: 20 chapters of 10 clauses of 5 criteria, each asked on two or three checklists."""
    return {
        "title": _text("Стандарты", "Standards"),
        "purpose": _text("Чтобы было хорошо.", "So that it is good."),
        "version": 1,
        "published_on": "2026-01-12",
        "chapters": [_chapter(number) for number in range(20)],
        "positions": [
            {"code": code, "channels": CHANNELS, "title": _text(f"Должность {code[-1]}", f"Job {code[-1]}")}
            for code in POSITIONS
        ],
        "groups": {},
        "channels": [{"code": code, "title": _text("Канал", code)} for code in CHANNELS],
        "stages": [{"code": code, "title": _text("Этап", code)} for code in ("welcome", "deal")],
        "frameworks": [
            {"code": "rater", "title": _text("Пять", "Five"), "dimensions": {"empathy": _text("Э", "E")}}
        ],
    }


def _chapter(number: int) -> dict[str, Any]:
    prefix = "CH" + chr(ord("A") + number)
    clauses = [
        {
            "title": _text(f"Пункт {number}.{clause}", f"Clause {number}.{clause}"),
            "text": _text("Здороваемся первыми. " * 8, "We greet first. " * 8),
            "criteria": [_criterion(prefix, number, clause * 5 + place) for place in range(5)],
        }
        for clause in range(10)
    ]
    return {
        "code": f"chapter_{prefix.lower()}",
        "prefix": prefix,
        "title": _text(f"Глава {number}", f"Chapter {number}"),
        "clauses": clauses,
    }


def _criterion(prefix: str, chapter: int, place: int) -> dict[str, Any]:
    at = chapter * 50 + place
    words = f"{prefix} {place}"
    return {
        "code": f"{prefix}-{place + 1:02}",
        "question": _text(f"Вопрос {words} задан?", f"Was question {words} asked?"),
        **{
            name: _text(f"Слова о том, {name}, {words}. " * 4, f"Words on {name}, {words}. " * 4)
            for name in ("expected", "why", "good", "bad")
        },
        "kind": "yes_no",
        "weight": 2,
        "nature": "human" if at // 60 % 5 else "conditions",
        "stage": "welcome" if at % 2 else "deal",
        "positions": [POSITIONS[at % 15], POSITIONS[(at * 7 + 3) % 15]],
        "channels": [CHANNELS[at // 15 % 4]],
        "dimensions": {"rater": "empathy"},
    }


def _text(ru: str, en: str) -> dict[str, str]:
    return {"ru": ru, "en": en}
