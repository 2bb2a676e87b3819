"""What differs between two criteria, or two questions: texts in both languages, and everything that is no text."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any, NamedTuple

from app.standards.criterion import Labels, Option, Picture
from app.standards.noun import Noun, Text, shortest

NEITHER: frozenset[str] = frozenset({"code", "id", "weight", "clause", "criteria", "clauses"})


class Wording(NamedTuple):
    """A text that reads differently; None where it is not there. An answer to choose is the field "options.its_code"."""

    field: str
    before: Text | None
    after: Text | None

    @property
    def languages(self) -> tuple[str, ...]:
        """In which languages it reads differently: "ru", "en" or both."""
        return tuple(
            each
            for each in ("ru", "en")
            if (self.before and self.before.in_(each)) != (self.after and self.after.in_(each))
        )


class Setting(NamedTuple):
    """Something else that differs, as plain values; None where it is not set."""

    name: str
    before: Any
    after: Any


def wordings(before: Noun, after: Noun) -> tuple[Wording, ...]:
    """Give the texts that read differently, in the order of the fields."""
    old, new = _texts(before), _texts(after)
    return tuple(
        Wording(name, old.get(name), new.get(name))
        for name in dict.fromkeys([*old, *new])
        if old.get(name) != new.get(name)
    )


def settings(before: Noun, after: Noun, without: Collection[str] = NEITHER) -> tuple[Setting, ...]:
    """Give everything else that differs; the weight and the place in the document are told by whoever compares."""
    old, new = _settings(before), _settings(after)
    return tuple(
        Setting(name, old[name], new[name])
        for name in old
        if name in new and name not in without and old[name] != new[name]
    )


def _texts(part: Noun) -> dict[str, Text]:
    found: dict[str, Text] = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, Text):
            found[name] = value
        elif isinstance(value, Labels):
            found |= {"labels.low": value.low, "labels.high": value.high}
        elif isinstance(value, Picture):
            found["picture.alt"] = value.alt
        elif name == "options" and value:
            found |= {f"options.{option.code}": option.title for option in value}
        elif name == "objections":
            found |= {
                f"{name}.{at}.{part}": getattr(each, part)
                for at, each in enumerate(value, 1)
                for part in ("say", "good_answer")
            }
        elif _is_texts(value):
            several = value if isinstance(value, dict) else dict(enumerate(value, 1))
            found |= {f"{name}.{key}": text for key, text in several.items()}
    return found


def _settings(part: Noun) -> dict[str, Any]:
    values = {name: getattr(part, name) for name in type(part).model_fields}
    return {
        name: _plain(value)
        for name, value in values.items()
        if name != "objections" and not isinstance(value, Text | Labels) and not _is_texts(value)
    }


def _is_texts(value: Any) -> bool:
    several = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
    return any(isinstance(each, Text) for each in several)


def _plain(value: Any) -> Any:
    if isinstance(value, Picture):
        return {"file": value.file, "content": value.content}
    if isinstance(value, Option):
        return {"code": value.code, "points": _plain(value.points), "excluded": value.excluded}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Noun):
        return value.model_dump(mode="json")
    return shortest(value) if isinstance(value, Decimal) else value
