"""The words all nouns of the standards are built of: codes, exact numbers, texts in both languages, parts that know every key."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
CriterionCode = Annotated[str, Field(pattern=r"^[A-Z]{2,4}-[0-9]{2,3}$")]


def _a_number(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("should be a number")
    return value


def shortest(number: Decimal) -> int | str:
    """JSON that loses nothing: a whole number as it is, a part as text."""
    return int(number) if number == number.to_integral_value() else format(number.normalize(), "f")


# Kept as it was written: no binary fraction ever stands for 0.1.
Exact = Annotated[
    Decimal,
    BeforeValidator(_a_number),
    Field(max_digits=9, decimal_places=4),
    PlainSerializer(shortest, when_used="json"),
    WithJsonSchema({"type": ["number", "string"], "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}),
]


class Noun(BaseModel):
    """A part of the document: cannot be changed, knows every one of its words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def canonical(self) -> bytes:
        """Give the one JSON text of this part: sorted keys, no spaces, UTF-8."""
        plain = self.model_dump(mode="json")
        return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def digest(self) -> str:
        """Give the SHA-256 of the canonical text in hexadecimal: the address of exactly these words."""
        return hashlib.sha256(self.canonical()).hexdigest()


class Text(Noun):
    """The same words in both languages."""

    ru: str = Field(pattern=r"\S")
    en: str = Field(pattern=r"\S")

    def in_(self, language: str) -> str:
        """Give the words in "ru" or "en"; any other language reads English."""
        return self.ru if language == "ru" else self.en
