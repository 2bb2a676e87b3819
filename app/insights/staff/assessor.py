"""One assessor: the differences store by store, the time each form took, one answer all along; as questions."""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from functools import cached_property

from flask_babel import gettext as _
from flask_babel import ngettext, to_user_timezone

from app.checklists.models import ChecklistVersion
from app.db import db
from app.insights import queries
from app.insights.cells import CRITERION, Cell
from app.insights.models import VisitFact
from app.insights.pages.page import Address, Page, visit_address
from app.insights.pages.queries import visits
from app.insights.staff import queries as own
from app.insights.staff.assessors import against_peers
from app.insights.tables import Column, Row, Table
from app.insights.tally import UNIT, Tally
from app.people.models import User
from app.scoring.assessors import Leniency, Speed, StraightLining, speed, straight_lining
from app.scoring.exact import Fraction
from app.stores.models import Store
from app.stores.queries import stores_visible_to
from app.visits.models import AUDIT
from app.web.filters import decimal

LATEST = 50  # visits looked at one by one
SHOWN = 30  # stores, those most visited; the others stand in the file


class AssessorPage(Page):
    """One kind of visit at a time is compared: auditors make one, shoppers the other."""

    def __init__(self, viewer: User, assessor: User, address: Address) -> None:
        super().__init__(viewer, address, assessor=assessor.id)
        self.assessor = assessor
        kinds = queries.by(self.selection, "kind")
        self.kind = str(
            max(kinds, key=lambda kind: (kinds[kind].n, str(kind)), default=self.selection.kind or AUDIT)
        )
        self.selection = replace(self.selection, kind=self.kind)

    @cached_property
    def stores(self) -> dict[int, Tally]:
        """The assessor's own visits by store."""
        return {int(store): tally for store, tally in queries.by(self.selection, "store").items()}

    @cached_property
    def peers(self) -> dict[int, Tally]:
        """What everybody gave by store in the same kind of visit, the assessor too."""
        everybody = replace(self.selection, assessor=None)
        return {
            int(store): tally
            for store, tally in queries.by(everybody, "store", only=list(self.stores)).items()
        }

    @cached_property
    def leniency(self) -> Leniency:
        return against_peers(self.stores, self.peers)

    @property
    def told_leniency(self) -> str:
        """The comparison in words."""
        found = self.leniency
        if found.difference is None:
            return _("No store was visited by others too: there is nothing to compare with.")
        if found.low is None or found.high is None:
            return _(
                "One store in common with others: the difference is %(points)s points; one store gives no interval.",
                points=decimal(found.difference),
            )
        return _(
            "Stores visited by others too: %(stores)s. The difference from them is %(points)s points on average"
            " (%(low)s … %(high)s); above zero is milder.",
            stores=found.stores,
            points=decimal(found.difference),
            low=decimal(found.low),
            high=decimal(found.high),
        )

    @cached_property
    def facts(self) -> list[VisitFact]:
        """The latest visits."""
        return visits(self.selection, most=LATEST)

    @cached_property
    def scales(self) -> dict[int, list[Hashable]]:
        """By visit the marks of its scale questions."""
        cells = queries.cells_of([fact.visit_id for fact in self.facts])
        asked = {checklist: _scales(checklist, self.kind) for checklist in self._checklists}
        return {
            fact.visit_id: _marks(asked[fact.checklist_id], cells.get(fact.visit_id, {}).get(CRITERION, {}))
            for fact in self.facts
        }

    @cached_property
    def lines(self) -> dict[int, StraightLining]:
        """By visit: one answer to scale questions all along?"""
        return {visit: straight_lining(marks) for visit, marks in self.scales.items()}

    @cached_property
    def line(self) -> StraightLining:
        """The same over all of them: a form has few scale questions."""
        return straight_lining([mark for marks in self.scales.values() for mark in marks])

    @cached_property
    def speeds(self) -> dict[int, Speed]:
        """By visit: the time the form took beside the peers' for the same checklist."""
        timed = [fact for fact in self.facts if fact.minutes is not None]
        peers = {
            checklist: [60 * each for each in own.peers_minutes(self.selection, checklist, self.assessor.id)]
            for checklist in self._checklists
        }
        return {fact.visit_id: speed(60 * (fact.minutes or 0), peers[fact.checklist_id]) for fact in timed}

    @property
    def questions(self) -> list[str]:
        """What to ask; that there is nothing is an answer too."""
        asked = []
        found = self.leniency
        if found.low is not None and found.low > 0:
            asked.append(_("The scores lie above those of others in the same stores. What is let pass?"))
        if found.high is not None and found.high < 0:
            asked.append(
                _("The scores lie below those of others in the same stores. What do the others overlook?")
            )
        quick = [visit for visit, each in self.speeds.items() if each.flagged]
        same = [visit for visit, each in self.lines.items() if each.flagged]
        if quick:
            numbers = ", ".join(f"№ {visit}" for visit in quick)
            asked.append(
                _(
                    "These forms took under two fifths of the usual time: %(visits)s. What made them so quick?",
                    visits=numbers,
                )
            )
        if same:
            numbers = ", ".join(f"№ {visit}" for visit in same)
            asked.append(
                _(
                    "Nearly all scale answers are the same: %(visits)s. Was each of them looked at?",
                    visits=numbers,
                )
            )
        elif self.line.flagged:
            asked.append(
                _(
                    "In %(same)s of %(answers)s scale answers of the latest visits the mark is the same. Was each of"
                    " them looked at?",
                    same=self.line.commonest,
                    answers=self.line.answers,
                )
            )
        return asked or [_("Nothing stands out.")]

    def behind(self, **more: object) -> str:
        """Of the same kind of visit, here as everywhere on the page."""
        return super().behind(**{"kind": self.kind, **more})

    @property
    def name(self) -> str:
        return f"etalon-assessor-{self.assessor.id}"

    @property
    def about(self) -> list[tuple[str, str]]:
        return [(_("Assessor"), self.assessor.name), *super().about]

    @cached_property
    def tables(self) -> dict[str, Table]:
        return {"stores": self._stores(), "visits": self._visits()}

    def _stores(self) -> Table:
        columns = (
            Column(_("Store")),
            Column(_("Own mean, %%") % (), "percent"),
            Column(_("Own visits"), "count"),
            Column(_("Mean of others, %%") % (), "percent"),
            Column(_("Visits of others"), "count"),
            Column(_("Difference, points"), "points"),
        )
        often = self.often if self.exporting else self.often[:SHOWN]
        return Table("stores", _("In the same stores"), columns, [self._store(each) for each in often])

    @cached_property
    def often(self) -> list[int]:
        """The stores that are named, the one visited most first."""
        return sorted(self._names, key=lambda store: (-self.stores[store].n, self._names[store]))

    @property
    def more(self) -> str:
        """What the page does not name."""
        left = len(self.often) - SHOWN
        if left <= 0:
            return ""
        return ngettext(
            "Shown are the stores visited most; %(num)s more stands in the file.",
            "Shown are the stores visited most; %(num)s more stand in the file.",
            left,
        )

    def _store(self, store: int) -> Row:
        name, mine = self._names[store], self.stores[store]
        rest = self.peers[store].minus(mine)
        apart = mine.sums.mean - rest.sums.mean if mine.n and rest.n else None
        hrefs = {1: self.behind(store=store)}
        return Row((name, mine.mean.mean, mine.n, rest.mean.mean, rest.n, apart), hrefs=hrefs)

    def _visits(self) -> Table:
        columns = (
            Column(_("Visit")),
            Column(_("Store")),
            Column(_("Date"), "day"),
            Column(_("Score, %%") % (), "percent"),
            Column(_("Minutes"), "count"),
            Column(_("Usual minutes"), "count"),
            Column(_("Commonest scale answer")),
        )
        return Table("visits", _("Visit by visit"), columns, [self._visit(fact) for fact in self.facts])

    def _visit(self, fact: VisitFact) -> Row:
        usual = self.speeds[fact.visit_id].median if fact.visit_id in self.speeds else None
        line = self.lines[fact.visit_id]
        return Row(
            (
                f"№ {fact.visit_id}",
                self._names.get(fact.store_id, ""),
                to_user_timezone(fact.approved_at).date(),
                None if fact.score is None else Fraction(fact.score, UNIT),
                fact.minutes,
                None if usual is None else round(usual / 60),
                _("%(same)s of %(answers)s", same=line.commonest, answers=line.answers)
                if line.answers
                else "—",
            ),
            visit_address(fact.visit_id),
        )

    @property
    def _checklists(self) -> set[int]:
        return {fact.checklist_id for fact in self.facts}

    @cached_property
    def _names(self) -> dict[int, str]:
        seen = stores_visible_to(self.viewer).where(Store.id.in_(self.stores))
        return {store.id: store.name for store in db.session.scalars(seen)}


def _scales(checklist: int, kind: str) -> list[str]:
    """The scale questions of a form in their order."""
    form = db.session.get_one(ChecklistVersion, checklist).checklist.for_visit(kind)
    return [question.id for question in form.questions() if question.kind == "scale"]


def _marks(asked: Sequence[str], cells: dict[str, Cell]) -> list[Hashable]:
    return [cells[code].value for code in asked if code in cells and cells[code].value is not None]
