"""Two orders of the same things: what moved from the one to the other, and both read as one."""

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from typing import TypeVar

Thing = TypeVar("Thing", bound=Hashable)


def moved(before: Sequence[Thing], after: Sequence[Thing]) -> set[Thing]:
    """Give the things of both orders that do not stand in their longest common order; each stands once in an order.

    What came new or went is not moved, nor is what only stands lower because something came before it.
    """
    places = {thing: place for place, thing in enumerate(after)}
    common = [thing for thing in before if thing in places]
    tails: list[int] = []  # the lowest last place of a rising row of each length
    ends: list[Thing] = []
    earlier: dict[Thing, Thing | None] = {}
    for thing in common:
        length = bisect_left(tails, places[thing])
        earlier[thing] = ends[length - 1] if length else None
        tails[length:] = [places[thing], *tails[length + 1 :]]
        ends[length:] = [thing, *ends[length + 1 :]]
    stayed: set[Thing] = set()
    last = ends[-1] if ends else None
    while last is not None:
        stayed.add(last)
        last = earlier[last]
    return set(common) - stayed


def merged(before: Sequence[Thing], after: Sequence[Thing]) -> list[Thing]:
    """Give everything of two orders in the later order; what is gone stands after what it stood after."""
    result, present = list(after), set(after)
    place = 0
    for thing in before:
        if thing in present:
            place = result.index(thing) + 1
        else:
            result.insert(place, thing)
            place += 1
    return result
