"""The small document with a second clause and a second chapter, and what a change of it is told as."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.standards.comparing import compare
from app.standards.comparison import Comparison
from app.standards.document import Document
from tests.standards.small_folder import SmallFolder

Change = Callable[[dict[str, Any]], Any]


def wider_document(under: Path) -> Document:
    """Six criteria greet and three say goodbye in chapter 1, three stand in chapter 2."""
    plain = SmallFolder(under).read().document.model_dump(mode="json")
    first = plain["chapters"][0]
    asked = first["clauses"][0]["criteria"]
    first["clauses"] = [
        {"title": text("Приветствие", "Greeting"), "text": text("Первыми.", "First."), "criteria": asked[:6]},
        {"title": text("Прощание", "Goodbye"), "text": text("Тепло.", "Warmly."), "criteria": asked[6:9]},
    ]
    plain["chapters"].append(
        {
            "code": "space",
            "prefix": "SPA",
            "title": text("Зал", "The floor"),
            "clauses": [
                {"title": text("Чисто", "Clean"), "text": text("Мыть.", "Wash."), "criteria": asked[9:]}
            ],
        }
    )
    return Document.model_validate(plain)


def text(ru: str, en: str) -> dict[str, str]:
    return {"ru": ru, "en": en}


def after(before: Document, change: Change) -> Comparison:
    plain = copy.deepcopy(before.model_dump(mode="json"))
    change(plain)
    return compare(before, Document.model_validate(plain))


def clause(plain: dict[str, Any], chapter: int, number: int) -> dict[str, Any]:
    return plain["chapters"][chapter]["clauses"][number]


def told(comparison: Comparison) -> dict[str, tuple[str, ...]]:
    return {each.code: each.kinds for each in comparison.criteria}
