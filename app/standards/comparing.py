"""Making a comparison of two versions of the standards: what was is held against what is, part by part."""

from __future__ import annotations

from dataclasses import dataclass

from app.standards.comparison import (
    ClauseDifference,
    Comparison,
    CriterionDifference,
    Part,
    PartDifference,
    Placed,
)
from app.standards.differences import Setting, Wording, settings, wordings
from app.standards.document import Document, Reference
from app.standards.order import merged, moved
from app.standards.pairing import paired_clauses


def compare(before: Document, after: Document) -> Comparison:
    """Give what differs between two versions of the standards. Criteria are known by code, chapters by code too."""
    return Comparison(
        page=tuple(each for each in wordings(before, after) if each.field in {"title", "purpose"}),
        chapters=tuple(_parts("chapters", before, after)),
        lists=tuple(
            each
            for name in ("positions", "channels", "stages", "frameworks", "scenarios")
            for each in _parts(name, before, after)
        ),
        clauses=tuple(_clauses(before, after)),
    )


def _parts(name: str, before: Document, after: Document) -> list[PartDifference]:
    old = {each.code: each for each in getattr(before, name)}
    new = {each.code: each for each in getattr(after, name)}
    elsewhere = moved(list(old), list(new))
    found = []
    for code in merged(list(old), list(new)):
        was, now = old.get(code), new.get(code)
        difference = PartDifference(name, code, was, now, code in elsewhere, *_ways(was, now))
        if difference.kinds:
            found.append(difference)
    return found


def _ways(was: Part | None, now: Part | None) -> tuple[tuple[Wording, ...], tuple[Setting, ...]]:
    if was is None or now is None or was == now:
        return (), ()
    return wordings(was, now), settings(was, now)


def _clauses(before: Document, after: Document) -> list[ClauseDifference]:
    """Every clause that differs, or in which a criterion does."""
    old, new = list(before.references()), list(after.references())
    became = {earlier: later for later, earlier in paired_clauses(old, new).items()}
    # A clause is known by its later number; one that is gone by its earlier, marked so that the two never meet.
    old_keys = [became.get(each.number, f"gone {each.number}") for each in old]
    by_key = dict(zip(old_keys, old, strict=True))
    later = {each.number: each for each in new}
    elsewhere = {
        key for key in by_key.keys() & later.keys() if by_key[key].chapter.code != later[key].chapter.code
    } | _reordered(by_key, later)
    criteria = _Criteria(before, after, {each.number: key for key, each in by_key.items()})
    found = []
    for key in merged(old_keys, list(later)):
        was, now = by_key.get(key), later.get(key)
        words = wordings(was.clause, now.clause) if was and now else ()
        inside = tuple(criteria.of(was, now))
        difference = ClauseDifference(was, now, key in elsewhere, words, (), inside)
        if difference.kinds or inside:
            found.append(difference)
    return found


def _reordered(old: dict[str, Reference], new: dict[str, Reference]) -> set[str]:
    """The clauses that stand elsewhere among those of their own chapter."""
    found: set[str] = set()
    for chapter in {each.chapter.code for each in new.values()}:
        found |= moved(
            [key for key, each in old.items() if each.chapter.code == chapter],
            [key for key, each in new.items() if each.chapter.code == chapter],
        )
    return found


@dataclass(frozen=True)
class _Criteria:
    """The criteria of two documents; `keys` tells which clause of the later one an earlier clause became, by numbers."""

    before: Document
    after: Document
    keys: dict[str, str]

    def of(self, was: Reference | None, now: Reference | None) -> list[CriterionDifference]:
        """What became of the criteria of a clause; one that went to another clause is told there."""
        old = {each.code: each for each in was.clause.criteria} if was else {}
        new = {each.code: each for each in now.clause.criteria} if now else {}
        elsewhere = moved(list(old), list(new))
        gone = [code for code in old if code in new or not self._has(self.after, code)]
        found = []
        for code in merged(gone, list(new)):
            difference = self._difference(code, code in elsewhere)
            if difference.kinds:
                found.append(difference)
        return found

    def _difference(self, code: str, reordered: bool) -> CriterionDifference:
        was, now = self._placed(self.before, code), self._placed(self.after, code)
        if was is None or now is None:
            return CriterionDifference(code, was, now)
        left = self.keys[was.clause.number] != now.clause.number
        if was.criterion == now.criterion:
            return CriterionDifference(code, was, now, reordered or left)
        words, others = wordings(was.criterion, now.criterion), settings(was.criterion, now.criterion)
        return CriterionDifference(code, was, now, reordered or left, words, others)

    @staticmethod
    def _has(document: Document, code: str) -> bool:
        return _Criteria._placed(document, code) is not None

    @staticmethod
    def _placed(document: Document, code: str) -> Placed | None:
        try:
            return Placed(document.criterion(code), document.clause_of(code))
        except KeyError:
            return None
