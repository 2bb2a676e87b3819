"""When a question is asked at all: conditions on the answers to questions asked before it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    Field,
    PlainSerializer,
    PlainValidator,
    SerializerFunctionWrapHandler,
    WithJsonSchema,
    model_serializer,
    model_validator,
)
from pydantic_core import PydanticCustomError

from app.standards.noun import CriterionCode, Noun, shortest

Op = Literal["eq", "ne", "gt", "ge", "lt", "le", "in", "contains", "answered"]
ORDERED: frozenset[Op] = frozenset({"gt", "ge", "lt", "le"})
Scalar = bool | Decimal | str
NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,4})?")
WORD = re.compile(r"[a-z][a-z0-9_]{0,39}")


def _read(value: Any) -> Scalar | tuple[Scalar, ...]:
    """What a condition compares with: true or false, a number kept exactly, a code, or a list of the last two."""
    if isinstance(value, bool):
        return value
    if isinstance(value, list | tuple):
        return tuple(_scalar(each) for each in value)
    return _scalar(value)


def _scalar(value: Any) -> Scalar:
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    if NUMBER.fullmatch(text):
        return Decimal(text)
    if isinstance(value, str) and WORD.fullmatch(value):
        return value
    raise PydanticCustomError("compared", "should be true or false, a number, a code, or a list of these")


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return shortest(value) if isinstance(value, Decimal) else value


_WORD_OR_NUMBER = {"type": ["number", "string"], "pattern": f"^({NUMBER.pattern}|{WORD.pattern})$"}
Compared = Annotated[
    Scalar | tuple[Scalar, ...],
    PlainValidator(_read),
    PlainSerializer(_plain, when_used="json"),
    WithJsonSchema(
        {"anyOf": [{"type": "boolean"}, _WORD_OR_NUMBER, {"type": "array", "items": _WORD_OR_NUMBER}]}
    ),
]


class Condition(Noun):
    """The answer to a question asked before, compared with a value; `app.checklists.conditions` says what holds."""

    item: CriterionCode
    op: Op
    value: Compared

    @model_validator(mode="after")
    def _op_has_its_value(self) -> Condition:
        if self.op == "answered" and not isinstance(self.value, bool):
            raise PydanticCustomError("compared", "answered is compared with true or false")
        if self.op == "in" and not (isinstance(self.value, tuple) and self.value):
            raise PydanticCustomError("compared", "in is compared with a list that is not empty")
        if self.op not in {"answered", "in"} and isinstance(self.value, bool | tuple):
            raise PydanticCustomError("compared", "{op} is compared with one number or code", {"op": self.op})
        return self

    @property
    def values(self) -> tuple[Scalar, ...]:
        """What is compared with, one or several."""
        return self.value if isinstance(self.value, tuple) else (self.value,)


class EnableWhen(Noun):
    """A question is asked when all of its conditions hold, or when any of them does: one of the two lists is given."""

    all: tuple[Condition, ...] | None = Field(default=None, min_length=1)
    any: tuple[Condition, ...] | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _one_list(self) -> EnableWhen:
        if (self.all is None) == (self.any is None):
            raise PydanticCustomError("lists", "give the conditions under all or under any, one of the two")
        return self

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition, whichever list it stands in."""
        return self.all or self.any or ()

    @model_serializer(mode="wrap")
    def _without_the_other_list(self, plain: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {key: value for key, value in plain(self).items() if value is not None}
