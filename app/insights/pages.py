"""What stands on the pages of a store and of people, worked out from the visits behind them."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from flask import url_for
from flask_babel import format_date, to_user_timezone

from app.checklists.checklist import Question
from app.checklists.models import ChecklistVersion
from app.db import db
from app.insights import figures, queries
from app.insights.figures import Figure, Weakness
from app.insights.queries import ScoredVisit
from app.people.models import Employee, User
from app.scoring.intervals import Mean, mean_interval
from app.standards.document import Document
from app.standards.queries import current_standard
from app.stores.models import Store
from app.visits.models import AUDIT, MYSTERY, Evidence, Visit
from app.web.filters import words

LATEST = 20  # visits listed on a page
READ_FOR_WEAKNESSES = 200  # scorecards read to find the weakest criteria


class StorePage:
    """A store over a period: its figure, its weakest places, its visits."""

    def __init__(self, viewer: User, store: Store, since: datetime) -> None:
        self.store = store
        self.since = since
        self.visits = queries.scored_visits(viewer, since, store_id=store.id)
        self.whole = figures.figure(store.name, self.visits)
        self.chain: Mean = mean_interval(queries.chain_scores(since))

    @cached_property
    def kinds(self) -> dict[str, Figure]:
        """Mystery visits and audits apart: they are not the same measure."""
        groups = figures.grouped(self.visits, lambda visit: visit.kind)
        return {kind: figures.figure(kind, groups.get(kind, [])) for kind in (MYSTERY, AUDIT)}

    @cached_property
    def positions(self) -> list[Figure]:
        """Each position in this store, best first."""
        groups = figures.grouped(self.visits, lambda visit: visit.position)
        return figures.ordered(figures.figure(self._title(code), visits) for code, visits in groups.items())

    @cached_property
    def weakest(self) -> Figure | None:
        """The weakest position: it stands beside every mean."""
        return figures.weakest(self.positions)

    @cached_property
    def months(self) -> list[Figure]:
        """Month by month."""
        by_month = figures.months(self.visits, lambda moment: to_user_timezone(moment).date())
        return [figures.figure(format_date(month, "LLL yy"), visits) for month, visits in by_month]

    @cached_property
    def worst(self) -> list["Worst"]:
        """The three criteria that earned the least, with a photo where one was taken."""
        return worst_of(self.visits)

    @cached_property
    def latest(self) -> list[Visit]:
        """The visits themselves, the latest first."""
        return visits_by_id([visit.visit_id for visit in self.visits[:LATEST]])

    @cached_property
    def _document(self) -> Document | None:
        standard = current_standard()
        return standard.document if standard else None

    def _title(self, position: str) -> str:
        return words(self._document.position(position).title) if self._document else position


class Worst:
    """A weak criterion as a director reads it: the question, its clause, the proof."""

    def __init__(self, weakness: Weakness) -> None:
        self.weakness = weakness
        self.latest_visit = weakness.visit_ids[0] if weakness.visit_ids else None

    @cached_property
    def question(self) -> Question:
        """The question as the latest of its visits asked it."""
        visit = db.session.get_one(Visit, self.latest_visit)
        version = db.session.get_one(ChecklistVersion, visit.checklist_id)
        return version.checklist.question(self.weakness.code)

    @cached_property
    def photo(self) -> Evidence | None:
        """The latest photo taken for it in one of the visits where it cost points."""
        return queries.latest_photo(self.weakness.code, self.weakness.visit_ids)


class PeoplePage:
    """Employees of one position side by side, on open audits that named them."""

    def __init__(
        self, viewer: User, employees: Sequence[Employee], position: str | None, since: datetime
    ) -> None:
        self.since = since
        held = {each.id: each.position for each in employees}
        named = [
            visit for visit in queries.scored_visits(viewer, since, kind=AUDIT) if visit.employee_id in held
        ]
        self.offered = sorted(set(held.values()))
        self.position = position if position in self.offered else _most_audited(named, self.offered)
        self.employees = {each.id: each for each in employees if each.position == self.position}
        self.visits = [visit for visit in named if visit.employee_id in self.employees]

    @cached_property
    def rows(self) -> list[Figure]:
        """One figure a person, best first; people nobody visited are listed apart."""
        groups = figures.grouped(self.visits, lambda visit: visit.employee_id)
        return figures.ordered(
            figures.figure(
                f"{employee.name} · {employee.store.name}",
                groups[employee.id],
                url_for("insights.person", employee_id=employee.id),
            )
            for employee in self.employees.values()
            if employee.id in groups
        )

    @cached_property
    def unseen(self) -> list[Employee]:
        """People of the position without an open audit in the period."""
        seen = {visit.employee_id for visit in self.visits}
        return sorted(
            (each for each in self.employees.values() if each.id not in seen), key=lambda each: each.name
        )

    @cached_property
    def chain(self) -> Mean:
        """The mean of every open audit of this position in the chain: the line on the chart."""
        return mean_interval(queries.chain_scores(self.since, position=self.position, kind=AUDIT))

    @cached_property
    def separate(self) -> bool:
        """Whether the best and the worst interval do not overlap: only then is there anything to tell apart."""
        sure = [row for row in self.rows if row.low is not None and not row.few]
        return bool(sure) and max(row.low or 0 for row in sure) > min(row.high or 100 for row in sure)

    @cached_property
    def worst(self) -> list[Worst]:
        """The criteria that earned the least over these audits."""
        return worst_of(self.visits)

    @cached_property
    def latest(self) -> list[Visit]:
        """The audits themselves, the latest first."""
        return visits_by_id([visit.visit_id for visit in self.visits[:LATEST]])


def worst_of(visits: Sequence[ScoredVisit]) -> list[Worst]:
    """The criteria that earned the least over these visits, the latest of which come first."""
    cards = queries.cards_of([visit.visit_id for visit in visits[:READ_FOR_WEAKNESSES]])
    ordered = {visit.visit_id: cards[visit.visit_id] for visit in visits if visit.visit_id in cards}
    return [Worst(weakness) for weakness in figures.weaknesses(ordered)]


def _most_audited(visits: Sequence[ScoredVisit], positions: Sequence[str]) -> str | None:
    """The position with the most open audits: there is most to compare; the first one when nobody was audited."""
    audited = Counter(visit.position for visit in visits)
    return max(positions, key=lambda position: audited[position], default=None)


def visits_by_id(ids: Sequence[int]) -> list[Visit]:
    """The visits with what a list shows of them, in the order of the ids."""
    found = {visit.id: visit for visit in queries.visits_with_scores(ids)}
    return [found[visit_id] for visit_id in ids]
