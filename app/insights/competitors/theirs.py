"""Visits to competitors brought together in memory, by the same arithmetic as ours: a chain has hundreds of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from app.insights.competitors.queries import Sent
from app.insights.facts import Scored, scored
from app.insights.tally import Tally, added
from app.stores.models import Store
from app.visits.models import Submission
from app.visits.payload import read_payload

MOST_KNOWN = 1000  # visits whose marks are kept in memory


@dataclass(frozen=True)
class Their:
    """One approved visit to a competitor, and what it came to."""

    visit_id: int
    store: Store
    approved_at: datetime
    scored: Scored

    @property
    def whose(self) -> str:
        """The competitor."""
        return self.store.competitor or ""


class Theirs(tuple[Their, ...]):
    """Some approved visits to competitors, the latest first."""

    @classmethod
    def of(cls, sent: Iterable[Sent]) -> "Theirs":
        """Score what was sent."""
        return cls(
            Their(submission.visit_id, submission.visit.store, approved_at, _scored(submission))
            for submission, approved_at in sent
        )

    @cached_property
    def whole(self) -> Tally:
        """The figure of all of them."""
        return added(each.scored.tally for each in self)

    def by(self, facet: str) -> dict[str, Tally]:
        """A figure for each part of a facet of what was seen."""
        parts: dict[str, list[Tally]] = defaultdict(list)
        for each in self:
            seen = each.scored.seen
            for code, cell in seen.cells.get(facet, {}).items():
                parts[code].append(cell.tally(seen.failed))
        return {code: added(tallies) for code, tallies in parts.items()}

    @property
    def competitors(self) -> list[str]:
        """Whose stores they were in, by name."""
        return sorted({each.whose for each in self})

    def at(self, *, whose: str | None = None, region: int | None = None) -> "Theirs":
        """Those at one competitor, or in one region; None does not narrow."""
        return Theirs(
            each for each in self if whose in (None, each.whose) and region in (None, each.store.region_id)
        )


_known: dict[tuple[str, str], Scored] = {}


def _scored(submission: Submission) -> Scored:
    """What it came to, worked out once in a process: what was approved never changes, and each takes milliseconds."""
    key = submission.digest, submission.visit.checklist.digest
    found = _known.get(key)
    if found is None:
        found = scored(submission.visit, read_payload(submission.body))
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        _known[key] = found
    return found
