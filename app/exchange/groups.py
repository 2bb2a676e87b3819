"""Naming several positions by their groups: the shortest list of names that stands for exactly these, in this order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def named(positions: Sequence[str], groups: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Give the fewest names of positions and groups that are written out as `positions`, in the same order.

    A group adds those of its members that were not named before it, as `app.standards.reading` writes it out. Where
    a position and a group do equally well the position is named.
    """
    shortest: list[tuple[str, ...] | None] = [(), *[None for _ in positions]]
    for start, names in enumerate(shortest):
        if names is None or start == len(positions):
            continue
        for name, length in _steps(positions, start, groups):
            before = shortest[start + length]
            if before is None or len(names) + 1 < len(before):
                shortest[start + length] = (*names, name)
    return shortest[-1] or tuple(positions)


def _steps(
    positions: Sequence[str], start: int, groups: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, int]]:
    """Give every name that can come next, with how many positions it stands for; a single position comes first."""
    yield positions[start], 1
    seen = set(positions[:start])
    for name, members in groups.items():
        new = [member for member in dict.fromkeys(members) if member not in seen]
        if new and list(positions[start : start + len(new)]) == new:
            yield name, len(new)
