"""The columns of an XLSForm that we write and read; what has no column there stands under `etalon::`, which others pass over."""

from __future__ import annotations

import re
from typing import NamedTuple

from app.standards.noun import Text

SHEETS = ("survey", "choices", "settings")
LANGUAGES = {"en": "English (en)", "ru": "Русский (ru)"}  # as the survey programmes call them
OURS = "etalon::"

TEXTS = ("label", "hint", "guidance_hint", "constraint_message")
OUR_TEXTS = tuple(OURS + name for name in ("why", "good", "bad", "playbook"))
OUR_KEYS = tuple(
    OURS + name
    for name in (
        *("part", "code", "kind", "weight", "critical", "points", "bands", "sought", "fails_on", "nature"),
        *("stage", "visits", "evidence", "dimensions", "pass_mark"),
    )
)
PLAIN = ("type", "name", "required", "relevant", "constraint", "appearance", "parameters")
SURVEY = ("type", "name", *TEXTS, *PLAIN[2:], *OUR_KEYS, *OUR_TEXTS)
CHOICES = ("list_name", "name", "label")
SETTINGS = (
    *("form_title", "form_id", "version", "default_language", OURS + "title"),
    *(OURS + name for name in ("position", "channel", "minimum_coverage", "pass_mark")),
)
COLUMNS = {"survey": SURVEY, "choices": CHOICES, "settings": SETTINGS}
IN_BOTH_LANGUAGES = frozenset({*TEXTS, *OUR_TEXTS, OURS + "title"})
# Read by nobody here: how a question looks, and what is said where an answer is missing.
PASSED_OVER = frozenset({"appearance", "required_message", "style", "constraint_message"})
NAMES_OF_LANGUAGES = {"en": "en", "english": "en", "ru": "ru", "russian": "ru", "русский": "ru"}

CYRILLIC = re.compile(r"[\u0400-\u04FF]")
# Letters that no spreadsheet keeps, and the joiner that stops "${" from being read as a question's name.
NO_LETTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
REFERENCE, JOINED = "${", "$\u2060{"


class Column(NamedTuple):
    """What a heading says: the column's key, and the language of its texts where it names one."""

    key: str
    language: str | None = None


def headings(sheet: str) -> list[str]:
    """Give every heading of a sheet in order, texts once in each language."""
    found: list[str] = []
    for key in COLUMNS[sheet]:
        found += [heading(key, each) for each in LANGUAGES] if key in IN_BOTH_LANGUAGES else [key]
    return found


def heading(key: str, language: str) -> str:
    return f"{key}::{LANGUAGES[language]}"


def column(words: str) -> Column | None:
    """Read a heading; None if its language is neither Russian nor English."""
    first, *rest = [part.strip() for part in words.split("::")]
    key = first.lower().replace(" ", "_")
    if key == "etalon" and rest:
        key, rest = OURS + rest[0].lower(), rest[1:]
    if not rest:
        return Column(key)
    language = NAMES_OF_LANGUAGES.get(re.sub(r"\s*\(.*\)$", "", rest[0]).lower())
    if len(rest) > 1 or language is None:
        return None
    return Column(key, language)


def in_both(key: str, text: Text | None) -> dict[str, str]:
    """Give the cells of a text; none where there is no text."""
    return {heading(key, each): clean(text.in_(each)) for each in LANGUAGES} if text else {}


def clean(words: str) -> str:
    """Give words as a cell keeps them, so that a survey programme sees no reference in them."""
    plain = NO_LETTERS.sub(" ", words.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.strip().replace(REFERENCE, JOINED)


def language_of(words: str) -> str:
    """Tell the language of words that do not name theirs."""
    return "ru" if CYRILLIC.search(words) else "en"
