"""One row of a sheet: its cells as texts, and what is said where one of them cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from app.exchange.xlsform.columns import JOINED, LANGUAGES, REFERENCE, Column, language_of
from app.standards.noun import Text


class Amiss(ValueError):
    """What stands in a cell cannot be read; `reason` is the rest of a sentence, a lazy text."""

    def __init__(self, column: str, reason: Any, row: Row | None = None) -> None:
        super().__init__(column)
        self.column, self.reason, self.row = column, reason, row


@dataclass(frozen=True)
class Row:
    """One row: its cells that are not empty, by column, each as text."""

    sheet: str
    number: int
    cells: dict[Column, str]

    def __getitem__(self, key: str) -> str:
        return self.cells.get(Column(key), "")

    def texts(self, key: str) -> dict[str | None, str]:
        """The texts of a column by language; under None where its heading names none."""
        return {column.language: words for column, words in self.cells.items() if column.key == key}

    def text(self, key: str, language: str | None) -> Told | None:
        """The text of a column; None where it is empty. `language` is that of a heading without one, if it is known.

        What is said in one language alone stands for both. Raises Amiss.
        """
        found: dict[str, str] = {}
        for named, words in self.texts(key).items():
            plain = words.replace(JOINED, REFERENCE)
            if found.setdefault(named or language or language_of(words), plain) != plain:
                raise Amiss(key, _l("two texts are given for one language"))
        if not found:
            return None
        words = next(iter(found.values()))
        missing = tuple(each for each in LANGUAGES if each not in found)
        return Told(Text(ru=found.get("ru", words), en=found.get("en", words)), missing)


class Told(NamedTuple):
    """A text, and the languages in which the form does not have it."""

    text: Text
    missing: tuple[str, ...]
