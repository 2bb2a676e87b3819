"""Reading plain data (parsed JSON, TOML, a database column) part by part, naming the part that is wrong.

A part that is null is a part that is absent. Parts with names unknown to scoring are left alone: a real checklist
also carries its wording, its pictures and its clauses.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeVar

from app.scoring.exact import exact
from app.scoring.malformed import Malformed

Read = TypeVar("Read")


def number(data: dict[str, Any], key: str, high: int | Fraction | None = None) -> Fraction:
    """Read a number in [0, high] that must be there."""
    return exact(part(data, key), key, high=high)


def optional_number(data: dict[str, Any], key: str, high: int | Fraction | None = None) -> Fraction | None:
    """Read a number in [0, high], or None where it is absent."""
    return None if data.get(key) is None else exact(data[key], key, high=high)


def name(data: dict[str, Any], key: str) -> str:
    """Read a text that must be there and say something: an id, a code."""
    value = data.get(key)
    if isinstance(value, str) and value:
        return value
    raise Malformed(f"{key} is {'missing' if value is None else 'not a text'}")


def optional_name(data: dict[str, Any], key: str) -> str | None:
    """Read a text, or None where it is absent or empty."""
    return name(data, key) if data.get(key) not in (None, "") else None


def truth(data: dict[str, Any], key: str, default: bool) -> bool:
    """Read true or false."""
    value = data.get(key)
    if value is None:
        return default
    if not isinstance(value, bool):
        raise Malformed(f"{key} is neither true nor false")
    return value


def mapping(value: object) -> dict[str, Any]:
    """Check that the value is an object with named parts."""
    if not isinstance(value, dict):
        raise Malformed("not an object")
    return value


def part(data: dict[str, Any], key: str) -> Any:
    """Give a part that must be there."""
    value = data.get(key)
    if value is None:
        raise Malformed(f"{key} is missing")
    return value


def each(
    data: dict[str, Any], key: str, noun: str, read: Callable[[dict[str, Any]], Read]
) -> tuple[Read, ...]:
    """Read every object of the list under `key`; what is wrong inside one is told as `noun` and its name."""
    items = part(data, key)
    if not isinstance(items, list | tuple):
        raise Malformed(f"{key} is not a list")
    found = []
    for position, item in enumerate(items, 1):
        try:
            found.append(read(mapping(item)))
        except Malformed as wrong:
            raise wrong.within(f"{noun} {_called(item, position)}") from None
    return tuple(found)


def no_twins(names: list[str], noun: str) -> None:
    """Refuse a name used twice."""
    if len(set(names)) < len(names):
        twin = next(name for name in names if names.count(name) > 1)
        raise Malformed(f"{noun} {shown(twin)} appears twice")


def shown(value: object) -> str:
    """Quote a value in a sentence without repeating a page of it."""
    if not isinstance(value, str):
        return f"of type {type(value).__name__}"
    return repr(value if len(value) <= 40 else value[:40] + "…")


def _called(item: object, position: int) -> str:
    """Give the item's own name if it has one, else its place in the list."""
    own = (item.get("id") or item.get("code")) if isinstance(item, dict) else None
    return shown(own) if isinstance(own, str) else f"number {position}"
