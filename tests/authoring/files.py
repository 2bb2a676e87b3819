"""A file given to the author's desk: what a browser posts of its page, and what the desk makes of it."""

import re
from io import BytesIO
from typing import Any

from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from app.authoring import queries
from tests.authoring.conftest import Desk
from tests.authoring.typed import posted

RULES = """# Двери

## Вход

- Продавец открывает дверь пожилым покупателям.
- Продавец здоровается с каждым входящим.

## Выход

- Кассир прощается с покупателем.

# Касса

- Кассир называет сумму вслух.
"""


def give(desk: Desk, content: bytes | str = RULES, name: str = "rules.md") -> TestResponse:
    """Choose a file and press the button."""
    content = content.encode() if isinstance(content, str) else content
    return desk.author.post("/authoring/imports", {"file": (BytesIO(content), name)})


def given(desk: Desk, content: bytes | str = RULES, name: str = "rules.md") -> str:
    """Give a file that is read; the address of its first page."""
    answer = give(desk, content, name)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def page_of(desk: Desk, address: str, tick: str = "all") -> MultiDict[str, str]:
    """What a browser would post of a page as it is shown, with everything ticked, or nothing."""
    page = desk.author.get(f"{address}?tick={tick}").text
    form = re.search(r"<form class=\"stack\".*?</form>", page, re.DOTALL)
    assert form is not None
    return posted(form.group())


def take(desk: Desk, address: str, tick: str = "all", **typed: Any) -> TestResponse:
    """Tick and press the button; `typed` replaces what stands in the fields, "-" for "_"."""
    form = page_of(desk, address, tick)
    for name, value in typed.items():
        form.setlist(name.replace("_", "-"), value if isinstance(value, list) else [value])
    return desk.author.post(address, form.to_dict(flat=False))


def chapters(desk: Desk) -> dict[str, list[str]]:
    """The chapters of the working copy by prefix: the codes in each."""
    with desk.app.app_context():
        copy = queries.working_copy()
        assert copy is not None
        return {
            chapter["prefix"]: [each["code"] for clause in chapter["clauses"] for each in clause["criteria"]]
            for chapter in copy.content["chapters"]
        }


def offered(desk: Desk, address: str) -> list[str]:
    """The ids of what a page still offers."""
    return page_of(desk, address).getlist("take")
