"""Which clause of a later version is which of an earlier one: clauses have no codes, only words and criteria."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from app.standards.document import Reference

SAME_CHAPTER = 0.1  # what it is worth beside an equal title, an equal text or equal criteria, each worth 1


def paired_clauses(before: Sequence[Reference], after: Sequence[Reference]) -> dict[str, str]:
    """Give the earlier number of each clause of the later version that was there before, by its later number.

    The most alike find each other first: by title, by text, by the share of their criteria that they have in common.
    """
    marked: dict[Hashable, set[int]] = defaultdict(set)
    for place, old in enumerate(before):
        for mark in _marks(old):
            marked[mark].add(place)
    alike = [
        (_likeness(before[place], new), -at, -place)
        for at, new in enumerate(after)
        for place in set().union(*(marked[mark] for mark in _marks(new)))
    ]
    found: dict[str, str] = {}
    taken: set[int] = set()
    for _likeness_of_both, at, place in sorted(alike, reverse=True):
        later = after[-at].number
        if later not in found and place not in taken:
            found[later] = before[-place].number
            taken.add(place)
    return found


def later_number(before: Sequence[Reference], after: Sequence[Reference], number: str) -> str | None:
    """Give the number that an earlier clause has in the later version; None when it is no longer there."""
    found = {earlier: later for later, earlier in paired_clauses(before, after).items()}
    return found.get(number)


def _marks(reference: Reference) -> Iterator[Hashable]:
    """By what a clause may be known again."""
    yield reference.clause.title
    yield reference.clause.text
    yield from _codes(reference)


def _likeness(old: Reference, new: Reference) -> float:
    one, other = _codes(old), _codes(new)
    shared = len(one & other) / (len(one | other) or 1)
    words = (old.clause.title == new.clause.title) + (old.clause.text == new.clause.text)
    return shared + words + SAME_CHAPTER * (old.chapter.code == new.chapter.code)


def _codes(reference: Reference) -> set[str]:
    return {criterion.code for criterion in reference.clause.criteria}
