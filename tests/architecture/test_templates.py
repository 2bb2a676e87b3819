"""What stands in templates: nothing that the content policy forbids, and a token in every form that posts."""

import re
from collections.abc import Iterator

from app.config import ROOT

FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL | re.IGNORECASE)
# A report is read on paper, where no policy applies; its style is inlined by the code, not by hand.
INLINE = {
    "a script": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*\btype=\"application/json\")", re.IGNORECASE),
    "a style": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>{]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "another site": re.compile(
        r"<(?:script|link|img|iframe)[^>]*(?:src|href)=[\"'](?:https?:)?//", re.IGNORECASE
    ),
}
# Markup of our own making: two drawings, and the form that was just rendered from a template.
SAFE = {"components/icon.html", "components/score.html", "visits/form.html"}


def templates() -> Iterator[tuple[str, str]]:
    """Every page: its name and its text without comments."""
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        yield path.relative_to(ROOT / "templates").as_posix(), re.sub(r"{#.*?#}", "", text, flags=re.DOTALL)


def test_nothing_is_inline_and_nothing_comes_from_elsewhere() -> None:
    wrong = [
        f"{name} holds {what}: {found.group()[:80]!r}"
        for name, text in templates()
        for what, pattern in INLINE.items()
        if (found := pattern.search(text))
    ]
    assert wrong == []


def test_what_people_wrote_is_always_escaped() -> None:
    unescaped = re.compile(r"\|\s*safe\b|autoescape\s+false", re.IGNORECASE)
    assert {name for name, text in templates() if unescaped.search(text)} == SAFE


def test_every_form_that_posts_carries_the_token() -> None:
    forms = [(name, form) for name, text in templates() for form in FORM.findall(text)]
    posting = [
        (name, form) for name, form in forms if re.search(r"method=[\"']?post", form[:300], re.IGNORECASE)
    ]
    assert len(posting) > 10, "the forms were not found"
    assert [name for name, form in posting if "csrf_field()" not in form] == []
